"""Prints how many mutants the tests killed, and which ones they let live.

    score = killed / all mutants of the part

    python tools/mutation_score.py

Run it where ``mutmut run`` ran; ``nox -s mutation`` does both. The score is raw: a mutant that no
test reached, that timed out or that was not tried counts as one that lives. A part of which nothing
was tried is left out. Exits with 1 when a part falls short.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

_PARTS = ("payments", "settlement")
_GROUND = "money"
_LEAST = Fraction(90, 100)
_UNTRIED = "not checked"


def part_of(mutant: str) -> str:
    """The part of the library that a mutant such as ``influence.payments._fee.x_…`` is in."""
    package = mutant.split(".")[1]
    return package if package in _PARTS else _GROUND


def read(lines: Iterable[str]) -> dict[str, dict[str, str]]:
    """The fate of each mutant, by part, from what ``mutmut results --all true`` prints."""
    fates: dict[str, dict[str, str]] = {}
    for line in lines:
        mutant, _, fate = line.strip().partition(": ")
        if fate:
            fates.setdefault(part_of(mutant), {})[mutant] = fate
    return fates


def score(fates: Mapping[str, str]) -> Fraction:
    """The part of the mutants that were killed."""
    killed = sum(fate == "killed" for fate in fates.values())
    return Fraction(killed, len(fates))


def told(part: str, fates: Mapping[str, str]) -> Iterator[str]:
    """The lines on one part."""
    killed = sum(fate == "killed" for fate in fates.values())
    yield f"{part:12}{killed:6} of {len(fates):6} killed  {float(score(fates)):7.2%}"
    untried = sum(fate == _UNTRIED for fate in fates.values())
    if untried:
        yield f"    {_UNTRIED}: {untried}"
    for mutant, fate in sorted(fates.items()):
        if fate not in {"killed", _UNTRIED}:
            yield f"    {fate}: {mutant}"


def main() -> int:
    """Print the parts of which anything was tried."""
    command = [sys.executable, "-m", "mutmut", "results", "--all", "true"]
    results = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    tried = {
        part: fates
        for part, fates in read(results.splitlines()).items()
        if set(fates.values()) != {_UNTRIED}
    }
    for part, fates in sorted(tried.items()):
        print(*told(part, fates), sep="\n")
    return int(not tried or any(score(fates) < _LEAST for fates in tried.values()))


if __name__ == "__main__":
    sys.exit(main())
