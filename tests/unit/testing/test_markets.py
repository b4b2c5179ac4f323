"""The markets of ``influence.testing`` are those of ``influence.markets``."""

from __future__ import annotations

import influence.markets
import influence.testing.markets
from influence.testing import markets


def test_both_give_the_same_names_and_the_same_things() -> None:
    assert markets.__all__ == influence.markets.__all__
    for name in markets.__all__:
        assert getattr(markets, name) is getattr(influence.markets, name)


def test_they_are_an_attribute_of_the_kit() -> None:
    assert influence.testing.markets is markets
