"""Watch: what no plugin may change, compared before and after its code has run.

    looked at → a plugin is imported or asked → what changed, put back

Watched are the modules of ``influence`` and what they calculate with: their names, the classes in
them, the code of their functions, their tables and their frozen values. It finds what was changed
while it looked. It is not a sandbox: code that runs later, in a thread or in a rule, is not
watched, nor are closures, nor a plugin that is out to deceive the watch itself.
"""

from __future__ import annotations

import builtins
import functools
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from types import FunctionType, ModuleType
from typing import cast

import attrs

from influence.plugins._seen import Part, Seen, SeenFunction, SeenTable, SeenValue, parts_of

_WATCHED = ("influence", "pluggy", "attr", "attrs", "fractions", "builtins")

# All that a payout rests on is imported before the first plugin is: what a plugin imports itself is
# there only once it has run, and then nobody can know what it was like before.
_RESTS_ON = ("influence.evaluation", "influence.payouts", "influence.reconciliation")


class Watch:
    """What was seen of the watched modules so far."""

    def __init__(self) -> None:
        """Look at everything, once all that a payout rests on is imported."""
        for name in _RESTS_ON:
            import_module(name)
        self._modules: dict[str, ModuleType] = {}
        self._met: set[int] = set()
        self._seen = Seen()
        self.look()

    def look(self) -> None:
        """Look at the modules that are new."""
        for name, module in list(sys.modules.items()):
            is_new = name not in self._modules and isinstance(cast("object", module), ModuleType)
            if is_new and name.partition(".")[0] in _WATCHED:
                self._modules[name] = module
                self._seen.add(self._of_module(module))

    def changes(self) -> tuple[str, ...]:
        """What has changed since; all of it is put back."""
        return (*self._replaced(), *self._seen.mended())

    def _replaced(self) -> Iterator[str]:
        """Modules in whose place others stand."""
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                sys.modules[name] = module
                yield name

    def _of_module(self, module: ModuleType) -> Iterator[Part]:
        """A module and what stands in it."""
        names = cast("dict[str, object]", vars(module))
        yield SeenTable(
            label=module.__name__,
            now=names,
            before=dict(names),
            put=names.__setitem__,
            drop=names.pop,
            may_gain=functools.partial(_may_gain, module),
        )
        is_ours = module.__name__.startswith("influence")
        for name, value in list(names.items()):
            if isinstance(value, type):
                yield from self._of_class(value)
            elif name != "__builtins__" and (is_ours or isinstance(value, FunctionType)):
                yield from self._of_value(value, label=f"{module.__name__}.{name}")

    def _of_class(self, kind: type) -> Iterator[Part]:
        """A class of a watched module, and the functions in it."""
        if self._is_met(kind) or kind.__module__.partition(".")[0] not in _WATCHED:
            return
        label = f"{kind.__module__}.{kind.__qualname__}"
        yield SeenTable(
            label=label,
            now=cast("Mapping[str, object]", vars(kind)),
            before=dict(vars(kind)),
            put=functools.partial(type.__setattr__, kind),
            drop=functools.partial(type.__delattr__, kind),
        )
        for name, value in list(vars(kind).items()):
            for function in _functions_in(value):
                yield from self._of_value(function, label=f"{label}.{name}")

    def _of_value(self, value: object, *, label: str) -> Iterator[Part]:
        """A function, a table, or a frozen value with what it holds."""
        if not _is_watched(value) or self._is_met(value):
            return
        if isinstance(value, FunctionType):
            yield SeenFunction.of(value, label=label)
            yield from self._beside(value, label=label)
        elif isinstance(value, dict):
            yield SeenTable.of(cast("dict[str, object]", value), label=label)
        else:
            yield SeenValue.of(value, label=label)
            for name, part in parts_of(value).items():
                yield from self._of_value(part, label=f"{label}.{name}")

    def _beside(self, function: FunctionType, *, label: str) -> Iterator[Part]:
        """What a function carries: its names, its defaults, its mark, and what it stands before."""
        for table in (vars(function), cast("object", function.__kwdefaults__)):
            if table:
                yield from self._of_value(table, label=label)
        for name in ("__wrapped__", "influence_impl"):
            yield from self._of_value(vars(function).get(name), label=f"{label}.{name}")

    def _is_met(self, value: object) -> bool:
        """Whether a value was met before; from now on it was."""
        is_met = id(value) in self._met
        self._met.add(id(value))
        return is_met


def _is_watched(value: object) -> bool:
    """Whether a value can be looked into: a function, a table, or an attrs value."""
    return isinstance(value, FunctionType | dict) or attrs.has(type(value))


def _may_gain(module: ModuleType, name: str, value: object) -> bool:
    """Whether a module may have a name more: a part that was imported, or found when asked for."""
    is_lazy = "__getattr__" in vars(module) and name not in vars(builtins)
    return isinstance(value, ModuleType) or is_lazy or module is builtins


def _functions_in(value: object) -> Iterator[FunctionType]:
    """The functions behind a name of a class."""
    behind = (
        (value.fget, value.fset)
        if isinstance(value, property)
        else (getattr(value, "__func__", value),)
    )
    return (one for one in cast("tuple[object, ...]", behind) if isinstance(one, FunctionType))
