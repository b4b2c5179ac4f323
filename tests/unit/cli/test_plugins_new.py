"""``influence plugins new`` as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli._app import app

runner = CliRunner()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_package_is_written_and_its_files_are_told(here: Path) -> None:
    result = runner.invoke(app, ["plugins", "new", "Barter", "--kind", "payment-rule"])
    assert result.exit_code == 0, result.output
    told = result.stdout.splitlines()
    assert "influence-barter/src/influence_barter/_barter.py" in told
    assert all((here / path).is_file() for path in told)
    assert result.stderr == "next: influence-barter/README.md says how to run it\n"


def test_it_goes_into_the_folder_that_is_named(here: Path) -> None:
    words = ["plugins", "new", "barter", "--kind", "exporter", "--into", "mine"]
    assert runner.invoke(app, words).exit_code == 0
    assert (here / "mine" / "influence-barter" / "pyproject.toml").is_file()


def test_a_folder_that_is_there_is_left_alone(here: Path) -> None:
    (here / "influence-barter").mkdir()
    result = runner.invoke(app, ["plugins", "new", "barter", "--kind", "exporter"])
    assert result.exit_code == 1
    assert result.stderr == (
        "error: folder of a new plugin must not be there yet, got 'influence-barter'\n"
    )
    assert list((here / "influence-barter").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_wrong_usage(here: Path) -> None:
    (here / "file").touch()
    words = ["plugins", "new", "barter", "--kind", "exporter", "--into", "file"]
    result = runner.invoke(app, words)
    assert result.exit_code == 2
    assert "path must be a file or folder that can be opened (Not a directory)" in result.stderr


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("barter", "paymentrule", "'--kind': kind of plugin must be one of "),
        ("barter", "paymentrule", "did you mean 'payment-rule'?"),
        ("my rule", "exporter", "'NAME': name of a plugin must be 2 to 40 letters"),
        ("bonus", "payment-rule", "comes with influence, got 'bonus'"),
    ],
)
def test_a_wrong_word_is_wrong_usage(name: str, kind: str, said: str) -> None:
    result = runner.invoke(app, ["plugins", "new", name, "--kind", kind])
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
