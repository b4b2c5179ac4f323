"""What learning the response is worth, where further packages bring less or more than is assumed.

    python benchmarks/decisions/response.py [SEEDS]

The markets of a preset, but for what a further package of one creator brings in the same cycle,
which is from 0.3 to all of what the one before it did. Each row is the share of a clairvoyant's
profit, and the part of the markets that lost money, of the default, which learns that, and of two
programmes that keep to what they assume; and by how much the default earns more than each, market
by market, with an interval of 95 %. All meet the same luck.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Iterator, Sequence
from statistics import fmean, pstdev

import attrs

from influence.allocation import AllocationPolicy
from influence.markets import NextCycleProgramme, Outcome, preset_named, simulate

FIRST_SEED = 70_000
SEEDS = 80
_PRESETS = ("usual", "thin")
_TRUE = (0.3, 0.5, 0.7, 0.85, 1.0)
_MINOR = 100

LEARNS = NextCycleProgramme(name="learns")
KEEPING: Sequence[NextCycleProgramme] = tuple(
    NextCycleProgramme(
        allocation=AllocationPolicy(response=assumed),
        response_weight=None,
        name=f"keeps to {assumed}",
    )
    for assumed in ("0.6", "0.7")
)


def main() -> None:
    """Print a line for each preset and true response."""
    asked = argparse.ArgumentParser()
    asked.add_argument("seeds", nargs="?", type=int, default=SEEDS)
    seeds = range(FIRST_SEED, FIRST_SEED + asked.parse_args().seeds)
    print(f"| preset, true response | {' | '.join(_titles())} |")
    print(f"|---|{'---|' * len(list(_titles()))}")
    for preset in _PRESETS:
        for true in _TRUE:
            kind = attrs.evolve(preset_named(preset, seed=0), response=true)
            found = {
                one.name: [simulate(one, preset=kind, seed=seed) for seed in seeds]
                for one in (LEARNS, *KEEPING)
            }
            told = " | ".join(_cells(found[LEARNS.name], [found[one.name] for one in KEEPING]))
            print(f"| {preset}, {true} | {told} |", flush=True)


def _titles() -> Iterator[str]:
    yield LEARNS.name
    for one in KEEPING:
        yield one.name
        yield "less by"


def _cells(own: Sequence[Outcome], others: Sequence[Sequence[Outcome]]) -> Iterator[str]:
    """Share and losses of each, and what the others earn less."""
    yield _figures(own)
    for other in others:
        yield _figures(other)
        less = [
            (one.profit.minor - two.profit.minor) / _MINOR
            for one, two in zip(own, other, strict=True)
        ]
        reach = 1.96 * pstdev(less) / math.sqrt(len(less))
        yield f"{fmean(less):,.0f} ± {reach:,.0f} USD"


def _figures(outcomes: Sequence[Outcome]) -> str:
    """The share of what could be earned, and the part of the markets that lost money."""
    share = sum(one.profit.minor for one in outcomes) / sum(
        one.clairvoyant_profit.minor for one in outcomes
    )
    return f"{share:.0%}, {fmean(one.is_loss for one in outcomes):.2f}"


if __name__ == "__main__":
    main()
