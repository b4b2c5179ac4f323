"""Reason: why a line of theirs differs from ours, once the figure was computed and is theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

import attrs

from influence import _requirements as require

ReasonKind = Literal[
    "refunds",
    "base",
    "rounding",
    "tiers",
    "hold",
    "deliverables",
    "order_missing",
    "order_twice",
    "order_held",
    "order_of_others",
    "order_unpaid",
    "order_later",
    "order_not_listed",
    "count",
    "rate",
    "posts",
    "no_terms",
    "unknown_creator",
    "not_listed",
    "twice",
    "in_parts",
    "currency",
]

#: What each kind of reason says, as totals name it.
REASON_KINDS: Mapping[ReasonKind, str] = {
    "refunds": "not net of refunds",
    "base": "another base",
    "rounding": "another rounding",
    "tiers": "another meaning of the tiers",
    "hold": "another figure of the statement: hold, minimum or step of the rail",
    "deliverables": "another number of deliverables",
    "order_missing": "an order left out",
    "order_twice": "an order counted twice",
    "order_held": "an order that we hold back",
    "order_of_others": "an order that we credit to somebody else",
    "order_unpaid": "an order that was cancelled or a test",
    "order_later": "an order placed later",
    "order_not_listed": "an order of ours that they do not list",
    "count": "another count than ours",
    "rate": "another rate than was agreed",
    "posts": "another number of posts",
    "no_terms": "no terms agreed in the book",
    "unknown_creator": "a creator whom the book does not know",
    "not_listed": "a creator of ours whom they do not list",
    "twice": "told twice",
    "in_parts": "told in parts",
    "currency": "another currency",
}

_MOST_NAMED = 5


@attrs.frozen(kw_only=True)
class Reason:
    """Why a line differs.

    Args:
        kinds: What is different; two kinds where only both together make their figure.
        text: The same in words, with what it was tried on.
    """

    kinds: tuple[ReasonKind, ...]
    text: str = attrs.field(validator=require.is_line)

    @property
    def name(self) -> str:
        """Its kinds, such as ``refunds + rounding``."""
        return " + ".join(self.kinds)

    def __str__(self) -> str:
        return self.text


def either(details: Iterable[str]) -> str:
    """Details of which any would do, such as ``1041 or 1042``.

    Example:
        >>> either(["1041", "1042"])
        '1041 or 1042'
    """
    told = list(details)
    more = len(told) - _MOST_NAMED
    return " or ".join(told[:_MOST_NAMED]) + (f" or {more} others" if more > 0 else "")
