"""``influence simulate``: what ranking strategies would earn in made-up markets."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Annotated

import typer

from influence.cli._console import out, refusals
from influence.cli._installed import installed
from influence.cli._progress import counting
from influence.cli._simulate_answers import print_results, simulation_document
from influence.markets import (
    DRAWN,
    PRESETS,
    Following,
    NextCycleProgramme,
    Outcome,
    Programme,
    as_programme,
    contest,
    preset_named,
)
from influence.metrics import SuccessMetrics
from influence.plugins import Registry

_SHEET = "sheet"
#: The three of the sources; another choice is for Python.
_METRICS = SuccessMetrics(("saves", "clicks", "orders"))


def simulate(
    *,
    strategy: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A ranking strategy; may be given again."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every ranking strategy there is.")] = False,
    preset: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help=f"{', '.join((*PRESETS, DRAWN))}, or every; usual unless you say; may be given "
            "again.",
        ),
    ] = None,
    seeds: Annotated[
        int, typer.Option(min=1, metavar="N", help="How many markets of each preset.")
    ] = 50,
    first_seed: Annotated[
        int, typer.Option(metavar="SEED", help="The seed of the first of them.")
    ] = 0,
    pays_back: Annotated[
        bool,
        typer.Option(
            "--pays-back/--top",
            help="Renew whoever earned back what they cost, or the top of the ranking.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Try ranking strategies in made-up markets, beside a clairvoyant, our own and the sheet."""
    with refusals():
        names = list(dict.fromkeys(strategy or ()))
        programmes = _programmes(names, every=every, pays_back=pays_back, registry=installed())
        presets = _presets(preset or ["usual"])
        outcomes = _outcomes(
            programmes, presets=presets, seeds=range(first_seed, first_seed + seeds)
        )
        if as_json:
            document = simulation_document(outcomes, against=_SHEET)
            typer.echo(json.dumps(document, indent=1))
        else:
            print_results(outcomes, against=_SHEET, console=out())


def _programmes(
    names: Sequence[str], *, every: bool, pays_back: bool, registry: Registry
) -> Sequence[Programme]:
    """The default, the strategies that were asked for, and the sheet, each once."""
    asked = dict.fromkeys([*names, *(registry.ranking_strategies if every else ())])
    others = [
        as_programme(registry.ranking_strategy(name, metrics=_METRICS), pays_back=pays_back)
        for name in asked
        if name != _SHEET
    ]
    sheet = Following(strategy=registry.ranking_strategy(_SHEET, metrics=_METRICS))
    return [NextCycleProgramme(), *others, sheet]


def _presets(names: Sequence[str]) -> Sequence[str]:
    """The presets that are meant, each once."""
    meant = [one for name in names for one in (PRESETS if name == "every" else (name,))]
    for name in meant:
        preset_named(name, seed=0)
    return list(dict.fromkeys(meant))


def _outcomes(
    programmes: Sequence[Programme], *, presets: Sequence[str], seeds: range
) -> Sequence[Outcome]:
    """Every programme in every market."""
    found: list[Outcome] = []
    with counting("markets", len(programmes) * len(presets) * len(seeds)) as one_more:
        for outcome in contest(programmes, presets=presets, seeds=seeds):
            found.append(outcome)
            one_more()
    return found
