"""Conversions: every order, lead or signup of a book with its path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import attrs

from influence.attribution import conversion_paths
from influence.leads import Lead
from influence.paths._conversion import (
    CONVERSION_KINDS,
    GROUPINGS,
    Conversion,
    ConversionKind,
    Grouping,
    checked,
)
from influence.paths._worth import Worth
from influence.scorecards import Scoreboard


@attrs.frozen(kw_only=True)
class Conversions:
    """All conversions of one kind.

    Args:
        kind: ``orders``, ``leads`` or ``signups``.
        rows: Each of them once, by instant, then id.
        currency: The currency of their values; ``None`` for leads and signups.
    """

    kind: ConversionKind
    rows: tuple[Conversion, ...]
    currency: str | None

    @cached_property
    def reached(self) -> tuple[Conversion, ...]:
        """Those with a touch before them."""
        return tuple(one for one in self.rows if len(one.path))

    @property
    def unreached(self) -> tuple[Conversion, ...]:
        """Those that nobody can have led to."""
        return tuple(one for one in self.rows if not len(one.path))

    def worth(self, some: Iterable[Conversion]) -> Worth:
        """How many conversions, and what they came to."""
        return Worth.of(some, currency=self.currency)

    def by_player(self, by: Grouping) -> Mapping[str, tuple[Conversion, ...]]:
        """The conversions on whose path each creator or channel is; by name.

        Raises:
            UnknownNameError: *by* is not known; the close one is named.
        """
        checked(by, what="grouping", known=GROUPINGS)
        return self._by_creator if by == "creator" else self._by_channel

    def through(self, player: str | None, *, by: Grouping) -> tuple[Conversion, ...]:
        """The reached conversions, or those of them on whose path *player* is.

        Raises:
            UnknownNameError: *by* is not known; the close one is named.
        """
        checked(by, what="grouping", known=GROUPINGS)
        return self.reached if player is None else self.by_player(by).get(player, ())

    @cached_property
    def _by_creator(self) -> Mapping[str, tuple[Conversion, ...]]:
        return self._grouped("creator")

    @cached_property
    def _by_channel(self) -> Mapping[str, tuple[Conversion, ...]]:
        return self._grouped("channel")

    def _grouped(self, by: Grouping) -> Mapping[str, tuple[Conversion, ...]]:
        """Each conversion under everybody on its path, once."""
        groups: dict[str, list[Conversion]] = {}
        for one in self.reached:
            for player in dict.fromkeys(one.players(by)):
                groups.setdefault(player, []).append(one)
        return {player: tuple(groups[player]) for player in sorted(groups)}


def conversions_of(board: Scoreboard, *, kind: ConversionKind = "orders") -> Conversions:
    """The conversions of one kind, each with its path and whoever the book's model credits.

    Orders are the paid ones; leads and signups are those that nobody judged unqualified.

    Args:
        board: The book, with what its model credits.
        kind: ``orders``, ``leads`` or ``signups``.

    Raises:
        UnknownNameError: *kind* is not known; the close one is named.

    Source: S183.
    """
    checked(kind, what="kind of conversion", known=CONVERSION_KINDS)
    rows = _orders(board) if kind == "orders" else _leads(board, kind=kind)
    currency = board.book.campaign.currency if kind == "orders" else None
    ordered = tuple(sorted(rows, key=lambda one: one.place))
    return Conversions(kind=kind, rows=ordered, currency=currency)


def _orders(board: Scoreboard) -> list[Conversion]:
    """The paid orders."""
    book = board.book
    paths = conversion_paths(
        book.orders, touches=book.touches, owners=book.owners, policy=book.attribution
    )
    return [
        Conversion(
            fact=story.order_id,
            path=paths[story.order_id],
            credits=story.resolution.credits,
            value=story.net,
        )
        for story in board.attribution.stories
    ]


def _leads(board: Scoreboard, *, kind: ConversionKind) -> list[Conversion]:
    """The leads or signups that count."""
    book = board.book
    credited = [one for one in board.leads if one.lead.counts and _kind(one.lead) == kind]
    paths = conversion_paths(
        [one.lead for one in credited],
        touches=book.touches,
        owners=book.owners,
        policy=book.attribution,
    )
    return [
        Conversion(
            fact=one.lead.lead_id, path=paths[one.lead.lead_id], credits=one.resolution.credits
        )
        for one in credited
    ]


def _kind(lead: Lead) -> ConversionKind:
    """Whether it is a signup, or one of the leads."""
    return "signups" if lead.kind == "signup" else "leads"
