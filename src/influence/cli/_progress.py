"""Progress: how far a long reading has come, on standard error and only for people."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich import filesize
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from influence.cli._console import err

Report = Callable[[str, int, int], None]

#: For so long nothing is said where nobody watches.
_QUIET_S = 10.0
#: A step that goes on is told again after so long.
_AGAIN_S = 30.0


@contextmanager
def reading() -> Generator[Report]:
    """A callback that shows how many bytes of which table have been read."""
    console = err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        tasks: dict[str, TaskID] = {}

        def report(table: str, done: int, total: int) -> None:
            if table not in tasks:
                tasks[table] = progress.add_task(f"reading {table}", total=total)
            progress.update(tasks[table], completed=done)

        yield report


class Work:
    """What a command is doing, step by step, for people.

    On a terminal every step has a bar. Elsewhere a step is a line, and only of work that takes
    long: quick work says nothing.
    """

    def __init__(self, bars: Progress) -> None:
        """Begin."""
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}
        self._began_s = time.monotonic()
        self._said: dict[str, float] = {}

    def reading(self, table: str, done: int, total: int) -> None:
        """Say how many bytes of a table have been read."""
        amount = f"{filesize.decimal(done)} of {filesize.decimal(total)}"
        self._show(f"reading {table}", done, total, amount=amount)

    def doing(self, what: str, done: int, total: int) -> None:
        """Say how much of a step is done."""
        self._show(what, done, total, amount=f"{done} of {total}" if total > 1 else "")

    def _show(self, what: str, done: int, total: int, *, amount: str) -> None:
        if self._bars.disable:
            self._say(what, amount)
            return
        if what not in self._tasks:
            self._tasks[what] = self._bars.add_task(what, total=total, amount=amount)
        self._bars.update(self._tasks[what], completed=done, amount=amount)

    def _say(self, what: str, amount: str) -> None:
        """Say a step on a line of its own: when it begins, and now and then."""
        now_s = time.monotonic()
        if now_s - self._began_s < _QUIET_S or now_s - self._said.get(what, -_AGAIN_S) < _AGAIN_S:
            return
        self._said[what] = now_s
        told = f"{what}, {amount}" if amount else what
        err().print(Text(f"{now_s - self._began_s:.0f} s: {told}"))


@contextmanager
def working() -> Generator[Work]:
    """Whoever is told what a command is doing."""
    console = err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[amount]}"),
        TimeElapsedColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bars:
        yield Work(bars)


@contextmanager
def counting(what: str, total: int) -> Generator[Callable[[], None]]:
    """A callback that counts one more of *total*, for whatever takes long and reads nothing."""
    console = err()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(what, total=total)
        yield lambda: progress.advance(task)
