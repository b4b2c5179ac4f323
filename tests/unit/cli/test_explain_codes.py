"""``influence explain CODE``: what a code means, without a book."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli import _codes
from influence.cli._app import app
from influence.cli._codes import explained_check, is_like_a_code
from influence.cli._kit import KitAnswer
from influence.errors import UnknownNameError
from influence.findings import FINDING_KINDS
from influence.testing import KINDS
from influence.testing._explain import explained, main

SPRING = Path(__file__).parents[3] / "examples" / "spring-launch"
runner = CliRunner()


@pytest.mark.parametrize("code", sorted(FINDING_KINDS))
def test_every_code_of_a_finding_is_explained(code: str) -> None:
    result = runner.invoke(app, ["explain", code.lower()])
    assert result.exit_code == 0, result.output
    kind = FINDING_KINDS[code]
    assert result.stdout == f"{code} {kind.severity}: {kind.title}\n{kind.meaning}\n"


def test_every_id_of_a_check_is_explained() -> None:
    ids = [check.id for kind in KINDS.values() for check in kind.kit.checks]
    assert len(ids) >= 29
    for check_id in ids:
        document = explained(check_id)
        assert document["id"] == check_id
        assert document["title"]
        assert document["if_fails"]


def test_a_check_is_explained_by_the_kit_in_a_process_of_its_own() -> None:
    result = runner.invoke(app, ["explain", "pr-l05"])
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    told = "who sells more is not paid less"
    assert lines[0] == f"PR-L05 payment rule, Laws that payouts rest on: {told}"
    assert lines[1].startswith("If it fails: Selling more pays less")
    assert lines[2].startswith("It does not apply when ")


def test_a_check_that_is_none_is_told_with_the_close_one() -> None:
    result = runner.invoke(app, ["explain", "PR-L0"])
    assert result.exit_code == 1
    assert "error: check must be one of " in result.stderr
    assert "did you mean 'PR-L" in result.stderr


def test_the_kit_says_which_checks_it_knows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["PR-L05"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "PR-L05"
    assert main(["PR-Z99"]) == 2
    assert "PR-L05" in json.loads(capsys.readouterr().out)["known"]


def test_the_kit_explains_as_a_program_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["_explain", "PK-D01"])
    monkeypatch.delitem(sys.modules, "influence.testing._explain")
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("influence.testing._explain", run_name="__main__")
    assert stop.value.code == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "plugin"


def test_the_kits_own_words_are_read_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    told = json.dumps({"known": ["PR-L05"]})
    monkeypatch.setattr(
        _codes,
        "kit_answer",
        lambda *_words, **_more: KitAnswer(exit_code=2, told=told, complaint=""),
    )
    with pytest.raises(UnknownNameError) as refused:
        explained_check("PR-L06")
    assert str(refused.value) == "check must be one of PR-L05, got 'PR-L06'; did you mean 'PR-L05'?"


def test_a_code_that_is_none_is_told_with_the_close_one() -> None:
    result = runner.invoke(app, ["explain", "INF30"])
    assert result.exit_code == 1
    assert "error: finding code must be one of" in result.stderr
    assert "did you mean 'INF3" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["spring-lunch"], "'spring-lunch' is neither a book with something to explain, nor a "),
        ([str(SPRING)], "must say WHAT of the book is to be explained, such as totals"),
        (["nowhere", "totals"], "path 'nowhere' does not exist."),
    ],
)
def test_what_is_neither_a_code_nor_a_book_is_wrong_usage(words: list[str], said: str) -> None:
    result = runner.invoke(app, ["explain", *words])
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize(
    ("word", "is_one"),
    [
        ("INF302", True),
        ("acme101", True),
        ("PC-G09", True),
        ("rs-p1", True),
        ("maya", False),
        ("spring-launch", False),
        ("x-1", False),
        ("", False),
    ],
)
def test_a_code_has_its_form(word: str, *, is_one: bool) -> None:
    assert is_like_a_code(word) is is_one


def test_beside_a_book_an_order_may_look_like_a_code() -> None:
    result = runner.invoke(app, ["explain", str(SPRING), "ABC123"])
    assert result.exit_code == 1
    assert "creator" in result.stderr
