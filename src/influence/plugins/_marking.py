"""Marking: what a hook's decorator does to a function, and what it refuses on the spot.

A function carries its mark as pluggy wants it, so that whoever finds it needs no more than pluggy.
What can be known before anything is called is refused when the decorator is applied, where the
author sees it: a class in place of a function, ``async``, an argument of another name.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import TypeVar, cast

import pluggy

from influence.errors import PluginError

PROJECT = "influence"

F = TypeVar("F", bound=Callable[..., object])

_GATHERED = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)


def marked(function: F, *, hook: str, parameter: str) -> F:
    """*function*, marked as the implementation of a hook.

    Raises:
        PluginError: It is no function, is ``async``, or does not take the hook's one argument under
            its name.
    """
    if not isinstance(cast("object", function), FunctionType):
        raise PluginError(f"implementation of {hook}", "be a function of a module", function)
    what = f"{function.__name__}, the implementation of {hook},"
    if is_async(function):
        raise PluginError(what, "answer without async", f"async def {function.__name__}")
    if not takes(function, parameter=parameter):
        rule = f"take one argument named {parameter}"
        raise PluginError(what, rule, _written(function))
    return pluggy.HookimplMarker(PROJECT)(function, specname=hook)


def is_async(function: Callable[..., object]) -> bool:
    """Whether a call answers something to wait for."""
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)


def takes(function: Callable[..., object], *, parameter: str) -> bool:
    """Whether *function* can be given its one argument by position and under its name.

    Further arguments that have a default are left to it.
    """
    first, *others = inspect.signature(function).parameters.values() or (None,)
    if first is None or first.name != parameter:
        return False
    is_plain = first.kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
    return is_plain and not any(map(_has_to_be_given, others))


def _has_to_be_given(other: inspect.Parameter) -> bool:
    """Whether a call without this argument fails."""
    return other.default is inspect.Parameter.empty and other.kind not in _GATHERED


def _written(function: Callable[..., object]) -> str:
    """The head of a function as its author wrote it, without annotations."""
    names = ", ".join(inspect.signature(function).parameters)
    return f"def {function.__name__}({names})"
