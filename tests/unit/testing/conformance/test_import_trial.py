from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from influence.testing import _import_trial
from influence.testing._import_trial import MARK, report

_Module = Callable[[str], str]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> _Module:
    def write(source: str) -> str:
        name = f"import_trial_{tmp_path.name}"
        (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return name

    return write


def test_an_import_that_does_nothing_else_is_told_so(module: _Module) -> None:
    name = module("what = 7\n")
    told = dict(report(name))
    assert told.pop("modules") == [name]
    assert float(str(told.pop("seconds"))) < 1
    assert {key for key, value in told.items() if value} <= {"threads"}


def test_what_an_import_does_is_told(module: _Module, monkeypatch: pytest.MonkeyPatch) -> None:
    source = (
        "import decimal, os, sys, warnings\n"
        "from influence.payments import Commission\n"
        "from influence import money\n"
        "print('hello')\n"
        "warnings.warn('old', DeprecationWarning)\n"
        "Commission.fee = lambda self, performance: None\n"
        "money.SEEDED = 1\n"
        "os.environ['SEEDED'] = '1'\n"
        "sys.audit('os.system', 'true')\n"
    )
    commission = sys.modules["influence.payments"].Commission
    monkeypatch.setattr(commission, "fee", commission.fee)
    monkeypatch.setattr(sys.modules["influence.money"], "SEEDED", 0, raising=False)
    monkeypatch.setenv("SEEDED", "0")
    told = report(module(source))
    assert told["printed"] == "hello\n"
    assert told["warned"] == ["old"]
    assert told["world"] == ["environment"]
    assert told["touched"] == ["os.system true"]
    changed = told["changed"]
    assert isinstance(changed, list)
    assert {"influence.payments.Commission.fee", "influence.money.SEEDED"} <= set(changed)


@pytest.mark.parametrize("has_folder", [True, False])
def test_as_a_command_it_prints_one_line_after_its_mark(
    module: _Module,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    has_folder: bool,
) -> None:
    monkeypatch.delitem(sys.modules, _import_trial.__name__)  # else it is run a second time
    name = module("what = 7\n")
    folder = str(tmp_path) if has_folder else ""
    monkeypatch.setattr(sys, "argv", [_import_trial.__name__, name, folder])
    runpy.run_module(_import_trial.__name__, run_name="__main__", alter_sys=False)
    before, mark, told = capsys.readouterr().out.partition(MARK)
    assert (before, mark, json.loads(told)["modules"]) == ("", MARK, [name])
