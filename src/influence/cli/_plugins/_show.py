"""``influence plugins show``: everything that is known of one plugin."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import err, harmless, out, print_findings, refusals
from influence.cli._installed import installed
from influence.cli._plugins._documents import plugin_document
from influence.cli._plugins._offering import noun_of
from influence.plugins import Plugin


def show(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The name of a plugin or of its distribution.")
    ],
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Show where a plugin comes from, how far it was loaded, and all that it brings."""
    with refusals():
        plugin = installed().plugin(name)
    if as_json:
        typer.echo(json.dumps({"schema": 1, **plugin_document(plugin)}, indent=1))
        return
    out().print(Text(harmless(plugin.label), style="bold"))
    facts = tuple(_facts(plugin))
    width = max(len(title) for title, _ in facts)
    for title, told in facts:
        head = Text(f"{title:<{width}}  ", style="dim")
        out().print(head.append(harmless(told), style="not dim"))
    rest = f"influence plugins doctor {plugin.name} prints all"
    print_findings(plugin.findings, console=err(), rest=rest)


def _facts(plugin: Plugin) -> Iterator[tuple[str, str]]:
    """What is known of it, each with its title."""
    last = "" if plugin.is_loaded else f" in the phase {plugin.phase!r}"
    facts = (
        ("summary", plugin.summary),
        ("state", f"{plugin.state}{last}"),
        ("module", plugin.module),
        ("file", plugin.file),
        ("hooks", ", ".join(plugin.hooks)),
        *((noun_of(family), ", ".join(names)) for family, names in plugin.members.items()),
    )
    yield from ((title, told) for title, told in facts if told)
