from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from influence.testing import CheckFailedError
from influence.testing._conformance import _deadline
from influence.testing._conformance._deadline import OverrunError, error_place, within


def test_what_ends_in_time_ends(capsys: pytest.CaptureFixture[str]) -> None:
    within(5, lambda: print("swallowed"))  # noqa: T201  # what a plugin does
    assert capsys.readouterr().out == ""


def test_what_raises_raises() -> None:
    with pytest.raises(ZeroDivisionError):
        within(5, lambda: 1 / 0)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_what_leaves_the_interpreter_is_contained() -> None:
    with pytest.raises(CheckFailedError) as told:
        within(5, lambda: sys.exit(3))
    assert str(told.value) == "plugin must leave the interpreter running, got SystemExit(3)"


def _plugin(tmp_path: Path, source: str) -> Callable[[], None]:
    file, space = tmp_path / "hangs.py", dict[str, Callable[[], None]]()
    exec(compile(source, str(file), "exec"), space)  # noqa: S102  # a plugin with a place of its own
    return space["act"]


def test_what_hangs_is_named_with_its_line(tmp_path: Path) -> None:
    gate = threading.Event()
    act = _plugin(tmp_path, "def act(wait=None):\n    GATE.wait(60)\n")
    act.__globals__["GATE"] = gate
    with pytest.raises(OverrunError) as told:
        within(0.05, act)
    gate.set()
    assert str(told.value) == "check must end within 0.05 s, got 'no answer at hangs.py:2'"


def test_what_is_gone_stands_nowhere() -> None:
    assert _deadline._standing(threading.Thread()) == "no answer"


def test_the_place_of_an_error_is_the_line_of_the_plugin(tmp_path: Path) -> None:
    act = _plugin(tmp_path, "import json\ndef act():\n    json.loads('{')\n")

    def called() -> NoReturn:
        act()
        raise AssertionError

    with pytest.raises(ValueError, match="Expecting") as told:
        called()
    assert error_place(told.value.__traceback__) == "hangs.py:3"
