"""``influence schema``: the JSON Schema of ``campaign.toml``, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.books import campaign_schema
from influence.cli._console import err, harmless, refusals
from influence.cli._installed import installed


def schema(
    *,
    output: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file instead.")
    ] = None,
) -> None:
    """Print the JSON Schema of campaign.toml, with the plugins that are installed."""
    with refusals():
        document = campaign_schema(registry=installed())
        text = f"{json.dumps(document, indent=1, ensure_ascii=False)}\n"
        if output is None:
            typer.echo(text, nl=False)
            return
        output.write_text(text, encoding="utf-8", newline="\n")
    err().print(Text(harmless(f"schema: {output}")))
