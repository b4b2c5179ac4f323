"""The kit from a shell and as a call, on plugins that are really there."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest

from influence.errors import UnknownNameError
from influence.plugins import load
from influence.testing import Choice, Given, Packaging, Setup, Target, conformance, target_named
from influence.testing.__main__ import main

_QUICK = Setup(examples=3)


def _file(tmp_path: Path, source: str, *, name: str) -> str:
    (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
    return str(tmp_path / f"{name}.py")


@pytest.fixture
def own_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [*sys.path])


def test_an_honest_plugin_conforms_and_its_rule_is_held_to_the_laws(tmp_path: Path) -> None:
    choice = Choice(only=("PK-D01", "PK-P04", "PR-L09", "PR-V01"))
    with Packaging().installed(tmp_path) as target:
        report = conformance(target, setup=_QUICK, choice=choice)
    assert [(one.member, one.check_id, one.status) for one in report.outcomes] == [
        ("influence_seeded", "PK-D01", "passed"),
        ("influence_seeded", "PK-P04", "passed"),
        ("barter", "PR-L09", "passed"),
        ("barter", "PR-V01", "passed"),
    ]
    assert (report.plugin, report.distribution) == ("influence_seeded", "influence-seeded 1.2.0")


def test_the_same_seed_says_the_same() -> None:
    ours, choice = target_named("influence"), Choice(kinds=("RS",))
    first, again = (conformance(ours, setup=_QUICK, choice=choice) for _ in range(2))
    assert first == again
    assert first.text() == again.text()


@pytest.mark.usefixtures("own_path")
def test_a_plugin_that_does_not_load_fails_once_and_everything_else_is_blocked(
    tmp_path: Path,
) -> None:
    target = target_named(_file(tmp_path, "import nobody_has_this\n", name="plugin_broken"))
    report = conformance(target)
    assert [one.check_id for one in report.failures] == ["PK-D01"]
    assert "No module named 'nobody_has_this'" in report.failures[0].told
    assert report.failures[0].told.endswith("at plugin_broken.py:1")
    others = {one.status for one in report.outcomes if one.check_id != "PK-D01"}
    assert others == {"blocked"}


@pytest.mark.usefixtures("own_path")
def test_a_plugin_that_the_loader_refuses_fails_as_well(tmp_path: Path) -> None:
    target = target_named(_file(tmp_path, "def rules(host): ...\n", name="plugin_silent"))
    report = conformance(target)
    assert [one.check_id for one in report.failures] == ["PK-D01"]
    assert "plugin_silent" in report.failures[0].told


def test_an_excuse_from_no_check_is_refused() -> None:
    setup = Setup(given={"influence": Given(excuses={"PR-L99": "no such law"})})
    with pytest.raises(UnknownNameError, match="check must be one of"):
        conformance(target_named("influence"), setup=setup)


def test_what_is_given_for_nobody_is_refused() -> None:
    setup = Setup(given={"comission": Given()})
    with pytest.raises(UnknownNameError, match="did you mean 'commission'"):
        conformance(target_named("influence"), setup=setup)


def test_terms_that_an_author_gives_are_read_as_a_book_reads_them() -> None:
    given = {"commission": Given(terms=({"rate": "0.2"},), excuses={"PR-L06": "not so"})}
    report = conformance(
        Target(plugin="influence", module="influence"),
        setup=Setup(examples=3, given=given),
        choice=Choice(only=("PR-L09", "PR-V13")),
    )
    mine = [one.status for one in report.outcomes if one.member == "commission"]
    assert mine == ["passed", "passed"]


def test_from_a_shell_it_prints_the_report_and_says_by_its_exit_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    arguments = ["influence", "--only", "RS-P04", "--examples", "2"]
    assert main(arguments) == 0
    ours = sorted(load(plugins=()).ranking_strategies)
    sections = "".join(
        f"ranking strategy {name}\n  passed       RS-P04  Nobody is ranked as nobody\n\n"
        for name in ours
    )
    assert capsys.readouterr().out == f"influence, seed 0\n\n{sections}{len(ours)} passed\n"
    assert main([*arguments, "--json", "--kind", "ranking-strategy"]) == 0
    assert json.loads(capsys.readouterr().out)["conforms"] is True


def test_from_a_shell_wrong_usage_is_2(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["no_such_plugin"]) == 2
    assert capsys.readouterr().err.startswith("plugin must be ")
    assert main(["influence", "--kind", "rules"]) == 2
    assert main(["influence", "--xfail", str(tmp_path / "none.toml")]) == 2


def test_from_a_shell_excuses_come_from_a_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "kit.toml"
    file.write_text('[profit.xfail]\nRS-P04 = "not needed"\n', encoding="utf-8")
    assert main(["influence", "--only", "RS-P04", "--xfail", str(file)]) == 1
    assert "UNNEEDED     RS-P04" in capsys.readouterr().out


def test_the_module_is_a_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "influence.testing.__main__")  # else it is run a second time
    monkeypatch.setattr(sys, "argv", ["influence.testing", "influence", "--only", "RS-P04"])
    with pytest.raises(SystemExit) as told:
        runpy.run_module("influence.testing", run_name="__main__")
    assert told.value.code == 0
