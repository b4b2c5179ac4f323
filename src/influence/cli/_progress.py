"""Progress: how far a long reading has come, on standard error and only for people."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from influence.cli._console import err

Report = Callable[[str, int, int], None]


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
