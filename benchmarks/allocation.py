"""What the best allocation is worth over taking the best value for money first, and what it costs.

    gain  = value of the best ÷ value of the greedy − 1
    ratio = seconds of the best ÷ seconds of the greedy

    python benchmarks/allocation.py [boards]

The greedy one is the same call with its search cut off before it begins. Each kind of board is
drawn anew so many times: ``usual`` with fees to the dollar, ``cents`` with fees to the cent,
``limits`` with a limit for the untried and eight partners, ``strangers`` with nobody ever booked,
so that all of a size are believed to be alike, and ``twins`` with one value for all and fees to
the cent, the hardest there is.
"""

from __future__ import annotations

import math
import random
import statistics
import sys
import time
from collections.abc import Sequence

from influence.allocation import MOST_STATES, Allocation, AllocationPolicy, Choice, allocate
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.money import Money
from influence.outlooks import Outlook

SIZES = (40, 100, 200)
KINDS = ("usual", "cents", "limits", "strangers", "twins")
#: In cents: the fee of a small audience.
SMALL = 30_000
PLAIN = AllocationPolicy(at_most=5)
POLICIES = {"limits": AllocationPolicy(at_most=5, exploration="0.3", least_partners=8)}


def choice(who: str, *, kind: str, dice: random.Random) -> Choice:
    """One creator of a board."""
    cents = round(100 * dice.lognormvariate(5.5, 0.7)) + 2_000
    price = Money.from_minor(cents if kind in {"cents", "twins"} else cents // 100 * 100, "USD")
    log_mean, test = dice.gauss(0.05, 0.45), dice.uniform(0.0, 0.3)
    is_new = kind == "strangers" or dice.choice((True, False))
    if kind == "strangers":
        log_mean, test = (0.05, 0.15) if cents < SMALL else (-0.1, 0.2)
    if kind == "twins":
        log_mean, test = 0.2, 0.0
    return Choice(
        candidate=Candidate(
            creator_id=who,
            price=price,
            bookings=() if is_new else (Booking(cycle=0, cost=price),),
        ),
        outlook=Outlook(
            creator_id=who,
            log_mean=log_mean,
            log_sd=0.4,
            outcome_log_sd=0.8,
            effective_orders=5.0,
            value_of_test=test,
        ),
    )


def timed(
    board: Sequence[Choice], *, budget: Money, kind: str, most_states: int = MOST_STATES
) -> tuple[Allocation, float]:
    """An allocation, and the CPU seconds that it took."""
    policy = POLICIES.get(kind, PLAIN)
    started = time.process_time()
    found = allocate(board, budget=budget, policy=policy, most_states=most_states)
    return found, time.process_time() - started


def main() -> None:
    """Print one line for each kind and size."""
    boards = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    print(f"{boards} boards each, at most 5 packages a creator, Python {sys.version.split()[0]}")
    print("kind       creators  gain mean  gain most  best ms  worst ms  ratio  proven  lacks most")
    for kind in KINDS:
        for size in SIZES:
            print(line(kind, size, boards=boards))


def line(kind: str, size: int, *, boards: int) -> str:
    """One kind of board at one size."""
    gains: list[float] = []
    best_s: list[float] = []
    greedy_s: list[float] = []
    lacks: list[float] = []
    for seed in range(boards):
        dice = random.Random(f"{kind} {size} {seed}")  # noqa: S311  # no secret
        board = [choice(f"c{place:03}", kind=kind, dice=dice) for place in range(size)]
        budget = Money(dice.choice((2_500, 5_000, 10_000, 20_000)), "USD")
        best, took = timed(board, budget=budget, kind=kind)
        greedy, took_greedy = timed(board, budget=budget, kind=kind, most_states=0)
        best_s.append(took)
        greedy_s.append(took_greedy)
        gains.append(float(best.value.minor / greedy.value.minor) - 1)
        lacks.append(0.0 if best.is_exact else float(best.shortfall.minor / best.value.minor))
    proven = sum(lack == 0 for lack in lacks)
    return (
        f"{kind:10} {size:8} {statistics.mean(gains):10.3%} {max(gains):10.3%}"
        f" {1e3 * statistics.median(best_s):8.1f} {1e3 * max(best_s):9.1f}"
        f" {math.fsum(best_s) / math.fsum(greedy_s):6.1f} {proven:4}/{boards:<3} {max(lacks):12.4%}"
    )


if __name__ == "__main__":
    main()
