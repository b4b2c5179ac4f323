"""Absent: why a member that somebody names is not there.

A plugin that is not loaded brings nothing, and a name of it would read as one that nobody knows. So
whoever asks for it is told of the plugin: surely, when the plugin still told its names; else by its
own name, or because nothing else is close.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from influence.errors import InfluenceError, PluginError, UnknownNameError
from influence.plugins._plugin import Plugin


def absence(
    what: str, name: str, known: Iterable[str], *, family: str, plugins: Iterable[Plugin]
) -> InfluenceError:
    """The error for a name that is not among the *known* ones.

    Args:
        what: What is wrong, such as ``terms.rule``.
        name: The name.
        known: The names there are.
        family: The field of ``hook``, such as ``payment_rules``.
        plugins: Every plugin, loaded or not.
    """
    unknown = UnknownNameError(what, name, known)
    out = [one for one in plugins if not one.is_loaded]
    sure = [one for one in out if name in one.members.get(family, ())]
    if sure:
        return PluginError(what, f"be of a plugin that is loaded; {_told(sure)}", name)
    named = [one for one in out if name.lower() in _words(one)]
    if named:
        return PluginError(
            what, f"be known, and may be of a plugin that is not; {_told(named)}", name
        )
    silent = [one for one in out if family not in one.members]
    if silent and not unknown.close:
        return PluginError(
            what, f"be known, and may be of a plugin that is not; {_told(silent)}", name
        )
    return unknown


def _words(one: Plugin) -> set[str]:
    """The words in the names of a plugin."""
    return {
        word
        for text in (one.name, one.distribution, one.module)
        for word in (text.lower(), *re.split(r"[-_.:]+", text.lower()))
    } | {one.name.lower().replace("-", "_").removeprefix("influence_")}


def _told(plugins: Sequence[Plugin]) -> str:
    """Why each is not loaded."""
    return "; ".join(f"{one.label} is {_STATES[one.state]}: {one.error}" for one in plugins)


_STATES = {
    "blocked": "blocked",
    "incompatible": "incompatible",
    "collides": "in a collision",
    "broken": "broken",
    "quarantined": "quarantined",
}
