"""Watch: what no plugin may change, compared before and after its code has run.

    taken → a plugin is imported or asked → what changed, put back

Watched are the modules of ``influence`` and what they calculate with: their names, the classes in
them, the code of their functions, their tables and their frozen values. It finds what was changed
while it looked. It is not a sandbox: code that runs later, in a thread or in a rule, is not
watched, nor are closures, nor output below Python.
"""

from __future__ import annotations

import builtins
import functools
import operator
import sys
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from importlib import import_module
from types import CodeType, FunctionType, ModuleType
from typing import Protocol, cast

import attrs

_WATCHED = ("influence", "pluggy", "attr", "attrs", "fractions", "builtins")

# All that a payout rests on is imported before the first plugin is: what a plugin imports itself is
# there only once it has run, and then nobody can know what it was like before.
_RESTS_ON = ("influence.evaluation", "influence.payouts", "influence.reconciliation")

# Python and attrs keep these on a class or a module when they are first needed.
_KEPT = frozenset(
    {
        "__abstractmethods__",
        "__annotate__",
        "__annotate_func__",
        "__annotations__",
        "__annotations_cache__",
        "__attrs_types_resolved__",
        "__slotnames__",
        "__warningregistry__",
    }
)


@attrs.frozen(kw_only=True, eq=False)
class _Watched:
    """One thing that has named parts.

    Args:
        label: How messages call it.
        now: Answers its parts as they are.
        before: Its parts as they were.
        put: Puts a part back.
        drop: Takes out a part that was not there.
        may_gain: Whether it may have a part more.
    """

    label: str
    now: Callable[[], Mapping[str, object]]
    before: Mapping[str, object]
    put: Callable[[str, object], object]
    drop: Callable[[str], object]
    may_gain: Callable[[str, object], bool] = lambda _name, _value: False

    def is_as_before(self) -> bool:
        """Whether every part is the very same."""
        now = self.now()
        return (
            len(now) == len(self.before)
            and all(map(operator.is_, now.values(), self.before.values()))
            and list(now) == list(self.before)
        )

    def mended(self) -> Iterator[str]:
        """The names of the parts that changed, each put back."""
        now = dict(self.now())
        for name, value in self.before.items():
            if now.get(name, _ABSENT) is not value and name not in _KEPT:
                self.put(name, value)
                yield f"{self.label}.{name}"
        for name, value in now.items():
            if name not in self.before and name not in _KEPT and not self.may_gain(name, value):
                self.drop(name)
                yield f"{self.label}.{name}"


_ABSENT = object()


class Watch:
    """What was seen of the watched modules so far."""

    def __init__(self) -> None:
        """Look at everything, once all that a payout rests on is imported."""
        for name in _RESTS_ON:
            import_module(name)
        self._modules: dict[str, ModuleType] = {}
        self._seen: set[int] = set()
        self._watched: list[_Watched | _Function] = []
        self.look()

    def look(self) -> None:
        """Look at the modules that are new."""
        for name, module in list(sys.modules.items()):
            is_new = name not in self._modules and isinstance(cast("object", module), ModuleType)
            if is_new and name.partition(".")[0] in _WATCHED:
                self._modules[name] = module
                self._watched.extend(self._of_module(module))

    def changes(self) -> tuple[str, ...]:
        """What has changed since; all of it is put back."""
        return (*self._replaced(), *self._changed())

    def _replaced(self) -> Iterator[str]:
        """Modules in whose place others stand."""
        for name, module in self._modules.items():
            if sys.modules.get(name) is not module:
                sys.modules[name] = module
                yield name

    def _changed(self) -> Iterator[str]:
        """Parts that are others."""
        for watched in self._watched:
            if not watched.is_as_before():
                yield from watched.mended()

    def _of_module(self, module: ModuleType) -> Iterator[_Watched | _Function]:
        """A module and what stands in it."""
        names = cast("dict[str, object]", vars(module))
        yield _Watched(
            label=module.__name__,
            now=lambda: names,
            before=dict(names),
            put=names.__setitem__,
            drop=names.pop,
            may_gain=functools.partial(_may_gain, module),
        )
        is_ours = module.__name__.startswith("influence")
        for name, value in list(names.items()):
            if isinstance(value, type):
                yield from self._of_class(value)
            elif is_ours or isinstance(value, FunctionType):
                yield from self._of_value(value, label=f"{module.__name__}.{name}")

    def _of_class(self, kind: type) -> Iterator[_Watched | _Function]:
        """A class of a watched module, and the functions in it."""
        if self._is_seen(kind) or kind.__module__.partition(".")[0] not in _WATCHED:
            return
        label = f"{kind.__module__}.{kind.__qualname__}"
        yield _Watched(
            label=label,
            now=lambda: cast("Mapping[str, object]", vars(kind)),
            before=dict(vars(kind)),
            put=functools.partial(type.__setattr__, kind),
            drop=functools.partial(type.__delattr__, kind),
        )
        for name, value in list(vars(kind).items()):
            for function in _functions_in(value):
                yield from self._of_value(function, label=f"{label}.{name}")

    def _of_value(self, value: object, *, label: str) -> Iterator[_Watched | _Function]:
        """A function, a table, or a frozen value with what it holds."""
        if isinstance(value, FunctionType) and not self._is_seen(value):
            yield _Function.of(value, label=label)
            if vars(value):
                yield _table(cast("dict[str, object]", vars(value)), label=label)
            yield from self._of_value(getattr(value, "__wrapped__", None), label=label)
            mark: object = vars(value).get("influence_impl")
            yield from self._of_value(mark, label=f"{label}.influence_impl")
        elif isinstance(value, dict) and not self._is_seen(cast("object", value)):
            yield _table(cast("dict[str, object]", value), label=label)
        elif _is_value(value) and not self._is_seen(value):
            yield _frozen(value, label=label)
            for name, part in _parts(value).items():
                yield from self._of_value(part, label=f"{label}.{name}")

    def _is_seen(self, value: object) -> bool:
        """Whether a value was met before; from now on it was."""
        is_seen = id(value) in self._seen
        self._seen.add(id(value))
        return is_seen


