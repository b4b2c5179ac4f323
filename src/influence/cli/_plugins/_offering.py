"""Offering: what a plugin brings, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from influence.plugins import Plugin

_FEW: Final = 3
_PREFIX: Final = "influence_"


def offering(plugin: Plugin) -> str:
    """What a plugin brings in one line: few members by name, many by number."""
    return "; ".join(_parts(plugin))


def noun_of(family: str) -> str:
    """What a member of a family is called.

    Example:
        >>> noun_of("payment_rules"), noun_of("ranking_strategies")
        ('payment rule', 'ranking strategy')
    """
    words = family.replace("_", " ")
    return f"{words[:-3]}y" if words.endswith("ies") else words.removesuffix("s")


def _parts(plugin: Plugin) -> Iterator[str]:
    """A part for each family, and for each hook that is asked when there is a question."""
    for family, names in plugin.members.items():
        if len(names) > _FEW:
            yield f"{len(names)} {family.replace('_', ' ')}"
        elif names:
            yield f"{noun_of(family)} {', '.join(names)}"
    for hook in plugin.hooks:
        field = hook.removeprefix(_PREFIX)
        if field not in plugin.members:
            yield f"answers {field}"
