"""``influence plugins``: what is installed, why it does not load, and a new one to begin with."""

from __future__ import annotations

import typer

from influence.cli._plugins._check import check
from influence.cli._plugins._doctor import doctor
from influence.cli._plugins._list import list_
from influence.cli._plugins._new import new
from influence.cli._plugins._schema import schema
from influence.cli._plugins._show import show

plugins_app = typer.Typer(
    name="plugins",
    help="List, inspect, check and begin plugins.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

plugins_app.command("list")(list_)
plugins_app.command("show")(show)
plugins_app.command("doctor")(doctor)
plugins_app.command("check")(check)
plugins_app.command("schema")(schema)
plugins_app.command("new")(new)
