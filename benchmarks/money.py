"""What exact money costs, against plain decimals and against py-moneyed.

    ratio = median time of influence / median time of the other, for the same task

Run it from anywhere: ``python benchmarks/money.py [runs]``; py-moneyed is left out where it is not
installed. The subjects take turns, so that a machine that is busy for a moment is busy for all. A
plain Decimal checks no currency and no limit, and neither of the others splits an amount, so their
"allocate" is the usual recipe: quantize every part down, then hand out what is left by largest
remainder.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import timeit
from collections.abc import Callable, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal

from influence.money import Money
from influence.shares import Share

Task = Callable[[], object]

_CALLS = 200
_MANY = 1_000
_WEIGHTS = [5, 3, 1, 1, 7]
_CENT = Decimal("0.01")
_RATE = Decimal("0.15")


def _decimal_parts(amount: Decimal, weights: Sequence[int]) -> list[Decimal]:
    """Split *amount* by largest remainder, in decimals."""
    total = sum(weights)
    exact = [amount * weight / total for weight in weights]
    parts = [part.quantize(_CENT, ROUND_DOWN) for part in exact]
    left = int((amount - sum(parts)) / _CENT)
    by_rest = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_rest[:left]:
        parts[place] += _CENT
    return parts


def _influence_tasks() -> dict[str, Task]:
    one, other, rate = Money("19.99", "USD"), Money("5.01", "USD"), Share("0.15")
    many = [Money.from_minor(minor, "USD") for minor in range(_MANY)]
    return {
        "read": lambda: Money("19.99", "USD"),
        "add": lambda: one + other,
        "rate and round": lambda: rate.of(one).rounded("half_even"),
        "allocate to 5": lambda: one.allocate(_WEIGHTS),
        f"sum of {_MANY}": lambda: Money.total(many, currency="USD"),
    }


def _decimal_tasks() -> dict[str, Task]:
    one, other = Decimal("19.99"), Decimal("5.01")
    many = [Decimal(minor) / 100 for minor in range(_MANY)]
    return {
        "read": lambda: Decimal("19.99"),
        "add": lambda: one + other,
        "rate and round": lambda: (one * _RATE).quantize(_CENT, ROUND_HALF_EVEN),
        "allocate to 5": lambda: _decimal_parts(one, _WEIGHTS),
        f"sum of {_MANY}": lambda: sum(many),
    }


def _moneyed_tasks() -> dict[str, Task]:
    if importlib.util.find_spec("moneyed") is None:
        return {}
    make = importlib.import_module("moneyed").Money
    one, other = make("19.99", "USD"), make("5.01", "USD")
    many = [make(Decimal(minor) / 100, "USD") for minor in range(_MANY)]
    return {
        "read": lambda: make("19.99", "USD"),
        "add": lambda: one + other,
        "rate and round": lambda: (one * _RATE).round(2),
        "allocate to 5": lambda: [
            make(part, "USD") for part in _decimal_parts(one.amount, _WEIGHTS)
        ],
        f"sum of {_MANY}": lambda: sum(many),
    }


def medians(tasks: Sequence[Task], *, runs: int) -> list[float]:
    """The median microseconds of one call of each task over *runs* interleaved runs."""
    rounds = [[timeit.timeit(task, number=_CALLS) for task in tasks] for _ in range(runs)]
    return [statistics.median(times) / _CALLS * 1_000_000 for times in zip(*rounds, strict=True)]


def main() -> None:
    """Print one line for each task."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    subjects = {
        name: tasks
        for name, tasks in [
            ("Decimal", _decimal_tasks()),
            ("py-moneyed", _moneyed_tasks()),
        ]
        if tasks
    }
    print(f"median of {runs} interleaved runs, Python {sys.version.split()[0]}")
    for name, ours in _influence_tasks().items():
        mine, *theirs = medians([ours, *(tasks[name] for tasks in subjects.values())], runs=runs)
        ratios = [
            f"x{mine / time:.2f} of {subject} ({time:.2f} us)"
            for subject, time in zip(subjects, theirs, strict=True)
        ]
        print(f"{name:16} {mine:9.2f} us  {'  '.join(ratios)}")


if __name__ == "__main__":
    main()
