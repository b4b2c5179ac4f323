"""Settle cuts: the moments at which a creator's terms, or their accrual periods, begin anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import cast

import attrs

from influence.payments import Amended, PaymentRule, Window, rules_within
from influence.periods import Period, anchored_period_at, microseconds, zone


def accrual_periods(period: Period, *, months: int | None) -> tuple[Period, ...]:
    """The accrual periods, counted from the beginning; one when they are not cut."""
    if months is None:
        return (period,)
    found: list[Period] = []
    at = period.start
    while microseconds(at) < microseconds(period.end):
        found.append(anchored_period_at(period.start, months=months, at=at))
        at = found[-1].end
    return tuple(found)


def cuts_of(terms: PaymentRule, *, period: Period) -> set[int]:
    """The moments inside *period* at which any rule of the terms begins anew."""
    return {cut for rule in rules_within(terms) for cut in own_cuts(rule, period=period)}


def own_cuts(rule: PaymentRule, *, period: Period) -> Iterator[int]:
    """The moments inside *period* at which one rule begins anew, whatever it holds."""
    first, last = microseconds(period.start), microseconds(period.end)
    for at in _bounds(rule, period=period):
        if first < microseconds(at) < last:
            yield microseconds(at)


def _bounds(rule: PaymentRule, *, period: Period) -> Iterator[dt.datetime]:
    """Days of amendments, and bounds of the windows that are fields of a rule."""
    if isinstance(rule, Amended):
        for one in rule.amendments:
            yield dt.datetime.combine(one.effective_from, dt.time(), zone(rule.zone))
    for window in _windows(rule):
        if window.months is None:
            continue
        early = window.before(period)
        if early is not None:
            yield early.end
        yield from (span.end for span in window.spans(period) if span is not None)


def _windows(rule: PaymentRule) -> Iterator[Window]:
    """The windows that the fields of a rule hold, but for those of rules inside it."""
    for field in attrs.fields(cast("type[attrs.AttrsInstance]", type(rule))):
        yield from _windows_in(cast("object", getattr(rule, field.name)))


def _windows_in(value: object) -> Iterator[Window]:
    """The windows that a term is, or holds."""
    if isinstance(value, Window):
        yield value
    elif isinstance(value, tuple):
        for part in cast("tuple[object, ...]", value):
            yield from _windows_in(part)
    elif isinstance(value, Mapping):
        for part in cast("Mapping[object, object]", value).values():
            yield from _windows_in(part)
