"""Imports: the module that an entry point names, or what is wrong with it."""

from __future__ import annotations

import re
from importlib import import_module
from types import ModuleType
from typing import cast

from influence.errors import close_match
from influence.plugins._attempt import Attempt
from influence.plugins._containment import contained
from influence.plugins._fault import Fault
from influence.plugins._places import line_of_error

_POINT = re.compile(r"\s*(?P<module>[\w.]+)\s*(?::\s*(?P<attribute>[\w.]+)\s*)?(?:\[.*\]\s*)?")


def import_plugin(attempt: Attempt) -> None:
    """Import the module of a plugin, and whatever happens on the way is the plugin's fault."""
    found = _POINT.fullmatch(attempt.candidate.module)
    if found is None:
        rule = "name a module, such as influence_barter"
        value = attempt.candidate.module
        attempt.stop("broken", Fault(code="INF713", what="entry point", rule=rule, value=value))
        return
    name = found["module"]
    outcome = contained(lambda: import_module(name))
    attempt.note_conduct(outcome, doing="imported")
    if outcome.error is not None:
        attempt.stop("broken", _unimported(name, outcome.error))
        return
    _keep(attempt, cast("object", outcome.answer), found["attribute"] or "")


def _unimported(name: str, error: BaseException) -> Fault:
    """Why a module could not be imported."""
    line = line_of_error(error, module=name)
    if isinstance(error, SystemExit):
        rule = "be importable without ending the program"
        return Fault(code="INF712", what=f"module {name}", rule=rule, value=error, line=line)
    return Fault(code="INF711", what=f"module {name}", rule="be importable", value=error, line=line)


def _keep(attempt: Attempt, module: object, attribute: str) -> None:
    """Keep the module, or the one that it has under a name."""
    found = module
    for word in filter(None, attribute.split(".")):
        names = getattr(found, "__dict__", {})
        if not hasattr(found, word):
            close = close_match(word, names)
            rule = "name something that is there" + (f", such as {close}" if close else "")
            value = attempt.candidate.module
            fault = Fault(code="INF713", what="entry point", rule=rule, value=value)
            attempt.stop("broken", fault)
            return
        found = getattr(found, word)
    keep_module(attempt, found)


def keep_module(attempt: Attempt, module: object) -> None:
    """Keep what has to be a module."""
    if isinstance(module, ModuleType):
        attempt.imported(module)
        return
    kind = "class" if isinstance(module, type) else type(module).__name__
    rule = f"be a module and no {kind}; give its entry point the name of the module alone"
    attempt.stop("broken", Fault(code="INF714", rule=rule, value=module))
