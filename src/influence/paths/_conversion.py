"""Conversion: an order, lead or signup with the path that came before it."""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from influence.attribution import Credit, Path
from influence.errors import UnknownNameError
from influence.money import Money
from influence.periods import microseconds

#: Leads are the rows of kind ``lead`` and ``booking``, signups those of kind ``signup``.
ConversionKind = Literal["orders", "leads", "signups"]
CONVERSION_KINDS: tuple[ConversionKind, ...] = get_args(ConversionKind)

#: Who plays on a path: the creators, or the kinds of their marks.
Grouping = Literal["creator", "channel"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)


def checked(word: str, *, what: str, known: tuple[str, ...]) -> None:
    """Refuse a *word* that is not one of the *known*."""
    if word not in known:
        raise UnknownNameError(what, word, known)


@attrs.frozen(kw_only=True)
class Conversion:
    """An order, lead or signup, the touches that could have led to it, and who was credited.

    Args:
        fact: The id of the order or lead.
        path: The touches within the lookback, and owned codes on the order; maybe none.
        credits: Who earned it by the book's model; maybe nobody.
        value: Net items of an order; ``None`` for a lead or signup.
    """

    fact: str
    path: Path
    credits: tuple[Credit, ...] = ()
    value: Money | None = None

    @property
    def place(self) -> tuple[int, str]:
        """Sorts conversions by instant, then id."""
        return (microseconds(self.path.at), self.fact)

    def players(self, by: Grouping) -> tuple[str, ...]:
        """Who was met, touch by touch.

        Raises:
            UnknownNameError: *by* is not known; the close one is named.
        """
        checked(by, what="grouping", known=GROUPINGS)
        if by == "creator":
            return tuple(touch.creator_id for touch in self.path)
        return tuple(touch.kind for touch in self.path)

    def earners(self, by: Grouping) -> frozenset[str]:
        """Who was credited by the book's model."""
        if by == "creator":
            return frozenset(credit.creator_id for credit in self.credits)
        return frozenset(credit.via for credit in self.credits)
