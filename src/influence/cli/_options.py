"""Options: ``--option KEY=VALUE``, which several commands take for what they name."""

from __future__ import annotations

import typer


def options_of(pairs: list[str]) -> dict[str, str]:
    """The options of a source or an exporter by their names.

    Raises:
        BadParameter: One has no value, or stands twice; that is wrong usage.
    """
    found = {key: value for key, _, value in (pair.partition("=") for pair in pairs)}
    if len(found) < len(pairs) or not all("=" in pair for pair in pairs):
        message = "must be KEY=VALUE, each key once"
        raise typer.BadParameter(message, param_hint="--option")
    return found
