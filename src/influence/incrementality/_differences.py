"""Difference in differences: regions with the campaign beside regions without, before and since.

    gap         = (treated since − treated before) − (control since − control before)
    incremental = gap × treated regions × days since

All means are for a region and day (or a head and day), so that the two stretches need not be of one
length. What sets one arm apart for good, and what moves both alike, cancels; what moved only one of
them besides the campaign does not, and no sum can tell it from the campaign.

The interval is Welch's, over one change for each region: days of a region go together, and counting
each of them would make a sure thing of nothing.

Source: S135 for the estimate, S136 for one value a region.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Literal, TypeAlias

import attrs

from influence.errors import MissingDataError, UnknownNameError
from influence.findings import Finding
from influence.incrementality._effect import Effect
from influence.incrementality._incrementality import Incrementality
from influence.incrementality._interval import CONFIDENCE
from influence.incrementality._measure import Measure
from influence.incrementality._panel import Change, Panel, Reading, panel_of
from influence.incrementality._permutation import Permutation, permutation_test
from influence.incrementality._region_day import RegionDay
from influence.incrementality._welch import Welch, welch, why_not_welch
from influence.money import Money
from influence.ratios import decimal_of
from influence.shares import Share, ShareLike
from influence.workings import Working

Per: TypeAlias = Literal["region", "head"]
Trend: TypeAlias = Literal["additive", "ratio"]

_PERS: tuple[Per, ...] = ("region", "head")
_TRENDS: tuple[Trend, ...] = ("additive", "ratio")
_TO_COME = "it is still to be worked out"
_NO_RATIO = "the control's growth is itself an estimate"
_FEWEST_BEFORE = 2


@attrs.frozen(kw_only=True)
class _Asked:
    """What the caller wants of every measure."""

    confidence: Share
    per: Per
    trend: Trend


def difference_in_differences(
    rows: Sequence[RegionDay],
    *,
    starts: dt.date,
    ends: dt.date | None = None,
    spend: Money | None = None,
    confidence: ShareLike = CONFIDENCE,
    per: Per = "region",
    trend: Trend = "additive",
    generator: Random | None = None,
    where: str = "controls",
) -> Incrementality:
    """What the treated regions sold beyond what the control regions let expect.

    Args:
        rows: One for each region and day.
        starts: The first day of the campaign; days before it are the ones compared with.
        ends: The day after the last one that counts; without it, all since *starts* do.
        spend: What was spent on the treated regions.
        confidence: Of the intervals.
        per: ``region`` when every region counts alike, ``head`` when each counts by its people.
        trend: ``additive`` when both arms would have gained the same amount, ``ratio`` when they
            would have grown at the same rate; the second has no interval.
        generator: Deals the arms where there are more than 100,000 ways to.
        where: The table, for findings.

    Raises:
        MissingDataError: An arm has no region, there is no day before or since *starts* that all
            regions tell, or people are not told and *per* is ``head``.
        InvalidInputError: A region tells a day twice or stands in both arms.
        CurrencyMismatchError: The rows are in several currencies.
        UnknownNameError: There is no such *per* or *trend*.

    Example:
        >>> def day(region, arm, date, revenue):
        ...     date = dt.date.fromisoformat(date)
        ...     return RegionDay(region=region, arm=arm, date=date, revenue=Money(revenue, "USD"))
        >>> found = difference_in_differences(
        ...     [
        ...         day("north", "treated", "2026-03-01", "100"),
        ...         day("north", "treated", "2026-03-02", "160"),
        ...         day("south", "control", "2026-03-01", "80"),
        ...         day("south", "control", "2026-03-02", "90"),
        ...     ],
        ...     starts=dt.date(2026, 3, 2),
        ... )
        >>> found.incremental_revenue, found.baseline, found.verdict
        (Money('50.00', 'USD'), Money('110.00', 'USD'), 'cannot_tell')

    Source: S135, S136.
    """
    _check_names(per, trend)
    panel = panel_of(rows, starts=starts, ends=ends, is_per_head=per == "head")
    asked = _Asked(confidence=Share(confidence), per=per, trend=trend)
    sales = Measure(what="revenue", currency=rows[0].revenue.currency)
    revenue = _effect(panel, asked, _minor, measure=sales)
    placebo = _placebo(panel, asked, measure=sales)
    conversions = None
    if panel.tells_orders():
        conversions = _effect(panel, asked, _orders, measure=Measure(what="orders"))
    return Incrementality(
        design="difference_in_differences",
        against=_against(panel),
        confidence=asked.confidence,
        revenue=revenue,
        conversions=conversions,
        spend=spend,
        permutation=_permuted(panel, generator) if trend == "additive" else None,
        placebo=placebo,
        findings=tuple(_findings(panel, revenue, placebo, where=where)),
    )


def _check_names(per: str, trend: str) -> None:
    """Refuse what this module does not know."""
    if per not in _PERS:
        raise UnknownNameError("per", per, _PERS)
    if trend not in _TRENDS:
        raise UnknownNameError("trend", trend, _TRENDS)


def _minor(row: RegionDay) -> int:
    """Net sales in minor units."""
    return row.revenue.minor


def _orders(row: RegionDay) -> int:
    """Orders, of rows that all tell them."""
    return row.orders or 0


def _against(panel: Panel) -> str:
    """The control in words."""
    names = panel.regions("control")
    regions = "control region" if len(names) == 1 else "control regions"
    days = "day" if len(panel.before) == 1 else "days"
    return f"{len(names)} {regions}, {len(panel.before)} {days} before and {len(panel.after)} since"


def _effect(panel: Panel, asked: _Asked, reading: Reading, *, measure: Measure) -> Effect:
    """The effect on one measure since the campaign began."""
    treated, control = panel.changes("treated", reading), panel.changes("control", reading)
    times = panel.size("treated") * len(panel.after)
    lines, gap = _gap(measure, treated, control, asked=asked)
    unit = "people" if asked.per == "head" else "regions"
    counted = f"× {panel.size('treated')} {unit} × {len(panel.after)} days"
    reason = why_not_welch(_gains(treated), _gains(control))
    found = Effect(
        measure=measure,
        observed=Fraction(panel.total("treated", reading)),
        incremental=gap * times,
        working=Working.of(*lines, (counted, measure.text(gap * times))),
        no_interval=_NO_RATIO if asked.trend == "ratio" else reason or _TO_COME,
    )
    if found.no_interval != _TO_COME:
        return found
    return _with_interval(found, _compared(treated, control), times=times, asked=asked)


def _with_interval(found: Effect, spread: Welch, *, times: int, asked: _Asked) -> Effect:
    """The effect with what Welch says of it."""
    error, quantile = spread.standard_error, spread.quantile(asked.confidence)
    fine = found.measure.fine_text
    return attrs.evolve(
        found,
        interval=spread.interval(asked.confidence).times(times),
        no_interval="",
        p_value=spread.p_value,
        spread=found.working.then("standard error of the gap", fine(Fraction(error)))
        .then("degrees of freedom, by Welch", decimal_of(spread.degrees))
        .then(f"t at {asked.confidence}", decimal_of(Fraction(quantile)))
        .then(f"t × standard error × {times}", fine(Fraction(quantile * error) * times)),
    )


def _placebo(panel: Panel, asked: _Asked, *, measure: Measure) -> Effect | None:
    """The same sum over two halves of the days before, where nothing should be found."""
    if len(panel.before) < _FEWEST_BEFORE:
        return None
    half = len(panel.before) // 2
    early = attrs.evolve(panel, before=panel.before[:half], after=panel.before[half:])
    return _effect(early, asked, _minor, measure=measure)


def _gap(
    measure: Measure, treated: Sequence[Change], control: Sequence[Change], *, asked: _Asked
) -> tuple[list[tuple[str, str]], Fraction]:
    """The gap between the arms, and the lines that lead to it."""
    unit = f"a {asked.per} and day"
    means = {
        f"{arm} {when}": _mean(changes, when)
        for arm, changes in (("treated", treated), ("control", control))
        for when in ("before", "since")
    }
    lines = [(f"{name}, {unit}", measure.fine_text(mean)) for name, mean in means.items()]
    if asked.trend == "ratio":
        if not means["control before"]:
            raise MissingDataError("control before the campaign", "not be zero for a ratio", 0)
        expected = means["treated before"] * means["control since"] / means["control before"]
        gap = means["treated since"] - expected
        grown = "treated before × control since ÷ control before"
        lines.append((grown, measure.fine_text(expected)))
        return [*lines, ("treated since − that", measure.fine_text(gap))], gap
    gap = _mean(treated, "gain") - _mean(control, "gain")
    name = "(treated since − before) − (control since − before)"
    return [*lines, (name, measure.fine_text(gap))], gap


def _mean(changes: Sequence[Change], when: str) -> Fraction:
    """The mean of an arm, each region by its size."""
    figures = {
        "before": [one.before for one in changes],
        "since": [one.after for one in changes],
        "gain": _gains(changes),
    }[when]
    sizes = [one.size for one in changes]
    total = sum(figure * size for figure, size in zip(figures, sizes, strict=True))
    return Fraction(total) / sum(sizes)


def _gains(changes: Sequence[Change]) -> list[Fraction]:
    """What each region gained."""
    return [one.gain for one in changes]


def _compared(treated: Sequence[Change], control: Sequence[Change]) -> Welch:
    """The gains of both arms by Welch, each region by its size."""
    return welch(
        _gains(treated),
        _gains(control),
        first_weights=[one.size for one in treated],
        second_weights=[one.size for one in control],
    )


def _permuted(panel: Panel, generator: Random | None) -> Permutation | None:
    """The gains of both arms, dealt anew."""
    treated, control = panel.changes("treated", _minor), panel.changes("control", _minor)
    return permutation_test(
        _gains(treated),
        _gains(control),
        first_sizes=[one.size for one in treated],
        second_sizes=[one.size for one in control],
        generator=generator,
    )


def _findings(
    panel: Panel, revenue: Effect, placebo: Effect | None, *, where: str
) -> list[Finding]:
    """What a reader has to know beside the figures."""
    found: list[Finding] = []
    if revenue.interval is None:
        rule = "incremental revenue must have an interval to be told from chance"
        message = f"{rule}, got none: {revenue.no_interval}"
        found.append(Finding(code="INF406", where=where, message=message))
    if panel.missing:
        found.append(Finding(code="INF407", where=where, message=panel.missing_text()))
    if panel.late:
        told = "1 row lies" if panel.late == 1 else f"{panel.late} rows lie"
        message = f"{told} at or after the end of the campaign: left out"
        found.append(Finding(code="INF407", where=where, message=message))
    if placebo is not None and placebo.verdict != "cannot_tell":
        text = f"{placebo.incremental_text} ({placebo.interval_text})"
        rule = "both arms must have moved alike before the campaign"
        message = f"{rule}, got a gap of {text} between the halves of the days before"
        found.append(Finding(code="INF408", where=where, message=message))
    elif revenue.interval is not None and (placebo is None or placebo.interval is None):
        message = (
            "both arms must be seen to move alike before the campaign, got too few days before"
        )
        found.append(Finding(code="INF406", where=where, message=message))
    return found
