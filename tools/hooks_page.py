"""Writes what the code knows of hooks into their reference page.

    python tools/hooks_page.py

The page is written by hand between marks; what stands inside ``<!-- code: NAME -->`` and
``<!-- end -->`` comes from ``influence.plugins.hooks``: the table, the imports, each hook's exact
signature with the fields of its spec, and the fields of contexts and events. Run it after a change
to a hook; a test says when it was forgotten.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

import attrs

from influence.plugins import AccountQuestion, Event, Host, SecretQuestion
from influence.plugins.hooks import (
    CollectFunction,
    CollectHook,
    FirstResultFunction,
    Hooks,
    ObserverFunction,
    hook,
)

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "hooks.md"

_REGION = re.compile(r"(<!-- code: (?P<name>\w+) -->\n).*?(<!-- end -->\n)", re.DOTALL)
_KINDS = {
    "CollectHook": ("collect", CollectFunction, "    yield from ()"),
    "FirstResultHook": ("first result", FirstResultFunction, "    return None"),
    "ObserverHook": ("observer", ObserverFunction, "    print(type(event).__name__)"),
}
_FOREIGN = {"Account", "Secret"}
_ENTRY = re.compile(r"^ {4}(?P<name>\w+): (?P<text>.+(?:\n {8}.+)*)", re.MULTILINE)


def names() -> list[str]:
    """The hooks, by the names that authors use."""
    return [field.name for field in attrs.fields(Hooks)]


def page(written: str) -> str:
    """The whole page, with what the code knows put into *written*.

    Raises:
        KeyError: The page asks for something that the code has not, or leaves a hook out.
    """
    regions = _regions()
    asked = [match["name"] for match in _REGION.finditer(written)]
    missing = sorted(set(regions) - set(asked))
    if missing:
        raise KeyError(f"{PAGE.name} must have <!-- code: NAME --> for each of {missing}")
    return _REGION.sub(
        lambda match: f"{match[1]}\n{regions[match['name']].strip()}\n\n{match[3]}", written
    )


def signature(name: str) -> str:
    """The head of a hook's implementation, as its author types it."""
    kind, filling = _declared(name)
    _, protocol, _ = _KINDS[kind]
    variables = dict(zip(map(str, vars(protocol)["__parameters__"]), filling, strict=True))
    _, parameter = inspect.signature(protocol.__call__).parameters.values()
    answer = inspect.signature(protocol.__call__).return_annotation
    argument = f"{parameter.name}: {_filled(parameter.annotation, variables)}"
    return f"@hook.{name}\ndef {name}({argument}) -> {_filled(answer, variables)}:"


def _regions() -> dict[str, str]:
    return {
        "hooks": "".join(_table()),
        "imports": _imports(),
        **{name: _hook(name) for name in names()},
        "contexts": "".join(map(_value, (Host, AccountQuestion, SecretQuestion))),
        "events": "".join(map(_value, get_args(Event))),
    }


def _table() -> Iterator[str]:
    yield _row(("Hook", "Kind", "Takes", "Answers", "Used in", "What fails there"))
    yield "|---|---|---|---|---|---|\n"
    for name in names():
        declared, (kind, _) = getattr(hook, name), _declared(name)
        argument, answer = re.findall(r"\((.+)\) -> (.+):$", signature(name))[0]
        cells = (
            f"[`{name}`](#{name})",
            _KINDS[kind][0],
            f"`{argument}`",
            f"`{answer}`",
            declared.used_in,
            declared.on_failure,
        )
        yield _row(cells)


def _row(cells: Iterable[str]) -> str:
    escaped = (cell.replace(" | ", " \\| ") for cell in cells)
    return f"| {' | '.join(escaped)} |\n"


def _imports() -> str:
    used = {word for name in names() for word in re.findall(r"[A-Z]\w+", signature(name))}
    ours = sorted(used - {"Iterable", "None", *_FOREIGN})
    plugins = "".join(f"    {name},\n" for name in (*ours, "hook"))
    lines = (
        "from collections.abc import Iterable\n",
        "from influence.platforms import Account",
        f"from influence.plugins import (\n{plugins})",
        "from influence.sansio import Secret",
    )
    return "".join(("```python\n", *(f"{line}\n" for line in lines), "```\n"))


def _hook(name: str) -> str:
    declared, (kind, _) = getattr(hook, name), _declared(name)
    block = f"```python\n{signature(name)}\n{_KINDS[kind][2]}\n```\n"
    told = f"\npluggy calls it `{declared.name}`.\n"
    return block + told + (_fields(declared.spec) if isinstance(declared, CollectHook) else "")


def _value(kind: type) -> str:
    """A context or an event: what it is, and its fields."""
    first, _, _ = (inspect.getdoc(kind) or "").partition("\n")
    return f"\n`{kind.__name__}`: {_line(first)}\n{_fields(kind)}"


def _fields(kind: type) -> str:
    """The fields of a value with what its docstring says of them."""
    said = {one["name"]: _line(one["text"]) for one in _ENTRY.finditer(_arguments(kind))}
    fields = attrs.fields(kind)
    rows = (_row((f"`{one.name}`", _default(one), said[one.name])) for one in fields)
    head = f"\n| Field of `{kind.__name__}` | Without it | What it is |\n|---|---|---|\n"
    return head + "".join(rows)


def _arguments(kind: type) -> str:
    """The ``Args:`` of a docstring, and nothing after them."""
    _, _, after = (inspect.getdoc(kind) or "").partition("Args:\n")
    return re.split(r"\n\n[A-Z]\w+:\n", after)[0]


def _line(text: str) -> str:
    """Docstring text on one line, with the marks of Markdown."""
    return " ".join(text.split()).replace("``", "`")


def _default(field: attrs.Attribute[object]) -> str:
    return "is required" if field.default is attrs.NOTHING else f"`{field.default!r}`"


def _declared(name: str) -> tuple[str, list[str]]:
    """The kind of a hook, and what its type variables are filled with."""
    annotation = next(str(one.type) for one in attrs.fields(Hooks) if one.name == name)
    kind, _, filling = annotation.removesuffix("]").partition("[")
    return kind, [one.strip() for one in filling.split(",")]


def _filled(annotation: str, variables: dict[str, str]) -> str:
    for variable, filling in variables.items():
        annotation = annotation.replace(variable.lstrip("+-~"), filling)
    return annotation


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
