"""The crash harness: kill whoever writes a ledger, damage what it left, and look.

    python -m tests.crash.whole --seed 1 --kills 1000 --damages 5000

A child writes batches and answers each on a pipe as soon as it is written. It is killed with
SIGKILL before and after every SQL statement, and then at random moments. Whatever happened, the
ledger must be what it was after k batches or k + 1, where k were answered: nothing lost, nothing
doubled, nothing half-written, chain and balances whole.

Then the logs of killed children are damaged. Opened again, the ledger must either be what it was
after some number of batches, or be refused or told to have faults: never a wrong book.

The answer is one JSON object; `wrong` lists what should not be.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import attrs
from tests.crash.ledgers import LEDGERS, DyingConnection, Strike, WholeLedger
from tests.crash.workload import Batch, Book, batches, books, tell

from influence.errors import ConnectorError, InfluenceError
from influence.settlement import faults_of
from influence.store import SqliteLedger

_FRAME = 24 + 4096
# In pages: the default, which this work never fills, and some that it fills often.
_CHECKPOINTS = (1000, 1000, 30, 12, 5)


@attrs.define
class Findings:
    """What was tried, and what was wrong."""

    statements: int = 0
    points: int = 0
    kills: int = 0
    kills_in_the_middle: int = 0
    damages: int = 0
    outcomes: Counter[str] = attrs.field(factory=Counter)
    wrong: list[str] = attrs.field(factory=list)


def child(path: Path, told: Sequence[Batch], *, kind: type[WholeLedger], point: int) -> int:
    """Write the batches in a child; how many it answered before it died or was done."""
    reader, pid = _started(path, told, kind=kind, point=point)
    return _answers(reader, pid)


def _started(
    path: Path, told: Sequence[Batch], *, kind: type[WholeLedger], point: int
) -> tuple[int, int]:
    """A child that writes, and the end of the pipe on which it answers."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:  # the child
        status = 1
        try:
            os.close(reader)
            DyingConnection.strike = Strike(point)
            with kind(path) as ledger:
                for batch in told:
                    tell(ledger, batch)
                    os.write(writer, b".")
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    return reader, pid


def _answers(reader: int, pid: int) -> int:
    """How many batches were answered, once the child is gone."""
    answered = 0
    while heard := os.read(reader, 4096):
        answered += len(heard)
    os.close(reader)
    os.waitpid(pid, 0)
    return answered


def statements_in(folder: Path, told: Sequence[Batch], *, kind: type[WholeLedger]) -> int:
    """How many SQL statements the whole work takes; each of them is two points to die at."""
    DyingConnection.strike = Strike(0)
    with kind(folder / "counted") as ledger:
        for batch in told:
            tell(ledger, batch)
    return DyingConnection.strike.count // 2


def judged(path: Path, after: Sequence[Book], *, answered: int) -> str:
    """What is wrong with a ledger that was left after so many answers; empty when it is right."""
    DyingConnection.strike = Strike(0)
    try:
        with SqliteLedger(path) as ledger:
            book, faults = Book.of(ledger), faults_of(ledger)
    except InfluenceError as error:
        return f"cannot be opened: {error}"
    if faults:
        return f"has faults: {faults[0]}"
    if book not in after[answered : answered + 2]:
        place = after.index(book) if book in after else None
        return f"is what it was after {place} batches, and {answered} were answered"
    return ""


def kill_at_points(
    folder: Path,
    told: Sequence[Batch],
    *,
    kind: type[WholeLedger],
    most: int | None,
    dice: random.Random,
    found: Findings,
) -> None:
    """Kill before and after statements: all of them, or a few."""
    after = books(told)
    found.statements = statements_in(folder, told, kind=kind)
    points = list(range(1, 2 * found.statements + 1))
    if most is not None:
        points = sorted(dice.sample(points, min(most, len(points))))
    for point in points:
        path = folder / f"point{point}"
        answered = child(path, told, kind=kind, point=point)
        found.points += 1
        _note(found, judged(path, after, answered=answered), f"killed at point {point}")
        _forget(path)


def kill_at_random(
    folder: Path,
    told: Sequence[Batch],
    *,
    kind: type[WholeLedger],
    count: int,
    dice: random.Random,
    found: Findings,
) -> None:
    """Kill at random moments, from outside."""
    after = books(told)
    started = time.perf_counter()
    child(folder / "timed", told, kind=kind, point=0)
    whole_s = time.perf_counter() - started
    for number in range(count):
        path = folder / f"kill{number}"
        filled = _checkpointed(kind, dice.choice(_CHECKPOINTS))
        reader, pid = _started(path, told, kind=filled, point=0)
        time.sleep(dice.uniform(0, whole_s))
        os.kill(pid, signal.SIGKILL)
        answered = _answers(reader, pid)
        found.kills += 1
        found.kills_in_the_middle += 0 < answered < len(told)
        _note(found, judged(path, after, answered=answered), f"killed at random, {number}")
        _forget(path)


def _flip(log: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice([1, 1, 8])):
        log[dice.randrange(len(log))] ^= 1 << dice.randrange(8)


