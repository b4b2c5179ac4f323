"""``influence plugins schema``: what one member may be told in a book, as JSON Schema.

The schema of the whole ``campaign.toml`` is that of ``influence schema``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from influence.cli._console import err, harmless, refusals
from influence.cli._installed import installed
from influence.errors import UnknownNameError
from influence.plugins import FAMILIES, Registry, member_schema

_WORDS = {how.noun.replace(" ", "-"): family for family, how in FAMILIES.items()}


def schema(
    member: Annotated[
        str, typer.Argument(metavar="MEMBER", help="The name of a member, ours or a plugin's.")
    ],
    *,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help=f"Which one is meant: {', '.join(_WORDS)}."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file instead.")
    ] = None,
) -> None:
    """Print the JSON Schema of the table that describes a member in a book."""
    wanted = None if kind is None else _family(kind)
    with refusals():
        registry = installed()
        family = wanted or _only_family(member, registry)
        found = member_schema(registry, family=family, name=member)
        text = f"{json.dumps(found, indent=1, ensure_ascii=False)}\n"
        if output is None:
            typer.echo(text, nl=False)
            return
        output.write_text(text, encoding="utf-8", newline="\n")
    err().print(Text(harmless(f"schema: {output}")))


def _family(word: str) -> str:
    """The family of a kind that a person typed."""
    typed = word.lower().replace("_", "-")
    if typed not in _WORDS:
        error = UnknownNameError("kind", word, _WORDS)
        raise typer.BadParameter(str(error), param_hint="'--kind'")
    return _WORDS[typed]


def _only_family(member: str, registry: Registry) -> str:
    """The one family that has a member of that name.

    Raises:
        UnknownNameError: None has; the close name is told.
        BadParameter: Several have; that is for the person to say.
    """
    names = {family: frozenset(getattr(registry, family)) for family in FAMILIES}
    having = [family for family, known in names.items() if member in known]
    if not having:
        raise UnknownNameError("member", member, frozenset[str]().union(*names.values()))
    if len(having) > 1:
        nouns = " and ".join(FAMILIES[family].noun for family in having)
        message = f"{member!r} is the name of a {nouns}: say which is meant"
        raise typer.BadParameter(message, param_hint="'--kind'")
    return having[0]
