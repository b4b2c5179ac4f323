"""Hostile plugins are met in a process of their own, so that no other test meets them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_FILE = Path(__file__).with_name("test_hostile_plugins.py")


def test_hostile_plugins_are_met_in_a_process_of_their_own() -> None:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(_FILE)],
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
        env={**kept, "INFLUENCE_HOSTILE_PLUGINS": "1"},
    )
    assert run.returncode == 0, run.stdout[-5_000:]
    assert " skipped" not in run.stdout
