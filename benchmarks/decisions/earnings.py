"""What ranking strategies earn in made-up markets, as a share of what a clairvoyant earns.

    python benchmarks/decisions/earnings.py [SEEDS] [PRESET …] [OPTIONS]

Every strategy meets the same markets and the same luck. With ``--kept`` outcomes are added to a
file, one a line, and what stands in it already is not simulated again; so it can be stopped, and
gone on with. With ``--first 40000`` other markets are met, those of the seeds from there on. With
``--begins 0.625`` there is one more row: the default, whose beliefs begin at so many times the
published benchmarks. That is what knowing the market beforehand would be worth: in the preset
``thin`` the average micro creator returns 0.85, and the benchmark says 1.36.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import attrs

from influence.markets import (
    DRAWN,
    PRESETS,
    CycleOutcome,
    Duel,
    FollowersProgramme,
    Following,
    NextCycleProgramme,
    Outcome,
    Programme,
    Result,
    as_programme,
    contest,
    duel,
    preset_named,
    results,
)
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.ranking import GrossProfit, Roi, Sheet, Shrinkage, ZScore
from influence.shares import Share
from influence.tier_benchmarks import PUBLISHED_TIERS, TierBenchmark

#: Not those that anybody begins with: what was tried on the first seeds is not measured on them.
FIRST_SEED = 10_000
SEEDS = 200
_POSSIBLE = (-math.inf, 1, 2, 4, 8, math.inf)
_THREE = SuccessMetrics(("saves", "clicks", "orders"))
_SHEET = "sheet, second chances, full budget"

PROGRAMMES: Sequence[Programme] = (
    NextCycleProgramme(),
    as_programme(Shrinkage()),
    Following(strategy=Roi(), pays_back=True, name="roi, payback rule"),
    Following(strategy=GrossProfit(), pays_back=True, name="gross profit, payback rule"),
    Following(strategy=ZScore(metrics=_THREE), name="z-score, second chances, full budget"),
    Following(strategy=Sheet(metrics=_THREE), name=_SHEET),
    Following(
        strategy=Sheet(metrics=_THREE),
        name="sheet: renew the top, drop the rest",
        retries=False,
        fills_budget=False,
    ),
    FollowersProgramme(),
)


def main() -> None:
    """Simulate what is not kept yet, and print the tables."""
    asked = argparse.ArgumentParser()
    asked.add_argument("seeds", nargs="?", type=int, default=SEEDS)
    asked.add_argument("presets", nargs="*", default=[])
    asked.add_argument("--first", metavar="SEED", type=int, default=FIRST_SEED)
    asked.add_argument("--kept", type=Path)
    asked.add_argument("--begins", metavar="TIMES", type=Share)
    options = asked.parse_args()
    presets = options.presets or [*PRESETS, DRAWN]
    programmes = [*PROGRAMMES, *([] if options.begins is None else [beginning(options.begins)])]
    seeds = range(options.first, options.first + options.seeds)
    outcomes = list(_outcomes(programmes, presets, seeds=seeds, kept=options.kept))
    for line in (*_tables(outcomes), *_losses_by_possible(outcomes), *_duels(outcomes)):
        print(line)


def beginning(times: Share) -> NextCycleProgramme:
    """The default, whose beliefs begin at so many times the published benchmarks."""

    def scaled(one: TierBenchmark) -> TierBenchmark:
        return attrs.evolve(one, multiple=Share(one.multiple.fraction * times.fraction))

    prior = attrs.evolve(
        PUBLISHED_TIERS,
        benchmarks=tuple(map(scaled, PUBLISHED_TIERS.benchmarks)),
        unknown=scaled(PUBLISHED_TIERS.unknown),
    )
    return NextCycleProgramme(prior=prior, name=f"next_cycle, begins at {times.text} times")


def _outcomes(
    programmes: Sequence[Programme], presets: Sequence[str], *, seeds: range, kept: Path | None
) -> Iterator[Outcome]:
    """Every outcome, from the file where it is there."""
    known = {(one.preset, one.seed, one.programme): one for one in _read(kept)}
    for preset in presets:
        for seed in seeds:
            there = [known.get((preset, seed, one.name)) for one in programmes]
            if None not in there:
                yield from (one for one in there if one is not None)
                continue
            fresh = list(contest(programmes, presets=[preset], seeds=[seed]))
            _keep(fresh, kept)
            yield from fresh


def _read(kept: Path | None) -> Iterator[Outcome]:
    """The outcomes of a file, each with its cycles in one."""
    if kept is None or not kept.exists():
        return
    for line in kept.read_text(encoding="utf-8").splitlines():
        preset, seed, programme, profit, best, expected, spent = json.loads(line)
        cycle = CycleOutcome(
            cycle=0,
            packages={},
            spent=_usd(spent),
            gross_profit=_usd(spent + profit),
            expected_profit=_usd(expected),
        )
        yield Outcome(
            programme=programme,
            preset=preset,
            seed=seed,
            clairvoyant_profit=_usd(best),
            cycles=(cycle,),
        )


def _keep(outcomes: Iterable[Outcome], kept: Path | None) -> None:
    """Add outcomes to the file."""
    if kept is None:
        return
    with kept.open("a", encoding="utf-8") as file:
        for one in outcomes:
            figures = (one.profit, one.clairvoyant_profit, one.expected_profit, one.spent)
            row = [one.preset, one.seed, one.programme, *(figure.minor for figure in figures)]
            file.write(f"{json.dumps(row)}\n")


def _usd(minor: int) -> Money:
    return Money.from_minor(minor, "USD")


def _tables(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """A table of shares and one of losses, programmes down and presets across."""
    found = results(outcomes)
    presets = list(dict.fromkeys(one.preset for one in found))
    rows: dict[str, list[Result]] = {}
    for one in found:
        rows.setdefault(one.programme, []).append(one)
    titles = " | ".join(preset or "all" for preset in presets)
    for what, cell in (("share of a clairvoyant's profit", _share), ("losing markets", _losses)):
        yield f"\n| {what} | {titles} |"
        yield f"|---|{'---|' * len(presets)}"
        for name, results_of in rows.items():
            cells = {one.preset: cell(one) for one in results_of}
            yield f"| {name} | {' | '.join(cells[preset] for preset in presets)} |"


def _losses_by_possible(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Where each programme loses, by what a clairvoyant earns in all cycles."""
    titles = (f"{low} to {high}" for low, high in pairwise(_POSSIBLE[1:-1]))
    first, last = f"below {_POSSIBLE[1]}", f"{_POSSIBLE[-2]} and more"
    columns = " | ".join((first, *titles, last))
    yield f"\n| losing markets, by possible profit in budgets of a cycle | {columns} |"
    yield f"|---|{'---|' * (len(_POSSIBLE) - 1)}"
    for name in dict.fromkeys(one.programme for one in outcomes):
        own = [(_possible(one), one.is_loss) for one in outcomes if one.programme == name]
        cells = (
            [is_loss for possible, is_loss in own if low <= possible < high]
            for low, high in pairwise(_POSSIBLE)
        )
        yield f"| {name} | {' | '.join(f'{sum(cell)} of {len(cell)}' for cell in cells)} |"


