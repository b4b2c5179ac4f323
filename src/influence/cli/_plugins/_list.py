"""``influence plugins list``: what is installed, whether it is loaded, and what it brings."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from influence.cli._console import err, harmless, out, print_findings, refusals
from influence.cli._installed import installed
from influence.cli._plugins._documents import finding_documents, plugin_document
from influence.cli._plugins._offering import offering
from influence.plugins import Plugin

_TITLES = ("Plugin", "Distribution", "State", "Brings")
_STATE_STYLES = {"loaded": "green", "blocked": "dim"}


def list_(
    *,
    with_ours: Annotated[
        bool, typer.Option("--all", help="Show what comes with influence itself as well.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """List the plugins that are installed, loaded or not."""
    with refusals():
        registry = installed()
    shown = [one for one in registry.plugins if with_ours or not one.is_built_in]
    if as_json:
        document = {
            "schema": 1,
            "plugins": [plugin_document(one) for one in shown],
            "findings": finding_documents(registry.findings),
        }
        typer.echo(json.dumps(document, indent=1))
        return
    if shown:
        out().print(_table(shown), soft_wrap=False)
    else:
        out().print("No plugins are installed.")
    rest = "influence plugins doctor prints all, and how to mend them"
    print_findings(registry.findings, console=err(), rest=rest)


def _table(plugins: Iterable[Plugin]) -> Table:
    """A line for each plugin."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, padding=(0, 1))
    for title in _TITLES:
        table.add_column(title, overflow="fold", no_wrap=title == "State")
    for one in plugins:
        brought = Text(harmless(f"{one.distribution} {one.version}".strip()))
        state = Text(one.state, style=_STATE_STYLES.get(one.state, "bold red"))
        table.add_row(Text(harmless(one.name)), brought, state, Text(harmless(offering(one))))
    return table
