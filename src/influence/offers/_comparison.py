"""Comparison: offers side by side, and which of them costs least at which number of orders.

    stretch = the longest run of volumes at which the same offers cost least

Crossovers are where one stretch ends and the next begins. They are whole orders, and exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import cast

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, UnknownNameError
from influence.offers._curve import Volumes
from influence.offers._expectation import Expectation
from influence.offers._offer import Offer
from influence.offers._outlook import Outlook, refuse_outside
from influence.offers._survey import cheapest
from influence.workings import Working


@attrs.frozen(kw_only=True)
class Stretch:
    """Numbers of orders at which the same offers cost least.

    Args:
        first: The least number of orders.
        last: The greatest.
        offers: The names of the offers that cost least; several cost the same all along.
    """

    first: int = attrs.field(validator=require.is_count)
    last: int = attrs.field(validator=require.is_count)
    offers: tuple[str, ...] = attrs.field(validator=require.are_texts)


@attrs.frozen(kw_only=True)
class Comparison:
    """Offers side by side; made by ``compare``.

    Args:
        expectation: What is thought to happen.
        outlooks: What each offer comes to.
        stretches: Which offers cost least, from 0 orders to the most.
    """

    expectation: Expectation
    outlooks: tuple[Outlook, ...]
    stretches: tuple[Stretch, ...]

    def outlook(self, name: str) -> Outlook:
        """What the offer called *name* comes to.

        Raises:
            UnknownNameError: There is none of that name; the close one is named.
        """
        known = {outlook.offer.name: outlook for outlook in self.outlooks}
        if name not in known:
            raise UnknownNameError("offer", name, known)
        return known[name]

    @property
    def crossovers(self) -> tuple[int, ...]:
        """The numbers of orders from which other offers cost least than just before."""
        return tuple(stretch.first for stretch in self.stretches[1:])

    def cheapest(self, orders: int) -> tuple[str, ...]:
        """The names of the offers that cost least at so many orders.

        Raises:
            InvalidInputError: *orders* is below 0 or more than was looked at.
        """
        refuse_outside(orders, most=self.expectation.most)
        return next(one.offers for one in self.stretches if orders <= one.last)

    def why(self, orders: int) -> Working:
        """What each offer costs at so many orders, and which cost least.

        Raises:
            InvalidInputError: *orders* is below 0 or more than was looked at.
        """
        least = " and ".join(self.cheapest(orders))
        costs = [(f"{one.offer.name} costs", one.cost(orders)) for one in self.outlooks]
        return Working.of(("orders", orders), *costs, ("costs least", least))

    def in_words(self) -> str:
        """The stretches as a sentence.

        Example:
            >>> import datetime as dt
            >>> from influence.money import Money
            >>> from influence.payments import Commission, FlatFee
            >>> from influence.periods import Period
            >>> print(
            ...     compare(
            ...         [
            ...             Offer(name="10 %", terms=Commission(rate="0.10")),
            ...             Offer(name="flat", terms=FlatFee(per_campaign=Money("250", "USD"))),
            ...         ],
            ...         expectation=Expectation(
            ...             period=Period(
            ...                 dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
            ...                 dt.datetime(2026, 6, 1, tzinfo=dt.UTC),
            ...             ),
            ...             order_value=Money("60", "USD"),
            ...             low=10,
            ...             expected=40,
            ...             high=90,
            ...             deliverables={"short_video": 1},
            ...         ),
            ...     ).in_words()
            ... )
            up to 41 orders 10 % costs least; from 42 flat
        """
        return "; ".join(self.clauses())

    def clauses(self) -> tuple[str, ...]:
        """The parts of that sentence, one for each stretch."""
        last = len(self.stretches) - 1
        return tuple(_told(one, is_last=place == last) for place, one in enumerate(self.stretches))


def compare(offers: Iterable[Offer], *, expectation: Expectation) -> Comparison:
    """Offers side by side, under one expectation.

    Args:
        offers: At least one, each under a name of its own.
        expectation: What is thought to happen.

    Raises:
        InvalidInputError: There is no offer, two share a name, or what is given is none.
        CurrencyMismatchError: Terms are in another currency than the orders.
        MissingDataError: An offer pays for something that the expectation does not tell.
    """
    kept = tuple(offers)
    _refuse_names(kept)
    if not isinstance(cast("object", expectation), Expectation):
        raise InvalidInputError("expectation", "be an Expectation", expectation)
    volumes = Volumes.of(expectation)
    outlooks = tuple(Outlook.of(offer, volumes=volumes) for offer in kept)
    return Comparison(expectation=expectation, outlooks=outlooks, stretches=_stretches(outlooks))


def _refuse_names(offers: tuple[Offer, ...]) -> None:
    """Refuse no offers, and two of one name."""
    if not offers:
        raise InvalidInputError("offers", "be at least one", list(offers))
    seen: set[str] = set()
    for offer in offers:
        if not isinstance(cast("object", offer), Offer):
            raise InvalidInputError("offers", "hold only offers", offer)
        if offer.name in seen:
            raise InvalidInputError("offers", "each have a name of its own", offer.name)
        seen.add(offer.name)


def _stretches(outlooks: tuple[Outlook, ...]) -> tuple[Stretch, ...]:
    """Which offers cost least, volume by volume, as runs."""
    names = [outlook.offer.name for outlook in outlooks]
    most = outlooks[0].expectation.most
    found = cheapest([outlook.curve for outlook in outlooks], most=most)
    runs: list[Stretch] = []
    for places, run in groupby(enumerate(found), key=lambda pair: pair[1]):
        volumes = [orders for orders, _ in run]
        offers = tuple(names[place] for place in places)
        runs.append(Stretch(first=volumes[0], last=volumes[-1], offers=offers))
    return tuple(runs)


def _told(stretch: Stretch, *, is_last: bool) -> str:
    """One stretch in words; only the first says what it is about."""
    names = " and ".join(stretch.offers)
    if stretch.first:
        where = f"from {stretch.first}" if is_last else _range(stretch)
        return f"{where} {names}" if len(stretch.offers) == 1 else f"{where} {names} alike"
    where = "at any number of orders" if is_last else _up_to(stretch.last)
    verb = "costs least" if len(stretch.offers) == 1 else "cost least, and the same"
    return f"{where} {names} {verb}"


def _range(stretch: Stretch) -> str:
    """The volumes of a stretch in the middle."""
    is_one = stretch.first == stretch.last
    return f"at {stretch.first}" if is_one else f"from {stretch.first} to {stretch.last}"


def _up_to(orders: int) -> str:
    """The volumes of the first stretch."""
    if orders == 0:
        return "at 0 orders"
    return "up to 1 order" if orders == 1 else f"up to {orders} orders"
