"""What the repository promises beside the code: reasons, pins, and nothing of one machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

_TEXTS = {".cfg", ".css", ".html", ".j2", ".js", ".md", ".py", ".toml", ".txt", ".yaml", ".yml"}
_NOT_OURS = {".git", ".venv", ".nox", "build", "dist", "site", "node_modules"}
# Written apart, so that this file does not find itself.
_PLACES = [
    "/" + "work/",
    "/" + "root/",
    "/" + "home/",
    "/" + "tmp/",
    "pypi." + "org/simple",
    "files." + "pythonhosted.org",
]


def _texts(root: Path) -> list[Path]:
    return [
        path
        for path in root.rglob("*")
        if path.suffix in _TEXTS
        and path.is_file()
        and not _NOT_OURS & set(path.relative_to(root).parts)
        and not any(part.endswith("_cache") for part in path.parts)
    ]


@pytest.mark.parametrize("place", _PLACES)
def test_no_file_names_a_place_on_one_machine(root: Path, place: str) -> None:
    found = [
        path.relative_to(root).as_posix()
        for path in _texts(root)
        if re.search(rf"(?<![\w.}}-]){re.escape(place)}", path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_lint_exception_has_its_reason(root: Path) -> None:
    lines = (root / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    exceptions = [line for line in lines if re.match(r'^    "[A-Z]+[0-9]*",', line)]
    assert [line for line in exceptions if "#" not in line] == []
    assert exceptions


def test_every_extra_has_the_name_of_its_module(root: Path, public_modules: list[str]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # How connectors speak HTTP and where tables live are choices within a module of another name.
    choices = {"all", "duckdb", "http", "ibis", "numpy", "spark"}
    assert set(project["optional-dependencies"]) <= {*public_modules, *choices}


def test_the_core_depends_on_three_libraries(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {one for one in project["dependencies"] if "sys_platform" not in one}
    names = {match[0] for one in needed if (match := re.match(r"[\w-]+", one))}
    assert names == {"attrs", "pluggy", "python-dateutil"}


def test_every_action_is_pinned_to_a_commit(root: Path) -> None:
    workflows = list((root / ".github" / "workflows").glob("*.yml"))
    uses = [
        line.strip()
        for workflow in workflows
        for line in workflow.read_text(encoding="utf-8").splitlines()
        if "uses:" in line
    ]
    assert uses
    assert [line for line in uses if not re.search(r"@[0-9a-f]{40} # v[\d.]+$", line)] == []


def test_constraints_pin_versions_and_name_no_address(root: Path) -> None:
    lines = (root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert pins
    assert [line for line in pins if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []


@pytest.mark.parametrize("command", ["report", "test"])
def test_the_readme_has_the_commands_that_ci_runs(root: Path, command: str) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"<!-- command: {command} -->\n+```[a-z]*\n[^`]+\n```", readme)
