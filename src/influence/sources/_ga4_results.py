"""Judged rows made into counted results, one for each creator and day.

    revenue of a day = Σ rows, rounded half to even, at least 0

A result cannot be below zero, and a day on which more came back than was sold is. What such a day
lacks is taken off the creator's days before it, then off those after it, so that the creator's sum
is what GA4 says. Only what exceeds all of the creator's sales is left over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from influence.money import ExactMoney, Money
from influence.results import Result
from influence.sources._ga4_counts import JudgedRow, KeyEvents, added
from influence.sources._tally import Note

_Days = dict[dt.date, list[JudgedRow]]


@attrs.frozen(kw_only=True)
class Counted:
    """The results of a report, and what is not told of them.

    Args:
        results: One for each creator and day, by creator and day.
        notes: Days that were below zero, and what is left over.
    """

    results: tuple[Result, ...]
    notes: tuple[Note, ...]


def results_of(
    rows: Iterable[JudgedRow], *, currency: str | None, key_events: KeyEvents
) -> Counted:
    """The results of the rows that are a creator's."""
    by_creator: dict[str, _Days] = {}
    for row in rows:
        if row.creator_id is not None:
            by_creator.setdefault(row.creator_id, {}).setdefault(row.day, []).append(row)
    results: list[Result] = []
    notes: list[Note] = []
    for creator_id, days in sorted(by_creator.items()):
        revenue, found = _revenue(days, currency=currency)
        notes += found
        for day, own in sorted(days.items()):
            counts = added(own)
            results.append(
                Result(
                    creator_id=creator_id,
                    date=day,
                    clicks=counts.clicks,
                    orders=counts.orders,
                    leads=counts.key_events if key_events == "leads" else None,
                    signups=counts.key_events if key_events == "signups" else None,
                    revenue=revenue.get(day),
                )
            )
    return Counted(results=tuple(results), notes=tuple(notes))


def money_of(revenue: Fraction | None, *, currency: str | None) -> Money | None:
    """Net sales in whole minor units; ``None`` where they are not told."""
    if revenue is None or currency is None:
        return None
    return ExactMoney(revenue, currency).rounded()


def _revenue(days: _Days, *, currency: str | None) -> tuple[Mapping[dt.date, Money], list[Note]]:
    """The revenue of each day of one creator, none of it below zero."""
    told = {day: money_of(added(rows).revenue, currency=currency) for day, rows in days.items()}
    known = {day: amount for day, amount in sorted(told.items()) if amount is not None}
    notes = [
        Note(kind="estimated", about="below zero", line=days[day][0].line, rows=0, amount=-amount)
        for day, amount in known.items()
        if amount.is_negative
    ]
    debt = _carried(known, list(reversed(known)))
    debt = _carried(known, list(known), debt=debt)
    if debt is not None and debt.is_positive:
        line = min(rows[0].line for rows in days.values())
        notes.append(Note(kind="leftover", about="below zero", line=line, amount=-debt))
    return known, notes


def _carried(
    known: dict[dt.date, Money], days: Sequence[dt.date], *, debt: Money | None = None
) -> Money | None:
    """Take what a day lacks off the days that follow it in *days*; the rest is answered."""
    for day in days:
        amount = known[day] if debt is None else known[day] - debt
        nothing = amount * 0
        known[day] = max(amount, nothing)
        debt = -min(amount, nothing)
    return debt
