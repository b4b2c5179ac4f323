"""Every public name says what it is, and every noun has its page and its tests."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import influence

_Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _is_public(name: str) -> bool:
    return not name.startswith("_")


def _is_property_setter(node: _Definition) -> bool:
    return any(ast.unparse(one).endswith((".setter", "overload")) for one in node.decorator_list)


def _definitions(body: list[ast.stmt], *, within: str) -> Iterator[tuple[str, _Definition]]:
    for node in body:
        if not isinstance(node, _Definition) or not _is_public(node.name):
            continue
        if not _is_property_setter(node):
            yield f"{within}{node.name}", node
        if isinstance(node, ast.ClassDef):
            yield from _definitions(node.body, within=f"{within}{node.name}.")


def test_every_module_tells_its_story(sources: dict[str, ast.Module]) -> None:
    silent = [path for path, tree in sources.items() if not ast.get_docstring(tree)]
    assert silent == []


def test_every_public_name_has_a_docstring(sources: dict[str, ast.Module]) -> None:
    silent = [
        f"{path} {name}"
        for path, tree in sources.items()
        for name, node in _definitions(tree.body, within="")
        if not ast.get_docstring(node)
    ]
    assert silent == []


def test_a_family_exports_only_what_is_there_and_explained(public_modules: list[str]) -> None:
    for module_name in public_modules:
        module = getattr(influence, module_name)
        for name in getattr(module, "__all__", ()):
            found = getattr(module, name)
            if inspect.isclass(found) or inspect.isfunction(found):
                assert inspect.getdoc(found), f"influence.{module_name}.{name}"


def test_every_public_module_has_a_reference_page(public_modules: list[str], root: Path) -> None:
    pages = "\n".join(
        page.read_text(encoding="utf-8") for page in (root / "docs" / "reference").rglob("*.md")
    )
    missing = [
        name
        for name in public_modules
        if not re.search(rf"^::: influence\.{name}(\.|$)", pages, flags=re.MULTILINE)
        and not (root / "docs" / "reference" / f"{name}.md").exists()
    ]
    assert missing == []


def test_every_public_module_has_tests(public_modules: list[str], root: Path) -> None:
    tests = root / "tests"
    missing = [
        name
        for name in public_modules
        if not any(tests.rglob(f"test_{name}.py"))
        and not any(folder.is_dir() for folder in tests.rglob(name))
    ]
    assert missing == []


def test_every_page_is_in_the_contents(root: Path) -> None:
    contents = (root / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [page.relative_to(root / "docs").as_posix() for page in (root / "docs").rglob("*.md")]
    # Pages of lint rules are in the index of rules, which another test holds to the rules.
    others = [page for page in pages if not page.startswith("rules/")]
    assert sorted(page for page in others if f" {page}\n" not in contents) == []
