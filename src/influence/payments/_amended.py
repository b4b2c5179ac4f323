"""Amended: terms that changed on a day, each holding from then on.

    fee = Σ fees of each version on what happened while it was in force

Terms are frozen on the day they apply: an order keeps the terms of the day it was placed on, and so
does its refund, whenever that comes. Counts without a date keep the first terms.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance
from influence.payments._rule import PaymentRule, fee_of, refuse_no_rule, top_rate_of
from influence.periods import Period, microseconds, zone
from influence.shares import Share


@attrs.frozen(kw_only=True)
class Amendment:
    """New terms from a day on.

    Args:
        effective_from: The first day of the new terms.
        terms: The payment rule that holds from then on.

    Raises:
        InvalidInputError: *effective_from* is no date.
        InvalidTermsError: *terms* is no payment rule.
    """

    effective_from: dt.date = attrs.field(validator=require.is_date)
    terms: PaymentRule

    def __attrs_post_init__(self) -> None:
        refuse_no_rule("amendment terms", self.terms)


@attrs.frozen(kw_only=True)
class Amended:
    """Pay by the terms of the day.

    Args:
        first: The terms of the beginning.
        amendments: What was agreed later; each day is after the one before.
        zone: The IANA time zone of the days.

    Raises:
        InvalidTermsError: There is no amendment, or a day is not after the one before.
        UnknownNameError: The zone is not known; the close one is named.

    Example:
        >>> from influence.payments import Commission
        >>> from influence.testing import performance
        >>> terms = Amended(
        ...     first=Commission(rate="0.10"),
        ...     amendments=(
        ...         Amendment(effective_from=dt.date(2026, 3, 2), terms=Commission(rate="0.20")),
        ...     ),
        ... )
        >>> terms.fee(performance(["100.00"] * 25, currency="USD")).amount
        Money('260.00', 'USD')
    """

    name: ClassVar[str] = "amended"
    first: PaymentRule
    amendments: tuple[Amendment, ...] = attrs.field(
        validator=require.are(Amendment, called="amendments")
    )
    zone: str = "UTC"

    def __attrs_post_init__(self) -> None:
        zone(self.zone)
        refuse_no_rule("amended first", self.first)
        if not self.amendments:
            rule = "have at least one amendment"
            raise InvalidTermsError("amended", rule, list(self.amendments))
        for before, after in pairwise(one.effective_from for one in self.amendments):
            if before >= after:
                rule = f"come after the one before, {before}"
                raise InvalidTermsError("amendment", rule, str(after))

    @property
    def top_rate(self) -> Share:
        """The highest share of sales that any version pays."""
        versions = (self.first, *(one.terms for one in self.amendments))
        return max(top_rate_of(terms) for terms in versions)

    def fee(self, performance: Performance, /) -> Fee:
        """The fees of every version, each on its own days."""
        fees = [
            (text, fee_of(terms, performance.within(span)))
            for text, terms, span in self._versions(performance.period)
        ]
        return Fee.of_lines(
            (_dated(line, text) for text, fee in fees for line in fee.working),
            currency=performance.currency,
            costs=(_dated(line, text) for text, fee in fees for line in fee.costs),
        )

    def _versions(self, period: Period) -> Iterator[tuple[str, PaymentRule, Period]]:
        """Each version that was in force in the period, and when."""
        days = zone(self.zone)
        starts = [
            dt.datetime.combine(one.effective_from, dt.time(), days) for one in self.amendments
        ]
        bounds = (None, *starts, None)
        versions = (self.first, *(one.terms for one in self.amendments))
        for terms, (since, until) in zip(versions, pairwise(bounds), strict=True):
            begin = period.start if since is None else max(period.start, since, key=microseconds)
            end = period.end if until is None else min(period.end, until, key=microseconds)
            if microseconds(begin) < microseconds(end):
                text = "" if since is None else f"terms from {since.date()}: "
                yield text, terms, Period(begin, end)


def _dated(line: FeeLine, text: str) -> FeeLine:
    """The line with the day of its terms before it."""
    return attrs.evolve(line, text=f"{text}{line.text}")
