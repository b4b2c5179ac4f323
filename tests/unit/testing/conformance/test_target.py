from __future__ import annotations

import sys
from pathlib import Path

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.testing import Packaging, Target, target_named


def test_a_plugin_and_its_distribution_name_the_same(tmp_path: Path) -> None:
    with Packaging().installed(tmp_path) as target:
        assert target == Target(
            plugin="influence_seeded",
            module="influence_seeded",
            distribution="influence-seeded",
            version="1.2.0",
        )
        assert target_named("Influence_Seeded") == target


def test_the_other_plugins_that_are_installed_are_passed_over(tmp_path: Path) -> None:
    other = Packaging(plugin="aaa", module="aaa_module", headers={"Name": "aaa", "Version": "1"})
    with Packaging().installed(tmp_path / "b"), other.installed(tmp_path / "a"):
        assert target_named("influence_seeded").plugin == "influence_seeded"


def test_a_module_is_named_by_its_name() -> None:
    assert target_named("json.tool") == Target(plugin="json.tool", module="json.tool")


def test_a_file_is_imported_from_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "my_plugin_file.py").write_text("print('hello')\nwhat = 7\n", encoding="utf-8")
    target = target_named(str(tmp_path / "my_plugin_file.py"))
    assert (target.plugin, target.folder) == ("my_plugin_file", tmp_path)
    assert target.imported().what == 7
    assert target.imported().what == 7
    assert sys.path[0] == str(tmp_path)
    assert capsys.readouterr().out == ""


def test_a_package_is_imported_from_its_parent(tmp_path: Path) -> None:
    (tmp_path / "my_package").mkdir()
    (tmp_path / "my_package" / "__init__.py").touch()
    assert target_named(str(tmp_path / "my_package")).folder == tmp_path


@pytest.mark.parametrize("source", ["src", "."])
def test_a_project_says_which_module_is_meant(tmp_path: Path, source: str) -> None:
    (tmp_path / source).mkdir(exist_ok=True)
    (tmp_path / "pyproject.toml").write_text(
        '[project.entry-points."influence.plugins"]\nbarter = "influence_barter:plugin"\n',
        encoding="utf-8",
    )
    folder = tmp_path / "src" if source == "src" else tmp_path
    wanted = Target(plugin="barter", module="influence_barter", folder=folder)
    assert target_named(str(tmp_path)) == wanted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[", "pyproject.toml must be TOML, got "),
        (
            "[project]\nname = 'x'",
            (
                "pyproject.toml must name a module under the entry points influence.plugins, "
                "got ['name']"
            ),
        ),
    ],
)
def test_a_project_that_names_no_module_is_refused(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInputError) as told:
        target_named(str(tmp_path))
    assert str(told.value).startswith(message)


def test_a_folder_of_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError, match="folder of a plugin must be a project or a"):
        target_named(str(tmp_path))


@pytest.mark.parametrize("text", ["infleunce", "no_such.module", "..", "x..y"])
def test_what_is_nowhere_is_refused(text: str) -> None:
    with pytest.raises((UnknownNameError, InvalidInputError)):
        target_named(text)
