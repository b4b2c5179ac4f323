"""Paths, written down from the rules and nothing else: every touch is looked at for every sale.

It knows the facts of a book and none of the functions of ``influence.attribution`` or
``influence.paths``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

import exact_attribution as exact

from influence.campaign_book import Book
from influence.leads import Lead

_UTC = dt.UTC
_KINDS = ("code", "dm", "link", "landing")


class Met(NamedTuple):
    """A touch: in the order in which a path has it."""

    at: dt.datetime
    kind: int
    creator: str
    value: str

    @property
    def channel(self) -> str:
        """The kind of the mark."""
        return _KINDS[self.kind]


class Way(NamedTuple):
    """A conversion with its touches and its value in minor units."""

    fact: str
    at: dt.datetime
    path: tuple[Met, ...]
    value: int

    def players(self, by: str) -> tuple[str, ...]:
        """Who was met, touch by touch."""
        return tuple(met.creator if by == "creator" else met.channel for met in self.path)


def order_ways(book: Book) -> list[Way]:
    """The paid orders, by time and id."""
    ways: list[Way] = []
    for order in book.orders:
        if order.status == "paid":
            coded = [
                Met(order.at.astimezone(_UTC), 0, deal.creator_id, code)
                for code, deal in exact.owned_codes(book, order)
            ]
            back = sum(row.amount.minor for row in book.refunds if row.order_id == order.order_id)
            met = [*_met(book, exact.buyers(book, order), order.at), *coded]
            value = order.items.minor - back
            ways.append(Way(order.order_id, order.at, tuple(sorted(met)), value))
    return sorted(ways, key=lambda way: (way.at.astimezone(_UTC), way.fact))


def lead_ways(book: Book, *kinds: str) -> list[Way]:
    """The leads of some kinds that nobody judged unqualified."""

    def way(lead: Lead) -> Way:
        met = sorted(_met(book, {lead.visitor_id}, lead.at))
        return Way(lead.lead_id, lead.at, tuple(met), 0)

    leads = [lead for lead in book.leads if lead.kind in kinds and lead.qualified is not False]
    return sorted(map(way, leads), key=lambda way: (way.at.astimezone(_UTC), way.fact))


def _met(book: Book, visitors: set[str], at: dt.datetime) -> list[Met]:
    """The owned touches of some visitors in the lookback of a moment."""
    window = dt.timedelta(days=book.attribution.lookback_days)
    found: list[Met] = []
    for touch in book.touches:
        age = at.astimezone(_UTC) - touch.at.astimezone(_UTC)
        who = exact.owner(book, touch)
        if touch.visitor_id in visitors and who is not None and dt.timedelta(0) <= age <= window:
            kind = _KINDS.index(touch.kind)
            found.append(Met(touch.at.astimezone(_UTC), kind, who, touch.value))
    return found


def collapsed(players: Sequence[str]) -> tuple[str, ...]:
    """Players without repeats in a row."""
    return tuple(player for player, _ in groupby(players))


def reached(ways: Iterable[Way]) -> list[Way]:
    """Those with a touch."""
    return [way for way in ways if way.path]


def people(book: Book) -> tuple[dict[str, set[frozenset[str]]], set[frozenset[str]]]:
    """Whom each creator reached, and who bought; a person is the set of all their names."""
    persons = _persons(book)
    reach: dict[str, set[frozenset[str]]] = {}
    for touch in book.touches:
        who = exact.owner(book, touch)
        if who is not None:
            reach.setdefault(who, set()).add(_person(persons, f"v:{touch.visitor_id}"))
    bought: set[frozenset[str]] = set()
    for order in book.orders:
        if order.status != "paid":
            continue
        names = [f"c:{order.customer_id}"] if order.customer_id else []
        names += [f"v:{order.visitor_id}"] if order.visitor_id else []
        if names:
            bought.add(_person(persons, names[0]))
            for _, deal in exact.owned_codes(book, order):
                reach.setdefault(deal.creator_id, set()).add(_person(persons, names[0]))
    return reach, bought


def _persons(book: Book) -> list[set[str]]:
    """Sets of names, joined for as long as two of them share one."""
    sets = [
        {f"c:{order.customer_id}"} | ({f"v:{order.visitor_id}"} if order.visitor_id else set())
        for order in book.orders
        if order.customer_id
    ]
    joined: list[set[str]] = []
    while sets:
        one = sets.pop()
        other = next((two for two in sets if two & one), None)
        if other is None:
            joined.append(one)
        else:
            other |= one
    return joined


def _person(persons: list[set[str]], name: str) -> frozenset[str]:
    """The person of a name."""
    return frozenset(next((one for one in persons if name in one), {name}))
