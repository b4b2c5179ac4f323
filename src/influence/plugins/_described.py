"""Described: what the docstring of a class says of it and of its fields.

A docstring in the house style has a first line and a section ``Args:``; both become the description
of a key in the JSON Schema, so that an editor says what the reference pages say.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Mapping

import attrs

_FIELD = re.compile(r"    (\w+(?:, \w+)*): (.*)")


@attrs.frozen(kw_only=True)
class Description:
    """What a class says of itself.

    Args:
        summary: Its first line.
        fields: What it says of each field.
    """

    summary: str
    fields: Mapping[str, str]


def described(kind: type) -> Description:
    """What the docstring of a class says.

    Example:
        >>> from influence.payments import Commission
        >>> described(Commission).summary
        'Pay for what was sold.'
    """
    lines = (inspect.getdoc(kind) or "").splitlines()
    summary = " ".join(lines[: lines.index("")] if "" in lines else lines)
    return Description(summary=_plain(summary), fields=_fields(lines))


def _fields(lines: Iterable[str]) -> Mapping[str, str]:
    """The section ``Args:``, by field."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    is_inside = False
    for line in lines:
        if line and not line.startswith(" "):
            is_inside = line == "Args:"
        elif is_inside and (match := _FIELD.fullmatch(line)):
            current = [match[2]]
            found.update(dict.fromkeys(match[1].split(", "), current))
        elif is_inside:
            current.append(line.strip())
    return {name: _plain(" ".join(parts)) for name, parts in found.items()}


def _plain(text: str) -> str:
    """Text without the marks of a docstring."""
    return re.sub(r"``|\*(?=\w)|(?<=\w)\*", "", text).strip()
