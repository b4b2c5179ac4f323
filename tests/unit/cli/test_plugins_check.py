"""``influence plugins check``: the kit in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import pytest
from typer.testing import CliRunner

from influence.cli import _kit
from influence.cli._app import app
from influence.cli._kit import KitAnswer, kit_answer
from influence.cli._plugins import _check
from influence.errors import MissingExtraError, PluginError

runner = CliRunner()


class Kit:
    """A kit that answers what it is told to, and remembers what it was asked."""

    def __init__(self, **answers: KitAnswer) -> None:
        self.answers = answers
        self.asked: list[tuple[str, Sequence[str], float]] = []

    def __call__(self, module: str, arguments: Sequence[str], *, timeout_s: float) -> KitAnswer:
        self.asked.append((module, arguments, timeout_s))
        return self.answers[arguments[-1]]


def answered(exit_code: int, told: str = "", complaint: str = "") -> KitAnswer:
    """An answer of the kit."""
    return KitAnswer(exit_code=exit_code, told=told, complaint=complaint)


def test_a_plugin_that_conforms_is_told_and_exits_with_0() -> None:
    result = runner.invoke(app, ["plugins", "check", "influence", "--only", "PK-D01"])
    assert result.exit_code == 0, result.output
    assert "PK-D01" in result.stdout
    assert result.stdout.splitlines()[-1] == "1 passed"
    assert result.stderr == ""


def test_a_plugin_that_is_nowhere_is_wrong_usage() -> None:
    result = runner.invoke(app, ["plugins", "check", "nowhere_at_all"])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "plugin must be one of" in result.stderr


def test_what_is_asked_is_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    kit = Kit(barter=answered(0, "barter\n"))
    monkeypatch.setattr(_check, "kit_answer", kit)
    words = ["--kind", "payment-rule", "--only", "PR-L05", "--only", "PR-L06", "--seed", "7"]
    more = ["--examples", "3", "--deadline", "1.5", "--timeout", "9", "--xfail", "excuses.toml"]
    result = runner.invoke(app, ["plugins", "check", "barter", *words, *more])
    assert (result.exit_code, result.stdout) == (0, "barter\n")
    ((module, arguments, timeout_s),) = kit.asked
    assert (module, timeout_s) == ("influence.testing", 9.0)
    assert [*arguments] == [
        *("--kind", "payment-rule", "--only", "PR-L05", "--only", "PR-L06"),
        *("--xfail", "excuses.toml", "--seed", "7", "--examples", "3", "--deadline", "1.5"),
        *("--", "barter"),
    ]


def test_the_worst_of_several_is_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    kit = Kit(good=answered(0, "good"), bad=answered(1, "bad"), none=answered(2, "", "no such"))
    monkeypatch.setattr(_check, "kit_answer", kit)
    result = runner.invoke(app, ["plugins", "check", "good", "bad"])
    assert (result.exit_code, result.stdout) == (1, "good\nbad\n")
    result = runner.invoke(app, ["plugins", "check", "bad", "none", "good"])
    assert (result.exit_code, result.stdout, result.stderr) == (2, "bad\ngood\n", "no such\n")


def test_programs_get_one_document_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    kit = Kit(
        good=answered(0, '{"plugin": "good", "conforms": true}'),
        loud=answered(1, "printed past the kit"),
        list=answered(0, "[]"),
        none=answered(2, "", "no such plugin\n"),
    )
    monkeypatch.setattr(_check, "kit_answer", kit)
    result = runner.invoke(app, ["plugins", "check", "good", "loud", "list", "none", "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout) == {
        "schema": 1,
        "plugins": [
            {"target": "good", "plugin": "good", "conforms": True},
            {"target": "loud", "conforms": False, "error": ""},
            {"target": "list", "conforms": False, "error": ""},
            {"target": "none", "conforms": False, "error": "no such plugin"},
        ],
    }
    assert all("--json" in arguments for _, arguments, _ in kit.asked)


def test_a_plugin_that_does_not_end_has_failed_and_the_next_has_its_turn(
    tmp_path: Path,
) -> None:
    (tmp_path / "stuck.py").write_text("import time\ntime.sleep(600)\n", encoding="utf-8")
    words = ["plugins", "check", str(tmp_path / "stuck.py"), "--timeout", "1.5"]
    result = runner.invoke(app, words)
    assert result.exit_code == 1
    assert result.stderr == (
        f"{tmp_path / 'stuck.py'}: plugin must be checked within 1.5 s, "
        "got 'a check that does not end'\n"
    )


def test_without_the_kit_the_program_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_kit, "find_spec", lambda _name: None)
    result = runner.invoke(app, ["plugins", "check", "influence"])
    assert result.exit_code == 1
    assert result.stderr == f"error: {MissingExtraError('the conformance kit', 'testing')}\n"


def kept(tmp_path: Path, source: str) -> str:
    """The name of a module with this source, which a new interpreter finds where it runs."""
    (tmp_path / "a_program.py").write_text(source, encoding="utf-8")
    return "a_program"


@pytest.mark.parametrize(("left_by", "code"), [("0", 0), ("1", 1), ("2", 2), ("7", 1)])
def test_a_program_that_leaves_by_a_code_of_its_own_has_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left_by: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    module = kept(tmp_path, "import sys\nprint('é')\nsys.exit(int(sys.argv[1]))\n")
    answer = kit_answer(module, [left_by], timeout_s=30)
    assert (answer.exit_code, answer.told, answer.complaint) == (code, "é\n", "")


@pytest.mark.parametrize("has_groups", [True, False])
def test_a_program_that_is_too_slow_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, has_groups: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    if not has_groups:
        monkeypatch.delattr(os, "killpg")
    module = kept(tmp_path, "import time\ntime.sleep(600)\n")
    with pytest.raises(PluginError) as refused:
        kit_answer(module, [], timeout_s=0.5)
    assert str(refused.value) == (
        "plugin must be checked within 0.5 s, got 'a check that does not end'"
    )


def test_who_interrupts_the_command_line_ends_the_kit_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ended: list[int] = []

    def interrupted(_self: object, **_more: object) -> NoReturn:
        raise KeyboardInterrupt

    end = os.killpg

    def remember(group: int, signal: int) -> None:
        ended.append(group)
        end(group, signal)

    monkeypatch.setattr(subprocess.Popen, "communicate", interrupted)
    monkeypatch.setattr(os, "killpg", remember)
    module = kept(tmp_path, "import time\ntime.sleep(600)\n")
    with pytest.raises(KeyboardInterrupt):
        kit_answer(module, [], timeout_s=30)
    assert len(ended) == 1


def test_the_interpreter_that_runs_the_program_runs_the_kit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    module = kept(tmp_path, "import sys\nprint(sys.executable)\n")
    assert kit_answer(module, [], timeout_s=30).told.strip() == sys.executable
