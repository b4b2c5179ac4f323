"""Cases: each candidate with what was counted, before anything is compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from influence.beliefs._assumed import Assumed
from influence.beliefs._history import History
from influence.beliefs._prices import Quote, quotes
from influence.beliefs._sales import (
    Course,
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
    drafts = [
        _Draft(row, benchmark, quote, course(row, own, each, season=season), one, usual)
        for row, benchmark, quote, own, each, one, usual in zip(
            rows,
            benchmarks,
            quoted,
            orders,
            weights,
            early,
            _usual(benchmarks, quoted, worth=worth, policy=policy),
            strict=True,
        )
    ]
    carried = carried_part([one.residual for one in drafts if one.tells], policy=policy)
    luck = carried * policy.luck_carried
    cases = [one.case(luck=luck, usual=policy.packages) for one in drafts]
    return Counted(cases, worth, season, carried)


@attrs.frozen
class _Draft:
    """One candidate before it is known how far orders follow clicks."""

    history: History
    benchmark: TierBenchmark
    quote: Quote
    course: Course
    heard: Heard
    usual: float

    @property
    def tells(self) -> bool:
        """Whether it says anything of how orders follow clicks."""
        return self.history.has_earned and all(self.course.pooled)

    @property
    def residual(self) -> Residual:
        """How far the creator is above what was expected, luck included."""
        orders, base = self.course.pooled
        value = math.log((orders + 0.5) / (self.usual * base))
        return Residual(self.benchmark.tier, value, orders, base, self.heard.pooled.mean)

    def case(self, *, luck: float, usual: float) -> Case:
        """The case, once it is known."""
        brought = tally(self.course, clicks=self.heard.usual, carried=luck, usual=usual)
        return Case(self.history, self.benchmark, self.quote, brought, self.heard, self.usual)


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
