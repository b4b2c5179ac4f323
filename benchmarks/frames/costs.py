"""Costs: what a script costs as a process of its own. Linux only."""

from __future__ import annotations

import os
import subprocess
import sys

import attrs

_NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"


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
    """What a script costs, interpreter and imports too.

    Modules are compiled for good by whoever comes first, as those of an installation are.
    """
    compiling = {name: told for name, told in os.environ.items() if name != _NOT_COMPILED}
    process = subprocess.Popen([sys.executable, script, *words], env=compiling)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(words)} must not fail, got {process.returncode}")
    return Cost(cpu_s=used.ru_utime + used.ru_stime, peak_mib=used.ru_maxrss / 1024)
