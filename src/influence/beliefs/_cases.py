"""Cases: each candidate with what was counted, before anything is compared."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import attrs

from influence.beliefs._history import History
from influence.beliefs._policy import LearningPolicy
from influence.beliefs._prices import Quote, quotes
from influence.beliefs._sales import Tally, counted, latest_cycle, order_worth, seasons, tally
from influence.beliefs._visits import Signal, signals
from influence.tier_benchmarks import TierBenchmark, TierPrior


@attrs.frozen
class Case:
    """One candidate with what was counted.

    Args:
        history: Their bookings in plain numbers.
        benchmark: What their tier returns elsewhere.
        quote: What the next package costs and is believed to hold.
        tally: What their packages brought.
        signal: What exposure and clicks say.
        usual: Orders that a package brings where the tier returns what the benchmark tells.
    """

    history: History
    benchmark: TierBenchmark
    quote: Quote
    tally: Tally
    signal: Signal
    usual: float


@attrs.frozen
class Counted:
    """All candidates with what was counted, and what they have in common.

    Args:
        cases: Each candidate.
        worth: Gross profit of an order, on the average, as a part of the reference.
        seasons: How good each cycle was for everybody; 1 is usual and is left out.
    """

    cases: Sequence[Case]
    worth: float
    seasons: Mapping[int, float]


def count(rows: Sequence[History], *, policy: LearningPolicy, prior: TierPrior) -> Counted:
    """What was counted of every candidate."""
    quoted = quotes(rows, policy=policy)
    benchmarks = _benchmarks(rows, prior=prior)
    worth = order_worth(rows, start=_usual_worth(rows, quoted, policy=policy), policy=policy)
    sales = [counted(row, worth=worth) for row in rows]
    season = seasons(sales, earned=[row.has_earned for row in rows], policy=policy)
    weight = _weights(rows, policy=policy)
    usual = float(policy.post_to_post.fraction) ** 2
    early = signals(
        rows,
        volumes=[quote.volume for quote in quoted],
        tiers=[benchmark.tier for benchmark in benchmarks],
        weight=weight,
        policy=policy,
    )
    tracked = 1 - float(policy.untracked.fraction)
    cases = [
        Case(
            history=row,
            benchmark=benchmark,
            quote=quote,
            tally=tally(own, season=season, weight=weight, usual=usual),
            signal=signal,
            usual=float(benchmark.multiple.fraction) * tracked * quote.volume / worth,
        )
        for row, benchmark, quote, own, signal in zip(
            rows, benchmarks, quoted, sales, early, strict=True
        )
    ]
    return Counted(cases, worth, season)


def _benchmarks(rows: Sequence[History], *, prior: TierPrior) -> Sequence[TierBenchmark]:
    """The benchmark of each candidate's tier; a size is looked up once."""
    known = {followers: prior.benchmark(followers) for followers in {row.followers for row in rows}}
    return [known[row.followers] for row in rows]


def _usual_worth(
    rows: Sequence[History], quoted: Sequence[Quote], *, policy: LearningPolicy
) -> float:
    """What an order is worth if the usual package breaks even with the usual number of them."""
    told = [
        math.log(quote.volume)
        for row, quote in zip(rows, quoted, strict=True)
        if row.has_earned or not row.sales
    ] or [math.log(quote.volume) for quote in quoted]
    return math.exp(math.fsum(told) / max(len(told), 1)) / policy.orders_at_break_even


def _weights(rows: Sequence[History], *, policy: LearningPolicy) -> Mapping[int, float]:
    """How much a booking of each cycle still counts."""
    now, kept = latest_cycle(rows), 1 - float(policy.fading.fraction)
    cycles = {sale[0] for row in rows for sale in row.sales}
    cycles |= {visit[0] for row in rows for visit in row.visits}
    return {cycle: kept ** max(now - cycle, 0) for cycle in cycles}
