"""The crash harness, a slice of it: `python -m tests.crash.whole --help` tells what it does.

The whole of it runs with `pytest tests/crash -m deep`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]
# What a killed process wrote is there with or without a disk beneath, and without one it is quick.
_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder in it is ours

pytestmark = pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")


def _harness(tmp_path: Path, *options: object) -> dict[str, Any]:
    folder = _MEMORY if _MEMORY.is_dir() else tmp_path
    command = [sys.executable, "-m", "tests.crash.whole", "--folder", str(folder)]
    done = subprocess.run(
        [*command, *map(str, options)], cwd=_ROOT, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    found: dict[str, Any] = json.loads(done.stdout)
    assert done.returncode == bool(found["wrong"])
    return found


def test_whoever_is_killed_leaves_whole_batches(tmp_path: Path) -> None:
    found = _harness(tmp_path, "--points", 60, "--kills", 20)
    assert found["wrong"] == []
    assert found["statements"] >= 250
    assert (found["points"], found["kills"]) == (60, 20)
    assert found["kills_in_the_middle"]


def test_a_damaged_log_never_makes_a_wrong_book(tmp_path: Path) -> None:
    found = _harness(tmp_path, "--points", 0, "--damages", 150)
    assert found["wrong"] == []
    outcomes = {outcome.partition(": ")[2] for outcome in found["outcomes"]}
    assert {"whole", "refused"} <= outcomes
    assert sum(found["outcomes"].values()) == 150


@pytest.mark.parametrize("ledger", ["autocommit", "late-balance", "early-answer", "halves"])
def test_the_harness_sees_a_broken_ledger(tmp_path: Path, ledger: str) -> None:
    assert _harness(tmp_path, "--ledger", ledger, "--points", 60)["wrong"]


def test_the_harness_sees_that_a_log_is_believed(tmp_path: Path) -> None:
    options = ["--ledger", "unsealed", "--points", 0, "--damages", 200, "--seed", 5]
    assert _harness(tmp_path, *options)["wrong"]


@pytest.mark.deep
def test_every_point_a_thousand_kills_and_five_thousand_damaged_logs(tmp_path: Path) -> None:
    found = _harness(tmp_path, "--kills", 1_000, "--damages", 5_000)
    assert found["wrong"] == []
    assert found["points"] == 2 * found["statements"]
    assert found["points"] >= 500
    assert (found["kills"], found["damages"]) == (1_000, 5_000)
