"""What payment ladders come to for us and for creators, against paying everybody alike for ever.

    margin         = our profit / gross profit, all markets together
    chance of loss = part of the markets in which we lost money
    income         = what creators got / creators, all markets together

Run it from anywhere: ``python benchmarks/ladders.py [markets of each preset] [--values]``; forty
when nothing is said. Every ladder meets the same twenty creators of the same markets with the same
luck, for eight cycles. Creators who get less than three tenths of their quote three times in a row
leave.
Pay is measured twice: as ``StagePay`` has it, and with shares of the sales at which a creator who
stays expects what a flat fee pays (found on other markets than those that are measured).
``--values`` tries other thresholds of the ladder by chances, one at a time. No tuning: the values
that are shipped were written down before anything was measured.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial

import attrs

from influence.markets import (
    PRESETS,
    LadderOutcome,
    StagePay,
    drawn_preset,
    judged_by_beliefs,
    simulate_ladder,
)
from influence.progression import (
    EVIDENCE_LADDER,
    FLAT_PILOT_LADDER,
    SOURCE_LADDER,
    STAGES,
    ChanceThresholds,
    DealLadder,
    Stage,
)
from influence.shares import Share

_MARKETS = 40
_PARTNERS = 20
#: Markets on which pay is made equal, none of which is measured.
_OTHERS = range(10_000, 10_050)


def fixed(stage: Stage) -> DealLadder:
    """A ladder that pays everybody by one stage for ever."""
    return DealLadder(transitions=(), starts=(stage,))


LADDERS: Mapping[str, tuple[DealLadder, Stage]] = {
    **{f"always {stage}": (fixed(stage), stage) for stage in STAGES},
    "flat pilots": (FLAT_PILOT_LADDER, "flat"),
    "source": (SOURCE_LADDER, "affiliate"),
    "evidence": (EVIDENCE_LADDER, "affiliate"),
    "evidence, new on product": (EVIDENCE_LADDER, "product"),
}

_AS_SHIPPED = ChanceThresholds()
VALUES: Mapping[str, DealLadder] = {
    "as shipped": EVIDENCE_LADDER,
    **{
        f"{name} {value}": attrs.evolve(_AS_SHIPPED, **{name: Share(value)}).ladder()  # type: ignore[arg-type]  # by any name
        for name, values in {
            "flat": ("0.6", "0.7", "0.9"),
            "hybrid": ("0.8", "0.95"),
            "down": ("0.3", "0.4", "0.6", "0.7"),
            "top": ("0.1", "0.4", "1"),
        }.items()
        for value in values
    },
    "least_posts 1": ChanceThresholds(least_posts=1).ladder(),
    "least_posts 3": ChanceThresholds(least_posts=3).ladder(),
    "cool_down 0": ChanceThresholds().ladder(cool_down=0),
    "cool_down 2": ChanceThresholds().ladder(cool_down=2),
}


def equal_pay() -> StagePay:
    """Shares of the sales that pay on average what a flat fee does, to whole per cent."""
    patient = StagePay(patience=10**6)

    def income(stage: Stage) -> Fraction:
        played = (
            simulate_ladder(fixed(stage), start=stage, preset="usual", seed=seed, pay=patient)
            for seed in _OTHERS
        )
        return sum((one.income.exact.amount for one in played), Fraction(0))

    rate = patient.commission.fraction * income("flat") / income("affiliate")
    rest = rate * patient.hybrid_fee.complement().fraction
    return StagePay(
        commission=Share(Fraction(round(rate * 100), 100)),
        hybrid_commission=Share(Fraction(round(rest * 100), 100)),
    )


@attrs.frozen(kw_only=True)
class Result:
    """What a ladder comes to in markets of every preset, and in ones that are drawn widely."""

    name: str
    outcomes: Mapping[str, Sequence[LadderOutcome]]

    @property
    def all(self) -> Sequence[LadderOutcome]:
        """Every market."""
        return [one for outcomes in self.outcomes.values() for one in outcomes]

    def row(self, than: Result) -> str:
        """Figures a creator, and how much more profit than another ladder in the same markets."""
        creators = len(self.all) * _PARTNERS
        profit = sum(one.profit.exact.amount for one in self.all)
        gains = [
            float((one.profit - other.profit).exact.amount / _PARTNERS)
            for one, other in zip(self.all, than.all, strict=True)
        ]
        cells = (
            self.name,
            f"{float(profit / creators):.0f}",
            f"{float(profit / sum(one.gross_profit.exact.amount for one in self.all)):.0%}",
            f"{chance_of_loss(self.all):.2f}",
            f"{float(sum(one.income.exact.amount for one in self.all) / creators):.0f}",
            f"{sum(one.left for one in self.all) / creators:.0%}",
            f"{sum(one.steps for one in self.all) / creators:.1f}",
            interval(gains),
        )
        return f"| {' | '.join(cells)} |"

    def cell(self, preset: str) -> str:
        """Profit a creator and chance of loss in the markets of one preset."""
        found = self.outcomes[preset]
        profit = sum(one.profit.exact.amount for one in found) / len(found) / _PARTNERS
        return f"{float(profit):.0f} ({chance_of_loss(found):.2f})"


def result(name: str, ladder: DealLadder, start: Stage, *, pay: StagePay, markets: int) -> Result:
    """What a ladder comes to."""
    play = partial(
        simulate_ladder,
        ladder,
        start=start,
        pay=pay,
        partners=_PARTNERS,
        judging=judged_by_beliefs,
    )
    seeds = range(markets)
    shipped = {kind: [play(preset=kind, seed=seed) for seed in seeds] for kind in PRESETS}
    drawn = [play(preset=drawn_preset(seed), seed=seed) for seed in seeds]
    return Result(name=name, outcomes={**shipped, "drawn": drawn})


def chance_of_loss(outcomes: Sequence[LadderOutcome]) -> float:
    """The part of the markets in which we lost money."""
    return sum(one.is_loss for one in outcomes) / len(outcomes)


def interval(gains: Sequence[float]) -> str:
    """A mean with two standard errors to each side."""
    mean = sum(gains) / len(gains)
    spread = math.sqrt(sum((gain - mean) ** 2 for gain in gains) / (len(gains) - 1) / len(gains))
    return f"{mean:+.0f} ± {2 * spread:.0f}"


def table(results: Sequence[Result], *, than: Result) -> Iterator[str]:
    """All figures of each ladder, then profit by preset."""
    yield (
        f"| Ladder | Profit | Margin | Chance of loss | Income | Left | Steps | Than {than.name} |"
    )
    yield f"|---|{'---|' * 7}"
    yield from (one.row(than) for one in results)
    yield ""
    yield f"| Preset | {' | '.join(one.name for one in results)} |"
    yield f"|---|{'---|' * len(results)}"
    for preset in than.outcomes:
        yield f"| {preset} | {' | '.join(one.cell(preset) for one in results)} |"


def main(markets: int, *, tries_values: bool) -> None:
    """Measure the ladders under both kinds of pay, or other values under the first."""
    usual, equal = StagePay(), equal_pay()
    if tries_values:
        for pay in (usual, equal):
            found = [
                result(name, ladder, "affiliate", pay=pay, markets=markets)
                for name, ladder in VALUES.items()
            ]
            print(f"\ncommission {pay.commission}, {markets} markets of each preset\n")
            print("\n".join(table(found, than=found[0])))
        return
    for pay in (usual, equal):
        found = [
            result(name, ladder, start, pay=pay, markets=markets)
            for name, (ladder, start) in LADDERS.items()
        ]
        told = f"commission {pay.commission}, hybrid {pay.hybrid_fee} and {pay.hybrid_commission}"
        print(f"\n{told}, {markets} markets of each preset\n")
        print("\n".join(table(found, than=next(one for one in found if one.name == "source"))))


if __name__ == "__main__":
    given = [text for text in sys.argv[1:] if text != "--values"]
    main(int(given[0]) if given else _MARKETS, tries_values="--values" in sys.argv)
