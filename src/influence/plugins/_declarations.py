"""Declarations: which functions of a module answer which hooks, and every way to get it wrong.

pluggy finds what is marked, and passes over in silence what is nearly marked: a misspelt hook, a
forgotten marker, a class, an async function. Each of them is told here, with the word that was
meant.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from types import FunctionType, ModuleType
from typing import cast

import attrs

from influence.errors import close_match
from influence.plugins._fault import Fault
from influence.plugins._places import line_of
from influence.plugins.hooks import PROJECT, Hooks, hook

_MARK = f"{PROJECT}_impl"
_PREFIX = f"{PROJECT}_"
_ORDERING = ("wrapper", "hookwrapper", "tryfirst", "trylast")


@attrs.frozen(kw_only=True)
class Declared:
    """One hook as it is declared.

    Args:
        field: The word that authors use, such as ``payment_rules``.
        name: What pluggy calls it, such as ``influence_payment_rules``.
        argument: The name of what it is told.
    """

    field: str
    name: str
    argument: str


def declared_hooks() -> Mapping[str, Declared]:
    """Every hook by its name."""
    found: dict[str, Declared] = {}
    for field in attrs.fields(Hooks):
        one = getattr(hook, field.name)
        (argument,) = inspect.signature(one.specification()).parameters
        found[one.name] = Declared(field=field.name, name=one.name, argument=argument)
    return found


@attrs.frozen(kw_only=True)
class Declarations:
    """What a module declares.

    Args:
        answers: The functions, each with the name of its hook and the place where it stands.
        faults: What is wrong.
        is_hostile: Whether it asks to go before, after or around others.
    """

    answers: tuple[tuple[str, Callable[..., object], str], ...]
    faults: tuple[Fault, ...]
    is_hostile: bool


def declarations_of(module: ModuleType, *, known: Mapping[str, Declared]) -> Declarations:
    """What a module declares, with everything that is wrong in it."""
    answers: list[tuple[str, Callable[..., object], str]] = []
    faults: list[Fault] = []
    seen: set[int] = set()
    for name, value in list(vars(module).items()):
        mark = _mark_of(value)
        if mark is None:
            faults += _forgotten(name, value, module=module, known=known)
        elif id(value) not in seen:
            seen.add(id(value))
            named = str(mark.get("specname") or name)
            found = tuple(
                _wrong(
                    name,
                    value,
                    mark,
                    module=module,
                    declared=known.get(named),
                    named=named,
                    known=known,
                )
            )
            faults += found
            if not found and named in known:
                answers.append((named, value, line_of(value, module=module)))
    if not answers and not faults:
        faults.append(_silent(module))
    is_hostile = any(fault.code == "INF741" for fault in faults)
    return Declarations(answers=tuple(answers), faults=tuple(faults), is_hostile=is_hostile)


def _mark_of(value: object) -> Mapping[str, object] | None:
    """What a marker wrote on a value; nothing is executed to find out."""
    mark: object = inspect.getattr_static(value, _MARK, None)
    return cast("Mapping[str, object]", mark) if isinstance(mark, dict) else None


def _wrong(  # one check after the other, in the order in which an author meets them
    name: str,
    value: object,
    mark: Mapping[str, object],
    *,
    module: ModuleType,
    declared: Declared | None,
    named: str,
    known: Mapping[str, Declared],
) -> Iterator[Fault]:
    """What is wrong with one thing that is marked."""
    if isinstance(value, type) or not isinstance(value, FunctionType):
        kind = "class" if isinstance(value, type) else type(value).__name__
        rule = f"be a function of the module to answer {named}"
        yield Fault(code="INF726", what=f"{kind} {name}", rule=rule, value=value)
        return
    what, line = f"function {name}", line_of(value, module=module)
    asked = [word for word in _ORDERING if mark.get(word)]
    if asked:
        rule = "answer its hook without going before, after or around others"
        yield Fault(code="INF741", what=what, rule=rule, value=" and ".join(asked), line=line)
    if declared is None:
        if not mark.get("optionalhook"):
            yield _misspelt(what, named, known=known, line=line)
        return
    if inspect.iscoroutinefunction(value) or inspect.isasyncgenfunction(value):
        rule = f"answer {named} without async"
        yield Fault(code="INF724", what=what, rule=rule, value=f"async def {name}", line=line)
    required = _required(value)
    if required != (declared.argument,):
        rule = f"take one argument, {declared.argument}"
        got = f"def {name}{inspect.signature(value)}"
        yield Fault(code="INF725", what=what, rule=rule, value=got, line=line)


def _required(function: FunctionType) -> tuple[str, ...]:
    """The names of the arguments that a function cannot do without."""
    return tuple(
        one.name
        for one in inspect.signature(function).parameters.values()
        if one.default is one.empty
    )


def _misspelt(what: str, named: str, *, known: Mapping[str, Declared], line: str) -> Fault:
    """A hook that there is not."""
    close = close_match(named, known)
    rule = (
        f"answer a hook that there is, such as {close}" if close else "answer a hook that there is"
    )
    return Fault(code="INF721", what=what, rule=rule, value=named, line=line)


def _forgotten(
    name: str, value: object, *, module: ModuleType, known: Mapping[str, Declared]
) -> Iterator[Fault]:
    """A function of the module that bears the name of a hook, or nearly, and no mark."""
    if not isinstance(value, FunctionType) or value.__module__ != module.__name__:
        return
    line = line_of(value, module=module)
    if name.startswith(_PREFIX) and name not in known:
        yield _misspelt(f"function {name}", name, known=known, line=line)
        return
    meant = known.get(name) or next((one for one in known.values() if one.field == name), None)
    if meant is None or (name == meant.field and _required(value) != (meant.argument,)):
        return  # a function of its own, which happens to have the name
    rule = f"be marked with @hook.{meant.field} to answer {meant.name}"
    yield Fault(code="INF722", what=f"function {name}", rule=rule, value="no mark", line=line)


def _silent(module: ModuleType) -> Fault:
    """A module that answers nothing."""
    for name, value in list(vars(module).items()):
        if isinstance(value, type) and any(_mark_of(part) for part in vars(value).values()):
            rule = "have its hooks as functions of the module"
            return Fault(code="INF723", rule=rule, value=f"methods of the class {name}")
    return Fault(code="INF723", rule="mark a function with a hook", value=module.__name__)
