"""Small files, short functions, plain words: the shape that lets a reader find a thing alone."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

_LONGEST_FILE = 400
_LONGEST_FUNCTION = 40
_SAYS_NOTHING = {"data", "handler", "helper", "helpers", "info", "manager", "misc", "process"}
_SAYS_NOTHING |= {"util", "utils"}
_NO_MODULE = _SAYS_NOTHING | {"base", "common", "core", "types"}  # "models" is a word of the field
_LAW = {"MissingDataError"}  # the tree of errors was fixed before the words were
_Function = ast.FunctionDef | ast.AsyncFunctionDef


def _words(name: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def _functions(sources: dict[str, ast.Module]) -> Iterator[tuple[str, _Function]]:
    for path, tree in sources.items():
        for node in ast.walk(tree):
            if isinstance(node, _Function):
                yield f"{path}:{node.lineno} {node.name}", node


def _length(function: _Function) -> int:
    first = function.body[0]
    told = ast.get_docstring(function, clean=False) is not None
    start = (first.end_lineno or first.lineno) if told else first.lineno - 1
    return (function.end_lineno or start) - start


def test_no_source_file_is_past_its_limit(package: Path) -> None:
    lengths = {
        path.relative_to(package).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in package.rglob("*.py")
        if path.name != "_iso4217.py"  # a table, one currency a line
    }
    assert {path: n for path, n in lengths.items() if n > _LONGEST_FILE} == {}


def test_no_function_is_past_its_limit(sources: dict[str, ast.Module]) -> None:
    lengths = {where: _length(function) for where, function in _functions(sources)}
    assert {where: n for where, n in lengths.items() if n > _LONGEST_FUNCTION} == {}


def _promised(tree: ast.Module) -> list[str] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(node.value)
            return names
    return None


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef | _Function):
            yield node.name
        if isinstance(node, ast.Assign) and not ast.unparse(node.value).startswith("TypeVar("):
            yield from (ast.unparse(target) for target in node.targets)
        if isinstance(node, ast.AnnAssign):
            yield ast.unparse(node.target)


def _is_public(path: str) -> bool:
    return not any(part.startswith("_") for part in path.removesuffix("__init__.py").split("/"))


def test_every_public_module_says_what_it_gives_and_no_other_does(
    sources: dict[str, ast.Module],
) -> None:
    wrong = [path for path, tree in sources.items() if _is_public(path) == (not _promised(tree))]
    assert wrong == []


def test_a_public_name_is_a_promised_name(sources: dict[str, ast.Module]) -> None:
    forgotten = [
        f"{path} {name}"
        for path, tree in sources.items()
        if _is_public(path) and path != "__init__.py"  # the lazy root has its own rules
        for name in _defined(tree)
        if not name.startswith("_") and name not in (_promised(tree) or ())
    ]
    assert forgotten == []


def test_no_module_has_a_name_that_says_nothing(sources: dict[str, ast.Module]) -> None:
    assert [path for path in sources if _words(path.removesuffix(".py")) & _NO_MODULE] == []


def test_no_public_name_says_nothing(sources: dict[str, ast.Module]) -> None:
    names = [
        f"{path} {node.name}"
        for path, tree in sources.items()
        for node in tree.body
        if isinstance(node, ast.ClassDef | _Function)
        and node.name not in _LAW
        and _words(node.name) & _SAYS_NOTHING
    ]
    assert names == []


def test_every_module_postpones_its_annotations(sources: dict[str, ast.Module]) -> None:
    eager = [
        path
        for path, tree in sources.items()
        if any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in tree.body)
        and "from __future__ import annotations" not in ast.unparse(tree)
    ]
    assert eager == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("CurrencyMismatchError", {"currency", "mismatch", "error"}),
        ("read_book", {"read", "book"}),
        ("UTMLinkData", {"utm", "link", "data"}),
    ],
)
def test_a_name_is_taken_apart_into_its_words(name: str, words: set[str]) -> None:
    assert _words(name) == words
