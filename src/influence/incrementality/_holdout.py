"""Holdout: people kept from the campaign at random beside those who were not.

    baseline    = what the held out did ÷ held out people × exposed people
    incremental = what the exposed did − baseline

Chance decided who is in which arm, so that what sets them apart is the campaign or chance, and the
interval says how far chance reaches: for conversions by the hybrid of scores, for revenue by Welch
when every row is one person. From sums of revenue alone nobody can tell how it spreads, so there is
no interval then.

Source: S130, S133.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from influence.errors import CurrencyMismatchError, InvalidInputError, MissingDataError
from influence.findings import Finding
from influence.incrementality._effect import Effect
from influence.incrementality._holdout_unit import HOLDOUT_ARMS, HoldoutArm, HoldoutUnit
from influence.incrementality._incrementality import Incrementality
from influence.incrementality._interval import CONFIDENCE
from influence.incrementality._measure import Measure
from influence.incrementality._proportions import (
    Proportion,
    proportion_interval,
    proportion_p_value,
)
from influence.incrementality._welch import Welch, welch, why_not_welch
from influence.money import Money
from influence.ratios import decimal_of
from influence.shares import Share, ShareLike
from influence.workings import Working

_ONLY_SUMS = "only sums of revenue are told, and a sum does not tell how it spreads"


@attrs.frozen(kw_only=True)
class _Arm:
    """One arm: its people, and what its rows tell."""

    people: int
    conversions: int | None
    revenue: int | None
    each: tuple[int, ...] | None


def holdout(
    units: Sequence[HoldoutUnit],
    *,
    spend: Money | None = None,
    confidence: ShareLike = CONFIDENCE,
    where: str = "holdouts",
) -> Incrementality:
    """What the exposed did beyond what the held out let expect.

    Args:
        units: Rows of both arms; one for each person, or one for each group.
        spend: What was spent on the exposed.
        confidence: Of the intervals.
        where: The table, for findings.

    Raises:
        MissingDataError: An arm has no row, or neither conversions nor revenue are told throughout.
        InvalidInputError: A unit stands twice, or *confidence* is not between 0 and 1.
        CurrencyMismatchError: The rows are in several currencies.

    Example:
        >>> found = holdout(
        ...     [
        ...         HoldoutUnit(unit_id="seen", arm="exposed", people=10_000, conversions=450),
        ...         HoldoutUnit(unit_id="kept", arm="holdout", people=5_000, conversions=150),
        ...     ]
        ... )
        >>> found.conversions.incremental, found.conversions.interval_text, found.verdict
        (Fraction(150, 1), '85.840953 to 210.962243', 'above_zero')

    Source: S130, S133.
    """
    _check(units)
    currency = next((row.revenue.currency for row in units if row.revenue is not None), None)
    exposed, held = _arm(units, "exposed"), _arm(units, "holdout")
    asked = Share(confidence)
    conversions = _conversions(exposed, held, confidence=asked)
    revenue = _revenue(exposed, held, currency=currency, confidence=asked)
    if conversions is None and revenue is None:
        rule = "tell conversions in every row, or revenue in every row"
        raise MissingDataError("holdout", rule, "neither")
    return Incrementality(
        design="holdout",
        against=f"{held.people} people held out beside {exposed.people} exposed",
        confidence=asked,
        revenue=revenue,
        conversions=conversions,
        spend=spend,
        findings=tuple(_findings(revenue, where=where)),
    )


def _check(units: Sequence[HoldoutUnit]) -> None:
    """Refuse rows that cannot be true together, and a test without one of its arms."""
    seen: set[str] = set()
    for row in units:
        if row.unit_id in seen:
            raise InvalidInputError("unit", "stand once", row.unit_id)
        seen.add(row.unit_id)
    amounts = [row.revenue for row in units if row.revenue is not None]
    for amount in amounts:
        if amount.currency != amounts[0].currency:
            rule = f"be in {amounts[0].currency}, as the other rows"
            raise CurrencyMismatchError("revenue of a unit", rule, amount)
    for arm in HOLDOUT_ARMS:
        if not any(row.arm == arm for row in units):
            raise MissingDataError("holdout", f"have at least one row of the {arm} arm", 0)


def _arm(units: Sequence[HoldoutUnit], arm: HoldoutArm) -> _Arm:
    """The rows of an arm together; what one of them does not tell is not known of the arm."""
    rows = [row for row in units if row.arm == arm]
    conversions = [row.conversions for row in rows if row.conversions is not None]
    revenue = tuple(row.revenue.minor for row in rows if row.revenue is not None)
    tells_revenue = len(revenue) == len(rows)
    is_each = tells_revenue and all(row.people == 1 for row in rows)
    return _Arm(
        people=sum(row.people for row in rows),
        conversions=sum(conversions) if len(conversions) == len(rows) else None,
        revenue=sum(revenue) if tells_revenue else None,
        each=revenue if is_each else None,
    )


def _conversions(exposed: _Arm, held: _Arm, *, confidence: Share) -> Effect | None:
    """The effect on conversions."""
    if exposed.conversions is None or held.conversions is None:
        return None
    measure = Measure(what="conversions")
    first = Proportion(part=exposed.conversions, whole=exposed.people)
    second = Proportion(part=held.conversions, whole=held.people)
    rates = proportion_interval(first, second, confidence=confidence)
    ends = f"{measure.fine_text(rates.low)} to {measure.fine_text(rates.high)}"
    incremental, working = _incremental(
        exposed, held, did=(first.part, second.part), measure=measure
    )
    return Effect(
        measure=measure,
        observed=Fraction(first.part),
        incremental=incremental,
        working=working,
        interval=rates.times(exposed.people),
        p_value=proportion_p_value(first, second),
        spread=Working.of(
            ("rate of the exposed", measure.fine_text(first.rate)),
            ("rate of the held out", measure.fine_text(second.rate)),
            (f"{confidence} interval of the difference, {rates.method}", ends),
            ("people exposed", exposed.people),
        ),
    )


def _revenue(
    exposed: _Arm, held: _Arm, *, currency: str | None, confidence: Share
) -> Effect | None:
    """The effect on revenue."""
    if exposed.revenue is None or held.revenue is None:
        return None
    measure = Measure(what="revenue", currency=currency)
    did = (exposed.revenue, held.revenue)
    incremental, working = _incremental(exposed, held, did=did, measure=measure)
    found = Effect(
        measure=measure,
        observed=Fraction(exposed.revenue),
        incremental=incremental,
        working=working,
        no_interval=_ONLY_SUMS,
    )
    if exposed.each is None or held.each is None:
        return found
    reason = why_not_welch(exposed.each, held.each)
    if reason:
        return attrs.evolve(found, no_interval=reason)
    spread = welch(exposed.each, held.each)
    return _with_interval(found, spread, people=exposed.people, confidence=confidence)


def _with_interval(found: Effect, spread: Welch, *, people: int, confidence: Share) -> Effect:
    """The effect with what Welch says of it."""
    fine = found.measure.fine_text
    return attrs.evolve(
        found,
        interval=spread.interval(confidence).times(people),
        no_interval="",
        p_value=spread.p_value,
        spread=Working.of(
            ("difference a person", fine(spread.difference)),
            ("standard error of the difference", fine(Fraction(spread.standard_error))),
            ("degrees of freedom, by Welch", decimal_of(spread.degrees)),
            (f"t at {confidence}", decimal_of(Fraction(spread.quantile(confidence)))),
            ("people exposed", people),
        ),
    )


def _incremental(
    exposed: _Arm, held: _Arm, *, did: tuple[int, int], measure: Measure
) -> tuple[Fraction, Working]:
    """What the exposed did beyond what the held out let expect, and how that follows."""
    baseline = Fraction(did[1] * exposed.people, held.people)
    incremental = did[0] - baseline
    return incremental, Working.of(
        (f"{measure.what} of the held out", measure.text(Fraction(did[1]))),
        ("people held out", held.people),
        ("people exposed", exposed.people),
        ("of the held out ÷ people held out × people exposed", measure.fine_text(baseline)),
        (f"{measure.what} of the exposed", measure.text(Fraction(did[0]))),
        ("exposed − that", measure.text(incremental)),
    )


def _findings(revenue: Effect | None, *, where: str) -> list[Finding]:
    """What a reader has to know beside the figures."""
    if revenue is None or revenue.interval is not None:
        return []
    rule = "incremental revenue must have an interval to be told from chance"
    message = f"{rule}, got none: {revenue.no_interval}"
    return [Finding(code="INF406", where=where, message=message)]
