"""Writes the tables of ``examples/controls``: a made world whose effect is known.

    python tools/control_tables.py

Three regions with the campaign gain 60.00 a day by it; three without do not. Of 600 people a
quarter is held out, and the others buy more often. The third table is two rows of sums.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

HERE = Path(__file__).parents[1] / "examples" / "controls"
STARTS = dt.date(2026, 3, 2)
TREATED = ("Aldmere", "Brookfield", "Carrow")
CONTROL = ("Dunmore", "Eastwick", "Farley")
WEEK = (0, -10, -5, 5, 20, 60, 35)
EFFECT, TREND = 60, 12


def main() -> None:
    """Write all three tables."""
    _write("regions", ("region", "arm", "date", "revenue", "orders"), _regions())
    _write("people", ("unit_id", "arm", "conversions", "revenue"), _people())
    sums = (
        ("all exposed", "exposed", 40_000, 1_840, "82800.00"),
        ("all held out", "holdout", 10_000, 380, "17290.00"),
    )
    _write("holdout", ("unit_id", "arm", "people", "conversions", "revenue"), sums)


def _regions() -> Iterable[Sequence[object]]:
    """Eight weeks of six regions."""
    dice = Random(20260302)  # noqa: S311  # nothing is secret here
    for region in (*TREATED, *CONTROL):
        level, drift = dice.randint(420, 780), dice.gauss(0, 9)
        for place in range(-14, 42):
            day = STARTS + dt.timedelta(days=place)
            sold = level + WEEK[day.weekday()] + dice.gauss(0, 25)
            if place >= 0:
                sold += drift + TREND + EFFECT * (region in TREATED)
            arm = "treated" if region in TREATED else "control"
            yield region, arm, day, _amount(round(sold * 100)), round(sold / 45)


def _people() -> Iterable[Sequence[object]]:
    """Six hundred people, of whom every fourth is held out."""
    dice = Random(7)  # noqa: S311  # nothing is secret here
    for place in range(600):
        arm = "exposed" if place % 4 else "holdout"
        buys = dice.random() < (0.16 if place % 4 else 0.09)
        yield f"c{place:03d}", arm, int(buys), _amount(dice.randint(1_900, 9_900) if buys else 0)


def _amount(cents: int) -> str:
    """Cents as an amount."""
    return f"{cents // 100}.{cents % 100:02d}"


def _write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write one table."""
    with (HERE / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
