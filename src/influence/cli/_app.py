"""The application: every command under its name."""

from __future__ import annotations

from importlib.metadata import version
from typing import Annotated

import typer

from influence.cli._assets import assets
from influence.cli._brief import brief
from influence.cli._check import check
from influence.cli._compare import compare
from influence.cli._console import out
from influence.cli._deliverables import deliverables
from influence.cli._disclosure import disclosure
from influence.cli._explain import explain
from influence.cli._export import export
from influence.cli._import import import_
from influence.cli._incrementality import incrementality
from influence.cli._installed import Allow, Block, Strict, Wanted, want
from influence.cli._links import links
from influence.cli._new import new
from influence.cli._offers import offers
from influence.cli._paperwork import paperwork
from influence.cli._paths import paths
from influence.cli._plugins import plugins_app
from influence.cli._pull import pull
from influence.cli._reconcile import reconcile_
from influence.cli._report import report
from influence.cli._rights import can_use, rights
from influence.cli._schema import schema
from influence.cli._settle import settle
from influence.cli._simulate import simulate
from influence.cli._verify import verify
from influence.cli._vet import outreach, vet

app = typer.Typer(
    name="influence",
    help="Creator marketing that has to pay for itself: who earned which sale, what each creator "
    "is owed and why, and what to do next.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def _version(wanted: bool) -> None:  # noqa: FBT001  # typer hands a flag's value by position
    """Print the version and stop."""
    if wanted:
        out().print(f"influence {version('influence-marketing')}", highlight=False)
        raise typer.Exit


@app.callback()
def influence(
    *,
    _version_wanted: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    allow: Allow = None,
    block: Block = None,
    strict: Strict = None,
) -> None:
    """Creator marketing that has to pay for itself."""
    allowed = None if allow is None else tuple(allow)
    want(Wanted(allow=allowed, block=tuple(block or ()), strict=strict))


app.command("new")(new)
app.command("import")(import_)
app.command("pull")(pull)
app.command("check")(check)
app.command("links")(links)
app.command("vet")(vet)
app.command("outreach")(outreach)
app.command("brief")(brief)
app.command("deliverables")(deliverables)
app.command("disclosure")(disclosure)
app.command("assets")(assets)
app.command("paperwork")(paperwork)
app.command("rights")(rights)
app.command("can-use")(can_use)
app.command("report")(report)
app.command("export")(export)
app.command("paths")(paths)
app.command("settle")(settle)
app.command("reconcile")(reconcile_)
app.command("explain")(explain)
app.command("verify")(verify)
app.command("offers")(offers)
app.command("compare")(compare)
app.command("incrementality")(incrementality)
app.command("simulate")(simulate)
app.command("schema")(schema)
app.add_typer(plugins_app)
