"""Whether what is believed of creators comes true as often as it says, in made-up markets.

    python benchmarks/decisions/calibration.py [SEEDS] [PRESET …] [--write]

``--write`` puts what was measured into ``calibration.json``, from which
``tools/reliability_chart.py`` draws the chart of the docs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypedDict

from influence.markets import (
    DRAWN,
    PRESETS,
    Band,
    Forecast,
    NextCycleProgramme,
    coverage,
    forecasts,
    reliability,
)

MEASURED = Path(__file__).with_suffix(".json")
FIRST_SEED = 10_000
SEEDS = 200
LEVELS = (0.5, 0.8, 0.95)


class BandDocument(TypedDict):
    """A band of probability."""

    low: float
    high: float
    forecasts: int
    said: float
    true: float | None


class GroupDocument(TypedDict):
    """Some forecasts: how reliable they were, and what their intervals covered."""

    forecasts: int
    bands: list[BandDocument]
    coverage: dict[str, float]


class PresetDocument(TypedDict):
    """The forecasts of a preset: of those who were booked, and of everybody."""

    markets: int
    booked: GroupDocument
    everybody: GroupDocument


def main() -> None:
    """Measure, print, and write if that is asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("seeds", nargs="?", type=int, default=SEEDS)
    asked.add_argument("presets", nargs="*", default=[])
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    measured: dict[str, PresetDocument] = {}
    for preset in options.presets or [*PRESETS, DRAWN]:
        found = list(_forecasts(preset, seeds=options.seeds))
        measured[preset] = _document(found, markets=options.seeds)
        for line in _lines(preset, measured[preset]):
            print(line, flush=True)
    if options.write:
        known = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}
        both = {**known, **measured}
        text = json.dumps(
            {name: both[name] for name in (*PRESETS, DRAWN) if name in both}, indent=1
        )
        MEASURED.write_text(f"{text}\n", encoding="utf-8")


def _forecasts(preset: str, *, seeds: int) -> Iterator[Forecast]:
    """What is believed in every cycle of every market, beside the truth."""
    ours = NextCycleProgramme()
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        yield from forecasts(ours.outlooks, programme=ours, preset=preset, seed=seed)


def _document(found: Sequence[Forecast], *, markets: int) -> PresetDocument:
    """What was measured."""
    return PresetDocument(
        markets=markets,
        booked=_group([one for one in found if one.packages]),
        everybody=_group(found),
    )


def _group(found: Sequence[Forecast]) -> GroupDocument:
    """Some of the forecasts."""
    return GroupDocument(
        forecasts=len(found),
        bands=[_band(one) for one in reliability(found)],
        coverage={f"{level}": round(coverage(found, level=level), 4) for level in LEVELS},
    )


def _band(one: Band) -> BandDocument:
    """A band, its figures to four digits."""
    return BandDocument(
        low=one.low,
        high=one.high,
        forecasts=one.forecasts,
        said=round(one.said, 4),
        true=None if one.true is None else round(one.true, 4),
    )


def _lines(preset: str, measured: PresetDocument) -> Iterator[str]:
    """What was measured, in words."""
    for who, group in (("booked", measured["booked"]), ("everybody", measured["everybody"])):
        bands = " ".join(
            "-"
            if one["true"] is None
            else f"{one['said']:.2f}→{one['true']:.2f} ({one['forecasts']})"
            for one in group["bands"]
        )
        covered = " ".join(f"{level}:{part:.3f}" for level, part in group["coverage"].items())
        yield f"{preset:10} {who:9} {bands}  covered {covered}"


if __name__ == "__main__":
    main()
