"""``influence plugins check``: the conformance kit for plugins, installed or in a folder."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Annotated, cast

import typer
from rich.text import Text

from influence.cli._console import err, harmless, out, refusals
from influence.cli._kit import KitAnswer, kit_answer
from influence.errors import PluginError

_KIT = "influence.testing"


def check(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="TARGET",
            help="A plugin, a distribution, a module, or the path of one; influence is ours.",
        ),
    ],
    *,
    kind: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help="Check members of this kind only; may be given again."),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Run this check only; may be given again."),
    ] = None,
    seed: Annotated[int, typer.Option(metavar="N", help="What cases are drawn from.")] = 0,
    examples: Annotated[
        int, typer.Option(metavar="N", min=1, help="How many cases a check looks at.")
    ] = 25,
    deadline: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="How long one check may take.")
    ] = 120.0,
    timeout: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.1, help="How long a plugin may take in all.")
    ] = 600.0,
    xfail: Annotated[
        str | None, typer.Option(metavar="FILE", help="Excuses, terms and exports, in TOML.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Hold plugins to the checks of their kinds; exit with 1 when one fails."""
    options = [*_each("--kind", kind), *_each("--only", only), *_each("--xfail", [xfail])]
    options += ["--seed", f"{seed}", "--examples", f"{examples}", "--deadline", f"{deadline:g}"]
    options += ["--json"] if as_json else []
    with refusals():
        answers = {one: _answer(one, options, timeout_s=timeout) for one in targets}
    if as_json:
        plugins = [_document(answer, target=target) for target, answer in answers.items()]
        typer.echo(json.dumps({"schema": 1, "plugins": plugins}, indent=1))
    for answer in answers.values():
        _print(answer, with_report=not as_json)
    worst = max(answer.exit_code for answer in answers.values())
    if worst:
        raise typer.Exit(worst)


def _each(option: str, values: Iterable[str | None] | None) -> list[str]:
    """An option once for each value that there is."""
    return [word for value in values or () if value is not None for word in (option, value)]


def _answer(target: str, options: list[str], *, timeout_s: float) -> KitAnswer:
    """What the kit says of one plugin; one that does not end has failed, and the next has its turn.

    Raises:
        MissingExtraError: The kit is not installed.
    """
    try:
        return kit_answer(_KIT, [*options, "--", target], timeout_s=timeout_s)
    except PluginError as error:
        complaint = f"{target}: {error}"
        return KitAnswer(exit_code=1, told="", complaint=complaint)


def _print(answer: KitAnswer, *, with_report: bool) -> None:
    """The report of one plugin, and what was said on standard error."""
    if with_report and answer.told.strip():
        out().print(Text(harmless(answer.told.rstrip("\n"))))
    if answer.complaint.strip():
        err().print(Text(harmless(answer.complaint.rstrip("\n"))))


def _document(answer: KitAnswer, *, target: str) -> Mapping[str, object]:
    """The report of one plugin for programs; why there is none, where there is none."""
    try:
        found: object = json.loads(answer.told)
    except ValueError:
        found = None
    if isinstance(found, dict):
        return {"target": target, **cast("dict[str, object]", found)}
    return {"target": target, "conforms": False, "error": answer.complaint.strip()}