def _truncate(log: bytearray, dice: random.Random) -> None:
    del log[dice.randrange(len(log)) :]


def _truncate_at_frame(log: bytearray, dice: random.Random) -> None:
    del log[32 + _FRAME * dice.randrange(len(log) // _FRAME + 1) :]


def _zero(log: bytearray, dice: random.Random) -> None:
    start = 32 + _FRAME * dice.randrange(max(1, len(log) // _FRAME))
    size = len(log[start : start + dice.choice([24, 4096, _FRAME])])
    log[start : start + size] = bytes(size)


def _garbage_tail(log: bytearray, dice: random.Random) -> None:
    del log[dice.randrange(len(log)) :]
    log += dice.randbytes(dice.randint(1, 3 * _FRAME))


def _swap_frames(log: bytearray, dice: random.Random) -> None:
    frames = len(log) // _FRAME
    one, other = (32 + _FRAME * dice.randrange(max(1, frames)) for _ in range(2))
    first, second = log[one : one + _FRAME], log[other : other + _FRAME]
    log[one : one + _FRAME], log[other : other + _FRAME] = second, first


def _shorten_by_frame(log: bytearray, dice: random.Random) -> None:
    start = 32 + _FRAME * dice.randrange(max(1, len(log) // _FRAME))
    del log[start : start + _FRAME]


_DAMAGES: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip,
    _truncate,
    _truncate_at_frame,
    _zero,
    _garbage_tail,
    _swap_frames,
    _shorten_by_frame,
)


def damage_logs(
    folder: Path,
    told: Sequence[Batch],
    *,
    kind: type[WholeLedger],
    count: int,
    dice: random.Random,
    found: Findings,
) -> None:
    """Damage the logs of killed children, and open what is left."""
    after = books(told)
    for number, left in zip(range(count), _left(folder, told, dice=dice), strict=False):
        path = folder / f"damaged{number}"
        log = bytearray(Path(f"{left}-wal").read_bytes())
        harm = dice.choice(_DAMAGES)
        harm(log, dice)
        shutil.copy(left, path)
        Path(f"{path}-wal").write_bytes(log)
        outcome = outcome_of(path, after, kind=kind)
        found.damages += 1
        found.outcomes[f"{harm.__name__.strip('_')}: {outcome}"] += 1
        if outcome == "WRONG":
            found.wrong.append(f"damage {number} ({harm.__name__}) makes a wrong book")
        _forget(path)


def _checkpointed(kind: type[WholeLedger], pages: int) -> type[WholeLedger]:
    """The same ledger, whose log goes into the file after so many pages."""
    return type(kind.__name__, (kind,), {"checkpoint": pages})


def _left(folder: Path, told: Sequence[Batch], *, dice: random.Random) -> Iterator[Path]:
    """What killed children left, each many times; half of them moved their log into the file."""
    most = 2 * statements_in(folder, told, kind=WholeLedger)
    for number in range(10**6):
        path = folder / f"left{number}"

        kind = _checkpointed(WholeLedger, dice.choice(_CHECKPOINTS))
        child(path, told, kind=kind, point=dice.randrange(most // 3, most))
        log = Path(f"{path}-wal")
        if log.exists() and log.stat().st_size > _FRAME:
            for _ in range(8):
                yield path
        _forget(path)


def outcome_of(path: Path, after: Sequence[Book], *, kind: type[WholeLedger]) -> str:
    """What becomes of a ledger with a damaged log."""
    DyingConnection.strike = Strike(0)
    try:
        with kind(path) as ledger:
            faults = faults_of(ledger)
            if faults:
                return "told"
            return "whole" if Book.of(ledger) in after else "WRONG"
    except ConnectorError:
        return "refused"


def _note(found: Findings, wrong: str, when: str) -> None:
    if wrong:
        found.wrong.append(f"{when}: the ledger {wrong}")


def _forget(path: Path) -> None:
    for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm"), Path(f"{path}-journal")):
        name.unlink(missing_ok=True)


def run(options: argparse.Namespace) -> Findings:
    """Everything that was asked for."""
    found = Findings()
    dice = random.Random(options.seed)  # noqa: S311  # nothing is secret here
    told = batches(options.seed, count=options.batches)
    kind = LEDGERS[options.ledger]
    with tempfile.TemporaryDirectory(prefix="crash", dir=options.folder) as name:
        folder = Path(name)
        if options.points != 0:
            kill_at_points(folder, told, kind=kind, most=options.points, dice=dice, found=found)
        if options.kills:
            kill_at_random(folder, told, kind=kind, count=options.kills, dice=dice, found=found)
        if options.damages:
            damage_logs(folder, told, kind=kind, count=options.damages, dice=dice, found=found)
    return found


def main(words: Sequence[str]) -> int:
    """Run it; 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", choices=list(LEDGERS), default="whole")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batches", type=int, default=40)
    parser.add_argument("--points", type=int, help="how many of the points; all by default")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--damages", type=int, default=0)
    parser.add_argument("--folder", help="where to work; a folder in memory makes it fast")
    found = run(parser.parse_args(words))
    print(json.dumps(attrs.asdict(found), indent=1))  # noqa: T201  # its answer
    return 1 if found.wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
