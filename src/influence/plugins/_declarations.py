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
from influence.plugins._marking import PROJECT, is_async, takes
from influence.plugins._places import line_at
from influence.plugins._spot import Spot
from influence.plugins.hooks import Hooks, declared_hooks

_MARK = f"{PROJECT}_impl"
_PREFIX = f"{PROJECT}_"
_ORDERING = ("wrapper", "hookwrapper", "tryfirst", "trylast")


@attrs.frozen(kw_only=True)
class Declarations:
    """What a module declares.

    Args:
        answers: The functions, each with the name of its hook.
        faults: What is wrong.
        is_hostile: Whether it asks to go before, after or around others.
    """

    answers: tuple[tuple[str, Callable[..., object]], ...]
    faults: tuple[Fault, ...]
    is_hostile: bool


@attrs.frozen(kw_only=True)
class Reader:
    """Reads the declarations of modules.

    Args:
        fields: The word that authors use for each hook, by the hook's name.
        parameters: The name of the one argument of each hook, by the hook's name.
    """

    fields: Mapping[str, str]
    parameters: Mapping[str, str]

    @classmethod
    def of_all_hooks(cls) -> Reader:
        """A reader that knows every hook."""
        words = [field.name for field in attrs.fields(Hooks)]
        hooks = declared_hooks()
        return cls(
            fields={one.name: word for one, word in zip(hooks, words, strict=True)},
            parameters={one.name: one.parameter for one in hooks},
        )

    def read(self, module: ModuleType) -> Declarations:
        """What a module declares, with everything that is wrong in it."""
        answers: list[tuple[str, Callable[..., object]]] = []
        faults: list[Fault] = []
        seen: set[int] = set()
        for name, value in list(vars(module).items()):
            mark = _mark_of(value)
            if mark is None:
                faults += self._forgotten(name, value, module=module)
            elif id(value) not in seen:
                seen.add(id(value))
                named = str(mark.get("specname") or name)
                wrong = tuple(self._wrong(name, value, mark, named=named, module=module))
                faults += wrong
                if not wrong and named in self.fields:
                    answers.append((named, cast("Callable[..., object]", value)))
        if not answers and not faults:
            faults.append(_silent(module))
        is_hostile = any(fault.code == "INF741" for fault in faults)
        return Declarations(answers=tuple(answers), faults=tuple(faults), is_hostile=is_hostile)

    def _wrong(
        self,
        name: str,
        value: object,
        mark: Mapping[str, object],
        *,
        named: str,
        module: ModuleType,
    ) -> Iterator[Fault]:
        """What is wrong with one thing that is marked."""
        if not isinstance(value, FunctionType):
            kind = "class" if isinstance(value, type) else type(value).__name__
            rule = f"be a function of the module to answer {named}"
            yield Fault(code="INF726", what=f"{kind} {name}", rule=rule, value=value)
            return
        what, line = f"function {name}", _line(value, module=module)
        asked = [word for word in _ORDERING if mark.get(word)]
        if asked:
            rule = "answer its hook without going before, after or around others"
            yield Fault(code="INF741", what=what, rule=rule, value=" and ".join(asked), line=line)
        if named in self.fields:
            yield from self._misdeclared(what, value, named=named, line=line)
        elif not mark.get("optionalhook"):
            yield self._misspelt(what, named, line=line)

    def _misdeclared(
        self, what: str, function: FunctionType, *, named: str, line: str
    ) -> Iterator[Fault]:
        """What is wrong with the head of a function."""
        head = f"def {function.__name__}{inspect.signature(function)}"
        if is_async(function):
            rule = f"answer {named} without async"
            yield Fault(code="INF724", what=what, rule=rule, value=f"async {head}", line=line)
        elif not takes(function, parameter=self.parameters[named]):
            rule = f"take one argument named {self.parameters[named]} to answer {named}"
            yield Fault(code="INF725", what=what, rule=rule, value=head, line=line)

    def _misspelt(self, what: str, named: str, *, line: str) -> Fault:
        """A hook that there is not."""
        close = close_match(named, self.fields)
        rule = "answer a hook that there is" + (f", such as {close}" if close else "")
        return Fault(code="INF721", what=what, rule=rule, value=named, line=line)

    def _forgotten(self, name: str, value: object, *, module: ModuleType) -> Iterator[Fault]:
        """A function of the module that bears the name of a hook, or nearly, and no mark."""
        if not isinstance(value, FunctionType) or value.__module__ != module.__name__:
            return
        what, line = f"function {name}", _line(value, module=module)
        if name.startswith(_PREFIX) and name not in self.fields:
            yield self._misspelt(what, name, line=line)
            return
        meant = name if name in self.fields else self._by_word(name)
        if not meant or (meant != name and not takes(value, parameter=self.parameters[meant])):
            return  # a function of its own, which happens to have the name
        rule = f"be marked with @hook.{self.fields[meant]} to answer {meant}"
        yield Fault(code="INF722", what=what, rule=rule, value="no mark", line=line)

    def _by_word(self, word: str) -> str:
        """The hook that authors call by a word; empty when there is none."""
        return next((name for name, own in self.fields.items() if own == word), "")


def _mark_of(value: object) -> Mapping[str, object] | None:
    """What a marker wrote on a value; nothing is executed to find out."""
    mark: object = inspect.getattr_static(value, _MARK, None)
    return cast("Mapping[str, object]", mark) if isinstance(mark, dict) else None


def _line(function: FunctionType, *, module: ModuleType) -> str:
    """Where a function begins."""
    code = function.__code__
    return line_at(Spot(file=code.co_filename, line=code.co_firstlineno), module=module)


def _silent(module: ModuleType) -> Fault:
    """A module that answers nothing."""
    for name, value in list(vars(module).items()):
        if isinstance(value, type) and any(_mark_of(part) for part in vars(value).values()):
            rule = "have its hooks as functions of the module"
            return Fault(code="INF723", rule=rule, value=f"methods of the class {name}")
    return Fault(code="INF723", rule="mark a function with a hook", value=module.__name__)
