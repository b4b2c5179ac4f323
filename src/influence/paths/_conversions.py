"""Conversions: every order, lead or signup of a book with its path."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, groupby

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
from influence.paths._measured import Counting, Measured, Part, Repeats, Sequences, Since
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

    @property
    def with_path(self) -> Worth:
        """Those with a touch before them."""
        return self.worth(self.reached)

    @property
    def without_path(self) -> Worth:
        """Those that nobody can have led to."""
        return self.worth(self.unreached)

    def parts(self, by: Grouping) -> Mapping[str, Part]:
        """The part of every creator or channel that is on a path.

        Raises:
            UnknownNameError: *by* is not known; the close one is named.
        """
        return {
            player: self._part(player, some, by=by) for player, some in self.by_player(by).items()
        }

    def lags(self, since: Since, *, by: Grouping, through: str | None) -> Measured:
        """How long before each conversion the touch was, in microseconds."""
        return self._measured(
            (_lag(one, since=since, by=by, through=through), one)
            for one in self.through(through, by=by)
        )

    def lengths(self, counting: Counting, *, by: Grouping, through: str | None) -> Measured:
        """How long the path of each conversion is."""
        return self._measured(
            (_length(one, counting=counting), one) for one in self.through(through, by=by)
        )

    def sequences(self, by: Grouping, *, repeats: Repeats, limit: int) -> Sequences:
        """The sequences that led to most conversions."""
        paths: dict[tuple[str, ...], list[Conversion]] = {}
        for one in self.reached:
            players = one.players(by)
            if repeats == "collapsed":
                players = tuple(player for player, _ in groupby(players))
            paths.setdefault(players, []).append(one)
        ordered = sorted(paths, key=lambda players: (-len(paths[players]), players))
        return Sequences(
            rows=[(players, self.worth(paths[players])) for players in ordered[:limit]],
            left_out=len(ordered[limit:]),
            others=self.worth(chain.from_iterable(paths[one] for one in ordered[limit:])),
        )

    def _measured(self, measured: Iterable[tuple[int, Conversion]]) -> Measured:
        """The conversions by their measures."""
        known = sorted(measured, key=lambda pair: pair[0])
        values = (one.value for _, one in known)
        return Measured(
            units=tuple(unit for unit, _ in known),
            values=tuple(value.minor for value in values if value is not None),
            currency=self.currency,
        )

    def _part(self, player: str, some: Sequence[Conversion], *, by: Grouping) -> Part:
        """The part of one of them."""
        ends = [(one, one.players(by)) for one in some]
        return Part(
            on_path=self.worth(some),
            first=self.worth(one for one, players in ends if players[0] == player),
            last=self.worth(one for one, players in ends if players[-1] == player),
            assisted=self.worth(one for one, players in ends if players[-1] != player),
            uncredited=self.worth(one for one in some if player not in one.earners(by)),
        )

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
        touches=book.touches_of({one.lead.visitor_id for one in credited}),
        owners=book.owners,
        policy=book.attribution,
    )
    return [
        Conversion(
            fact=one.lead.lead_id, path=paths[one.lead.lead_id], credits=one.resolution.credits
        )
        for one in credited
    ]


def _lag(one: Conversion, *, since: Since, by: Grouping, through: str | None) -> int:
    """How long before a conversion the touch was, in microseconds."""
    ages = one.path.ages
    if through is not None:
        pairs = zip(one.players(by), ages, strict=True)
        ages = tuple(age for player, age in pairs if player == through)
    return ages[0] if since == "first" else ages[-1]


def _length(one: Conversion, *, counting: Counting) -> int:
    """How long the path of a conversion is."""
    return len(one.path) if counting == "touches" else len(set(one.players("creator")))


def _kind(lead: Lead) -> ConversionKind:
    """Whether it is a signup, or one of the leads."""
    return "signups" if lead.kind == "signup" else "leads"
