"""``influence plugins doctor``: why a plugin does not load, and what would mend it.

Plugins are loaded as ever, and each step of it is told with its time. Of platforms it is told where
each setting was found, and never what it is. The answer is the findings,
so it exits with 1 when one of them is an error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import harmless, out, refusals
from influence.cli._installed import installed
from influence.cli._plugins._documents import (
    finding_documents,
    need_documents,
    plugin_document,
    step_documents,
)
from influence.cli._plugins._needs import Need, needs_of
from influence.cli._plugins._offering import offering
from influence.findings import Finding
from influence.plugins import Plugin, Registry, Step

_STYLES = {"error": "bold red", "warning": "yellow", "note": "dim"}


def doctor(
    name: Annotated[
        str | None,
        typer.Argument(metavar="NAME", help="Look at this plugin only; or at its distribution."),
    ] = None,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document instead.")
    ] = False,
) -> None:
    """Load the plugins step by step; say what is wrong and how to mend it."""
    steps: list[Step] = []
    with refusals():
        registry = installed(trace=steps.append)
        plugins = _wanted(registry, name)
        needs = tuple(needs_of(plugins, registry=registry))
    findings = registry.findings if name is None else plugins[0].findings
    names = {one.name for one in plugins} | ({""} if name is None else set[str]())
    told = [step for step in steps if step.plugin in names]
    if as_json:
        document = {
            "schema": 1,
            "plugins": [plugin_document(one) for one in plugins],
            "steps": step_documents(told),
            "settings": need_documents(needs),
            "findings": finding_documents(findings),
        }
        typer.echo(json.dumps(document, indent=1))
    else:
        _print_plugins(plugins, told, needs)
        _print_findings(findings)
    if any(one.severity == "error" for one in findings):
        raise typer.Exit(1)


def _wanted(registry: Registry, name: str | None) -> Sequence[Plugin]:
    """The plugin of a name, or all that do not come with influence.

    Raises:
        UnknownNameError: There is none of that name; the close one is named.
    """
    if name is not None:
        return (registry.plugin(name),)
    return tuple(one for one in registry.plugins if not one.is_built_in)


def _print_plugins(plugins: Iterable[Plugin], steps: Sequence[Step], needs: Sequence[Need]) -> None:
    """Each plugin with what it brings, the steps of loading it, and the settings that it needs."""
    _print_steps(step for step in steps if not step.plugin)
    for plugin in plugins:
        out().print(Text(harmless(f"{plugin.label}: {plugin.state}"), style="bold"))
        brought = offering(plugin)
        if brought:
            out().print(Text(harmless(f"  brings   {brought}")))
        _print_steps(step for step in steps if step.plugin == plugin.name)
        for need in needs:
            if need.platform in plugin.members.get("platforms", ()):
                style = "yellow" if need.place is None else "dim"
                out().print(Text(harmless(f"  setting  {need}"), style=style))


def _print_findings(findings: Iterable[Finding]) -> None:
    """Each finding with its mend."""
    told = list(findings)
    for finding in told:
        line = Text(f"{finding.severity:8}", style=_STYLES[finding.severity])
        out().print()
        out().print(line.append(harmless(str(finding)), style="not bold not dim default"))
        out().print(Text(harmless(f"        {finding.kind.meaning}"), style="dim"))
    if not told:
        out().print("Nothing is wrong.")


def _print_steps(steps: Iterable[Step]) -> None:
    """What the loader did, each step with its time."""
    for step in steps:
        told = f"  {step.phase:<9}{step.seconds * 1000:8.1f} ms  {step.what}"
        out().print(Text(harmless(told), style="dim"))
