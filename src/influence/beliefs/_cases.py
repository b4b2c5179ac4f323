"""Cases: each candidate with what was counted, before anything is compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._history import History
from influence.beliefs._prices import Quote, quotes
from influence.beliefs._sales import (
    Tally,
    counted,
    course,
    order_worth,
    seasons,
    tally,
)
from influence.beliefs._spreads import Residual, carried_part
from influence.beliefs._visits import Heard, heard
from influence.beliefs._weighing import weighed
from influence.tier_benchmarks import TierBenchmark, TierPrior


@attrs.frozen
class Case:
    """One candidate with what was counted.

    Args:
        history: Their bookings in plain numbers.
        benchmark: What their tier returns elsewhere.
        quote: What the next package costs and is believed to hold.
        tally: What their packages brought.
        heard: What exposure and clicks say.
        usual: Orders that a package brings where the tier returns what the benchmark tells.
    """

    history: History
    benchmark: TierBenchmark
    quote: Quote
    tally: Tally
    heard: Heard
    usual: float

    @property
    def residual(self) -> Residual:
        """How far the creator is above what was expected, as it teaches about others."""
        pooled = self.tally.pooled
        value = math.log((pooled.orders + 0.5) / (self.usual * pooled.base))
        signal = self.heard.pooled.mean
        return Residual(self.benchmark.tier, value, pooled.orders, pooled.packages, signal)


@attrs.frozen
class Counted:
    """All candidates with what was counted, and what they have in common.

    Args:
        cases: Each candidate.
        worth: Gross profit of an order, on the average, as a part of the reference.
        seasons: How good each cycle was for everybody; 1 is usual and is left out.
        carried: The part of a surprise in clicks that orders follow.
    """

    cases: Sequence[Case]
    worth: float
    seasons: Mapping[int, float]
    carried: float


def count(rows: Sequence[History], *, policy: Assumed, prior: TierPrior) -> Counted:
    """What was counted of every candidate."""
    quoted = quotes(rows, policy=policy)
    benchmarks = _benchmarks(rows, prior=prior)
    worth = order_worth(rows, start=_usual_worth(rows, quoted, policy=policy), policy=policy)
    orders = [counted(row, worth=worth) for row in rows]
    season = seasons(rows, orders, policy=policy)
    weights = weighed(rows, policy=policy)
    early = heard(
        rows,
        volumes=[quote.volume for quote in quoted],
        tiers=[benchmark.tier for benchmark in benchmarks],
        weights=weights,
        policy=policy,
    )
    usual = _usual(benchmarks, quoted, worth=worth, policy=policy)
    courses = [
        course(row, own, each, season=season)
        for row, own, each in zip(rows, orders, weights, strict=True)
    ]
    carried = carried_part(
        [
            _residual(benchmark.tier, *own.pooled, usual=each, signal=one.pooled.mean)
            for row, benchmark, own, each, one in zip(
                rows, benchmarks, courses, usual, early, strict=True
            )
            if row.has_earned and all(own.pooled)
        ],
        policy=policy,
    )
    luck = carried * policy.luck_carried
    cases = [
        Case(
            history=row,
            benchmark=benchmark,
            quote=quote,
            tally=tally(own, clicks=one.usual, carried=luck, usual=policy.packages),
            heard=one,
            usual=each,
        )
        for row, benchmark, quote, own, one, each in zip(
            rows, benchmarks, quoted, courses, early, usual, strict=True
        )
    ]
    return Counted(cases, worth, season, carried)


def _usual(
    benchmarks: Sequence[TierBenchmark],
    quoted: Sequence[Quote],
    *,
    worth: float,
    policy: Assumed,
) -> Sequence[float]:
    """The tracked orders of a package that returns what the benchmark of its tier tells."""
    tracked = policy.tracked
    return [
        float(benchmark.multiple.fraction) * tracked * quote.volume / worth
        for benchmark, quote in zip(benchmarks, quoted, strict=True)
    ]


def _residual(tier: str, orders: float, base: float, *, usual: float, signal: float) -> Residual:
    """How far somebody who earned is above what was expected of them."""
    return Residual(tier, math.log((orders + 0.5) / (usual * base)), orders, base, signal)


def _benchmarks(rows: Sequence[History], *, prior: TierPrior) -> Sequence[TierBenchmark]:
    """The benchmark of each candidate's tier; a size is looked up once."""
    known = {followers: prior.benchmark(followers) for followers in {row.followers for row in rows}}
    return [known[row.followers] for row in rows]


def _usual_worth(rows: Sequence[History], quoted: Sequence[Quote], *, policy: Assumed) -> float:
    """What an order is worth if the usual package breaks even with the usual number of them."""
    told = [
        math.log(quote.volume)
        for row, quote in zip(rows, quoted, strict=True)
        if row.has_earned or not row.is_judged
    ] or [math.log(quote.volume) for quote in quoted]
    return math.exp(math.fsum(told) / max(len(told), 1)) / policy.orders_at_break_even
