"""The root of the package promises names and imports nothing: three lists, which must agree."""

from __future__ import annotations

import ast
import re
import subprocess
import sys

import pytest

import influence

_FOREIGN = "import sys, influence; print(*sorted({m.partition('.')[0] for m in sys.modules}))"
_OWN = "import sys, influence; print(*sorted(m for m in sys.modules if m.startswith('influence.')))"


def _checker_block(sources: dict[str, ast.Module]) -> list[ast.stmt]:
    return next(
        node.body
        for node in sources["__init__.py"].body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    )


def _names_for_the_checker(sources: dict[str, ast.Module]) -> set[str]:
    names = {"__version__"}
    for node in _checker_block(sources):
        if isinstance(node, ast.ImportFrom) and node.module != "influence":
            names.update(alias.asname or alias.name for alias in node.names)
    return names


def _modules_for_the_checker(sources: dict[str, ast.Module]) -> set[str]:
    return {
        alias.name
        for node in _checker_block(sources)
        if isinstance(node, ast.ImportFrom) and node.module == "influence"
        for alias in node.names
    }


def _answer(program: str) -> set[str]:
    command = [sys.executable, "-c", program]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_the_promised_names_are_those_that_the_checker_sees(
    sources: dict[str, ast.Module],
) -> None:
    assert set(influence.__all__) == _names_for_the_checker(sources)


def test_every_promised_name_is_there_and_lives_where_the_root_says() -> None:
    for name, home in influence._HOMES.items():
        found = getattr(influence, name)
        assert found is getattr(getattr(influence, home), name)


def test_the_promised_names_are_in_order_and_given_once() -> None:
    assert influence.__all__ == sorted(set(influence.__all__))
    assert set(influence._HOMES) | {"__version__"} == set(influence.__all__)


def test_every_public_module_is_an_attribute_of_the_root(public_modules: list[str]) -> None:
    assert list(influence._MODULES) == public_modules
    for name in public_modules:
        assert getattr(influence, name).__name__ == f"influence.{name}"


def test_a_module_is_imported_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(influence, "roi", raising=False)
    assert influence.roi is sys.modules["influence.roi"]


def test_the_checker_sees_every_public_module(
    sources: dict[str, ast.Module], public_modules: list[str]
) -> None:
    assert sorted(_modules_for_the_checker(sources)) == public_modules


def test_dir_lists_what_can_be_asked_for() -> None:
    assert {*influence.__all__, *influence._MODULES} <= set(dir(influence))


def test_the_version_is_that_of_the_distribution() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", influence.__version__)


def test_a_name_that_nobody_promised_is_refused() -> None:
    message = "module 'influence' has no attribute 'Mony'"
    with pytest.raises(AttributeError, match=f"^{message}$"):
        influence._find("Mony")


def test_import_influence_loads_nothing_of_ours_and_no_dependency() -> None:
    assert _answer(_OWN) == set()
    bare = _answer("import sys; print(*sorted({m.partition('.')[0] for m in sys.modules}))")
    assert _answer(_FOREIGN) - bare <= {"influence", "__future__"}
