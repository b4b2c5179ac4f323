"""What exact money costs: each task on plain decimals, py-moneyed, stockholm and ours, in one run.

    ratio = median CPU time of the subject / median CPU time of plain Decimal, for the same task

Run it from anywhere: ``python benchmarks/money.py [rounds]``; a library that is not installed is
left out. The subjects take turns in each round, so that a machine that is busy for a moment is busy
for all, and before the first round they have to agree on every answer. The clock is that of the
process: by a clock on the wall a slow subject, whose turn outlasts its slice of a shared core, pays
for its neighbours, and a quick one does not.

A plain Decimal knows no currency and no limit. Only ours splits an amount, so "allocate" is for the
others the recipe that one writes by hand: quantize every part down, then hand out what is left by
largest remainder.
"""

from __future__ import annotations

import importlib.util
import statistics
import sys
import time
import timeit
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from typing import Any

from influence.money import Money
from influence.shares import Share

Task = Callable[[], object]

_BASELINE = "Decimal"
_CALLS = 200
_MANY = 1_000
_WEIGHTS = [5, 3, 1, 1, 7]
_CENT = Decimal("0.01")
_RATE = Decimal("0.15")
_TASKS = ("read", "add", "rate and round", "allocate to 5", f"sum of {_MANY}")


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


def _influence_tasks() -> list[Task]:
    one, other, rate = Money("19.99", "USD"), Money("5.01", "USD"), Share("0.15")
    many = [Money.from_minor(minor, "USD") for minor in range(_MANY)]
    return [
        lambda: Money("19.99", "USD"),
        lambda: one + other,
        lambda: rate.of(one).rounded("half_even"),
        lambda: one.allocate(_WEIGHTS),
        lambda: Money.total(many, currency="USD"),
    ]


def _decimal_tasks() -> list[Task]:
    one, other = Decimal("19.99"), Decimal("5.01")
    many = [Decimal(minor) / 100 for minor in range(_MANY)]
    return [
        lambda: Decimal("19.99"),
        lambda: one + other,
        lambda: (one * _RATE).quantize(_CENT, ROUND_HALF_EVEN),
        lambda: _decimal_parts(one, _WEIGHTS),
        lambda: sum(many),
    ]


def _moneyed_tasks() -> list[Task]:
    make = importlib.import_module("moneyed").Money
    return _foreign_tasks(lambda amount: make(amount, "USD"), rounded=lambda money: money.round(2))


def _stockholm_tasks() -> list[Task]:
    make = importlib.import_module("stockholm").Money
    return _foreign_tasks(
        lambda amount: make(amount, currency="USD"), rounded=lambda money: round(money, 2)
    )


def _foreign_tasks(
    make: Callable[[str | Decimal], Any],  # what an optional library makes has no type of ours
    *,
    rounded: Callable[[Any], object],
) -> list[Task]:
    """The tasks with the money that *make* makes, which holds a decimal as its ``amount``."""
    one, other = make("19.99"), make("5.01")
    many = [make(Decimal(minor) / 100) for minor in range(_MANY)]
    return [
        lambda: make("19.99"),
        lambda: one + other,
        lambda: rounded(one * _RATE),
        lambda: [make(part) for part in _decimal_parts(one.amount, _WEIGHTS)],
        lambda: sum(many),
    ]


def _subjects() -> dict[str, list[Task]]:
    """The tasks of each subject that is installed, the baseline first."""
    subjects = {_BASELINE: _decimal_tasks(), "influence": _influence_tasks()}
    if importlib.util.find_spec("moneyed") is not None:
        subjects["py-moneyed"] = _moneyed_tasks()
    if importlib.util.find_spec("stockholm") is not None:
        subjects["stockholm"] = _stockholm_tasks()
    return subjects


def _answer(result: object) -> list[Decimal]:
    """The amounts that a task came to, without their currency."""
    parts: list[Any] = list(result) if isinstance(result, list | tuple) else [result]
    return [part if isinstance(part, Decimal) else part.amount for part in parts]


def check(subjects: Mapping[str, Sequence[Task]]) -> None:
    """Stop if a subject comes to another answer than the baseline: its time would say nothing."""
    for name, tasks in subjects.items():
        for called, task, model in zip(_TASKS, tasks, subjects[_BASELINE], strict=True):
            if _answer(task()) != _answer(model()):
                raise SystemExit(f"{name}: {called} is {task()}, and {model()} in {_BASELINE}")


def medians(tasks: Iterable[Task], *, rounds: int) -> list[float]:
    """The median CPU microseconds of one call of each task over interleaved rounds."""
    turns = list(tasks)
    times = [[_seconds(task) for task in turns] for _ in range(rounds)]
    return [statistics.median(column) / _CALLS * 1e6 for column in zip(*times, strict=True)]


def _seconds(task: Task) -> float:
    return timeit.timeit(task, timer=time.process_time, number=_CALLS)


def main() -> None:
    """Print one line for each task."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    subjects = _subjects()
    check(subjects)
    print(f"median CPU time of {rounds} interleaved rounds, Python {sys.version.split()[0]}")
    print(f"{'us, and times Decimal':22}", *(f"{name:>20}" for name in subjects))
    for called, *tasks in zip(_TASKS, *subjects.values(), strict=True):
        base, *others = medians(tasks, rounds=rounds)
        cells = [f"{base:.2f}", *(f"{each:.2f} x{each / base:.2f}" for each in others)]
        print(f"{called:22}", *(f"{cell:>20}" for cell in cells))


if __name__ == "__main__":
    main()
