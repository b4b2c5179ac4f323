"""What the rules of the house are checked on: the installed package, and the repository."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import influence

_PACKAGE = Path(influence.__file__).parent
_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def package() -> Path:
    """The folder of the package that the tests import, be it the source tree or a wheel."""
    return _PACKAGE


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder with pyproject.toml, README.md and docs."""
    return _ROOT


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@pytest.fixture(scope="session")
def sources() -> dict[str, ast.Module]:
    """The parsed source of each module, by its path from the package down."""
    return {
        path.relative_to(_PACKAGE).as_posix(): _tree(path)
        for path in sorted(_PACKAGE.rglob("*.py"))
    }


def is_module(path: Path) -> bool:
    """True if *path* is a Python file or a folder of the package with one in it."""
    return path.suffix == ".py" or (path / "__init__.py").exists()


@pytest.fixture(scope="session")
def public_modules() -> list[str]:
    """The nouns of the house: what stands directly under ``influence`` without an underscore."""
    return sorted(
        path.stem
        for path in _PACKAGE.iterdir()
        if not path.name.startswith("_") and is_module(path)
    )
