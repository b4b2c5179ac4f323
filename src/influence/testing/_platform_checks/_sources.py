"""Sources: what the modules of a connector call, read from their text and never run."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator, Sequence
from types import ModuleType


def modules_of(value: object) -> Sequence[ModuleType]:
    """The module of a value's class, and those of its package that it uses, one through another."""
    found: dict[str, ModuleType] = {}
    waiting = [sys.modules[type(value).__module__]]
    while waiting:
        module = waiting.pop()
        if module.__name__ not in found:
            found[module.__name__] = module
            waiting += [sys.modules[name] for name in _neighbours(module)]
    return [found[name] for name in sorted(found)]


def _neighbours(module: ModuleType) -> Iterator[str]:
    """The modules of a module's own package that it takes something from."""
    package = module.__name__.rpartition(".")[0]
    for value in vars(module).values():
        where = value.__name__ if isinstance(value, ModuleType) else _home(value)
        if package and where.startswith(f"{package}.") and where in sys.modules:
            yield where


def _home(value: object) -> str:
    """The module in which a class or a function stands; empty for other values."""
    where: object = getattr(value, "__module__", "")
    return where if isinstance(where, str) else ""


def calls_in(value: object, *, names: Sequence[str]) -> Sequence[str]:
    """The calls of some names in the modules of a value's class, each with its line."""
    return [
        f"{module.__name__}:{line} {called}"
        for module in modules_of(value)
        for called, line in _called(ast.parse(inspect.getsource(module)))
        if any(f".{called}".endswith(f".{name}") for name in names)
    ]


def _called(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Everything that is called, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node.lineno