def _may_gain(module: ModuleType, name: str, value: object) -> bool:
    """Whether a module may have a name more: a part that was imported, or found when asked for."""
    is_lazy = "__getattr__" in vars(module) and name not in vars(builtins)
    return isinstance(value, ModuleType) or is_lazy or module is builtins


def _functions_in(value: object) -> Iterator[FunctionType]:
    """The functions behind a name of a class."""
    if isinstance(value, property):
        behind: tuple[object, ...] = (value.fget, value.fset)
    elif isinstance(value, functools.cached_property):
        behind = (cast("functools.cached_property[object]", value).func,)
    else:
        behind = (getattr(value, "__func__", value),)
    return (one for one in behind if isinstance(one, FunctionType))


class _Callable(Protocol):
    """A function, as far as it says what it does."""

    __code__: CodeType
    __defaults__: tuple[object, ...] | None
    __kwdefaults__: dict[str, object] | None


@attrs.frozen(eq=False)
class _Function:
    """A function by what it does; there are thousands, so they are compared without a table."""

    label: str
    function: _Callable
    code: CodeType
    defaults: tuple[object, ...] | None
    kwdefaults: dict[str, object] | None

    @classmethod
    def of(cls, function: object, *, label: str) -> _Function:
        """A function as it is now."""
        one = cast("_Callable", function)
        return cls(label, one, one.__code__, one.__defaults__, one.__kwdefaults__)

    def is_as_before(self) -> bool:
        """Whether it does the very same."""
        function = self.function
        return (
            function.__code__ is self.code
            and function.__defaults__ is self.defaults
            and function.__kwdefaults__ is self.kwdefaults
        )

    def mended(self) -> Iterator[str]:
        """Its name; what it does is put back."""
        self.function.__code__ = self.code
        self.function.__defaults__ = self.defaults
        self.function.__kwdefaults__ = self.kwdefaults
        yield self.label


def _table(table: MutableMapping[str, object], *, label: str) -> _Watched:
    """A dict by what it holds."""
    return _Watched(
        label=label, now=lambda: table, before=dict(table), put=table.__setitem__, drop=table.pop
    )


def _frozen(value: object, *, label: str) -> _Watched:
    """A frozen value by its fields."""
    return _Watched(
        label=label,
        now=lambda: _parts(value),
        before=_parts(value),
        put=functools.partial(object.__setattr__, value),
        drop=functools.partial(object.__delattr__, value),
    )


def _is_value(value: object) -> bool:
    """Whether a value is of an attrs class."""
    return attrs.has(type(value))


def _parts(value: object) -> Mapping[str, object]:
    """The fields of an attrs value."""
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
    return {field.name: getattr(value, field.name, _ABSENT) for field in fields}
