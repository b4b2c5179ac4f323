"""Costs: what a script costs as a process of its own. Linux only."""

from __future__ import annotations

import os
import subprocess
import sys

import attrs


@attrs.frozen
class Cost:
    """What a process cost.

    Args:
        cpu_s: CPU seconds of all its threads and children.
        peak_mib: The most memory that it held, in MiB.
    """

    cpu_s: float
    peak_mib: float


def cost(script: str, *words: str) -> Cost:
    """What a script costs, interpreter and imports too."""
    process = subprocess.Popen([sys.executable, script, *words])
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} must not fail, got {process.returncode}")
    return Cost(cpu_s=used.ru_utime + used.ru_stime, peak_mib=used.ru_maxrss / 1024)
