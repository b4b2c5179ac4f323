"""Campaign edits: one key of a campaign file written anew, comments and order kept."""

from __future__ import annotations

from collections.abc import MutableMapping, MutableSequence
from typing import Any, cast

from influence.books._places import key_path
from influence.errors import InvalidInputError, MissingExtraError
from influence.findings import Fix


def campaign_with(text: str, *, fix: Fix) -> str:
    """The text of a campaign file with what a fix puts at a key.

    Args:
        text: The whole file.
        fix: Which key, such as ``deals[maya].codes``, and what is to stand there.

    Raises:
        InvalidInputError: The file has no table that the key could stand in.
        MissingExtraError: The extra ``cli`` is not installed.
    """
    try:
        import tomlkit  # an extra, asked for only when a key is fixed
    except ImportError as error:
        raise MissingExtraError("fix of a campaign file", "cli") from error
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    document, key, value = tomlkit.parse(text.removeprefix(mark)), fix.place.key, fix.value
    *steps, last = key_path(key, document.unwrap())
    table: Any = document
    for step in steps:
        table = _inside(table, step, key=key)
    if not isinstance(table, MutableMapping) or not isinstance(last, str):
        raise InvalidInputError("place of a fix", "be a key of the campaign file", key)
    fields = cast("MutableMapping[str, object]", table)
    fields[last] = list(value) if isinstance(value, tuple) else value
    return mark + tomlkit.dumps(document)


def _inside(table: object, step: str | int, *, key: str) -> object:
    """What a step leads to."""
    if isinstance(table, MutableMapping) and step in table:
        return cast("MutableMapping[str | int, object]", table)[step]
    if isinstance(table, MutableSequence) and isinstance(step, int):
        items = cast("MutableSequence[object]", table)
        if step < len(items):
            return items[step]
    raise InvalidInputError("place of a fix", "be in the campaign file", key)
