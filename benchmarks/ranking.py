"""What ranking by shrinkage costs, against sorting by raw return, and how it grows.

    ratio  = median CPU seconds of Shrinkage.rank / median CPU seconds of a bare sort by raw ROI
    growth = seconds for all creators / seconds for the step before; linear is the ratio of counts

Run it from anywhere: ``python benchmarks/ranking.py [cycles]``; 20 bookings a creator when nothing
is said. The bare sort adds up gross profit and cost of the same bookings in integers and sorts by
their quotient: the least that any ranking must do. The clock is that of the process.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.money import Money
from influence.ranking import Shrinkage, Standing

_RUNS = 3
_COUNTS = (1_000, 3_000, 10_000)


def standings(creators: int, *, cycles: int) -> Sequence[Standing]:
    """Creators with a history, the same on every machine."""
    dice = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    return [_standing(f"creator-{number}", cycles=cycles, dice=dice) for number in range(creators)]


def _standing(name: str, *, cycles: int, dice: random.Random) -> Standing:
    price = Money.from_minor(dice.randrange(5_000, 500_000), "USD")
    skill = dice.lognormvariate(0, 0.6)
    return Standing(
        creator_id=name,
        metrics={},
        spend=price * cycles,
        candidate=Candidate(
            creator_id=name,
            price=price,
            followers=dice.randrange(1_000, 3_000_000),
            bookings=tuple(
                _booking(cycle, price=price, skill=skill, dice=dice) for cycle in range(cycles)
            ),
        ),
    )


def _booking(cycle: int, *, price: Money, skill: float, dice: random.Random) -> Booking:
    orders = int(dice.expovariate(0.1) * skill)
    return Booking(
        cycle=cycle,
        cost=price,
        exposure=dice.randrange(100_000),
        clicks=dice.randrange(2_000),
        orders=orders,
        gross_profit=Money.from_minor(orders * dice.randrange(1_000, 8_000), "USD"),
    )


def bare_sort(rows: Sequence[Standing]) -> Sequence[str]:
    """The creators by gross profit over cost, and nothing else."""
    sums: list[tuple[float, str]] = []
    for row in rows:
        earned = spent = 0
        for booking in row.candidate.bookings if row.candidate else ():
            earned += int(booking.gross_profit.minor) if booking.gross_profit else 0
            spent += booking.cost.minor
        sums.append((earned / spent, row.creator_id))
    return [name for _, name in sorted(sums, reverse=True)]


def seconds(call: Callable[[], object]) -> float:
    """Median CPU seconds of a few calls."""
    taken: list[float] = []
    for _ in range(_RUNS):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure each size, and print one line for it."""
    cycles = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    before: float | None = None
    for creators in _COUNTS:
        rows = standings(creators, cycles=cycles)
        strategy = Shrinkage(cycles_left=4)
        ours, bare = seconds(lambda: strategy.rank(rows)), seconds(lambda: bare_sort(rows))  # noqa: B023 - called before the next size
        growth = "" if before is None else f", growth {ours / before:.2f}"
        print(f"{creators:>6} creators: {ours:.2f} s, {ours / bare:.0f} times a bare sort{growth}")
        before = ours


if __name__ == "__main__":
    main()
