"""The lazy root: what a checker must believe of it, and what it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_type

import influence

price: influence.Money = influence.Money("19.99", "USD")
share: influence.Share = influence.Share("0.15")
read: Callable[..., influence.Book] = influence.read_book
assert_type(influence.__version__, str)
assert_type(influence.money.Money("1.00", "EUR"), influence.Money)

influence.Mony  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]
