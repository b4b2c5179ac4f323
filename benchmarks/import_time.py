"""What ``import influence`` costs, against an interpreter that does nothing.

    ratio = median(python -c "import influence") / median(python -c pass)

Run it from anywhere: ``python benchmarks/import_time.py [runs]``. The runs alternate, so that a
machine that is busy for a moment is busy for both.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

_NOTHING = "pass"
# As on a user's machine, where bytecode is written once and read from then on.
_ENVIRONMENT = {key: text for key, text in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
_PROGRAMS = (_NOTHING, "import influence", "from influence import Money, Share")


def _milliseconds(program: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True, env=_ENVIRONMENT)
    return (time.perf_counter() - started) * 1_000


def medians(runs: int) -> dict[str, float]:
    """The median milliseconds of each program over *runs* interleaved runs."""
    for program in _PROGRAMS:
        _milliseconds(program)  # writes the bytecode, reads the disk
    rounds = [[_milliseconds(program) for program in _PROGRAMS] for _ in range(runs)]
    return dict(zip(_PROGRAMS, map(statistics.median, zip(*rounds, strict=True)), strict=True))


def main() -> None:
    """Print one line for each program."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 41
    measured = medians(runs)
    bare = measured[_NOTHING]
    print(f"median of {runs} interleaved runs, Python {sys.version.split()[0]}")
    for program, median in measured.items():
        print(f"{program:36} {median:7.1f} ms  x{median / bare:.2f}  +{median - bare:.1f} ms")


if __name__ == "__main__":
    main()