def _possible(one: Outcome) -> float:
    """What a clairvoyant earns in a market, in budgets of a cycle."""
    budget = preset_named(one.preset, seed=one.seed).budget
    return one.clairvoyant_profit.minor / budget.minor


def _share(one: Result) -> str:
    low, high = one.interval
    return f"{one.share * 100:.0f} ± {(high - low) / 2 * 100:.0f} %"


def _losses(one: Result) -> str:
    return f"{one.losses:.3f}"


def _duels(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Our advice against the sheet, preset by preset and in all."""
    yield "\n| next_cycle against the sheet | markets | earns more in | profit | difference |"
    yield "|---|---|---|---|---|"
    presets = dict.fromkeys(one.preset for one in outcomes)
    for preset in (*presets, None):
        some = [one for one in outcomes if preset in {None, one.preset}]
        yield _duel(preset or "all", duel(some, first="next_cycle", second=_SHEET))


def _duel(preset: str, one: Duel) -> str:
    low, high = (end * 100 for end in one.won_interval)
    won = f"{one.won * 100:.1f} % ({low:.1f} to {high:.1f})"
    gain = "the sheet has none" if one.gain == float("inf") else f"{one.gain:+.0%}"
    reach = one.difference_interval[1] - one.mean_difference
    difference = f"{one.mean_difference:,.0f} ± {reach:,.0f} USD"
    return f"| {preset} | {one.markets} | {won} | {gain} | {difference} |"


if __name__ == "__main__":
    main()
