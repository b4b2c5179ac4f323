"""Imports: what happens when a plugin is imported, in an interpreter of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import attrs

from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._import_trial import MARK
from influence.testing._packaging_checks._subject import PluginSubject

_NEEDS: Final = ("foreign",)
_QUICK_S: Final = 1.0
_PATIENCE_S: Final = 60
_HEAVY: Final = frozenset(
    {
        "aiohttp", "altair", "boto3", "googleapiclient", "httpx", "jinja2", "matplotlib", "numpy",
        "pandas", "polars", "psycopg", "pyarrow", "requests", "rich", "scipy", "sklearn",
        "sqlalchemy", "tensorflow", "torch", "typer",
    }
)  # fmt: skip


@attrs.frozen(kw_only=True)
class Imported:
    """What an import did.

    Args:
        printed: What it printed.
        seconds: How long it took.
        modules: The top-level modules that it brought.
        threads: The threads that it left.
        changed: What of this library it changed.
        world: What of the interpreter it changed.
        touched: What of the network and of other processes it touched.
        warned: What it warned of.
    """

    printed: str
    seconds: float
    modules: list[str]
    threads: list[str]
    changed: list[str]
    world: list[str]
    touched: list[str]
    warned: list[str]


@cache
def imported(module: str, folder: str, path: str) -> Imported:
    """What happens when a module is imported anew.

    Raises:
        CheckFailedError: It cannot be imported, or leaves the interpreter.
    """
    trial = "influence.testing._import_trial"
    run = subprocess.run(  # noqa: S603  # our own module, in our own interpreter
        [sys.executable, "-m", trial, module, folder],
        check=False,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        env={**os.environ, "PYTHONPATH": path},
    )
    found = run.stdout.rpartition(MARK)[2] if MARK in run.stdout else ""
    if not found:
        last = (run.stderr.strip().splitlines() or ["no word"])[-1]
        raise CheckFailedError(f"module {module}", "be importable in a new interpreter", last)
    told: dict[str, Any] = json.loads(found)  # our own trial wrote it, field by field
    return Imported(**told)


def _of(
    subject: PluginSubject, *, imported: Callable[[str, str, str], Imported] = imported
) -> Imported:
    """What happens when the plugin is imported: for the first time, or once more."""
    folder: Path | None = subject.offer.target.folder
    path = os.pathsep.join(part for part in sys.path if part)
    return imported(subject.offer.target.module, "" if folder is None else str(folder), path)


@check(
    "PK-I01",
    needs=_NEEDS,
    if_fails="`influence report --json` prints something that is no JSON. Take out the print, or "
    "log it where it is used.",
)
def prints_nothing(subject: PluginSubject) -> None:
    """Importing the plugin prints nothing."""
    _refuse("import", "print nothing", _of(subject).printed)


@check(
    "PK-I02",
    needs=_NEEDS,
    if_fails="Every command of everybody who installs the plugin waits. Import what is heavy in "
    "the function that needs it.",
)
def imports_quickly(subject: PluginSubject) -> None:
    """Importing the plugin takes less than a second; of two tries the quicker counts."""
    seconds = _of(subject).seconds
    if seconds > _QUICK_S:
        seconds = min(seconds, _of(subject, imported=imported.__wrapped__).seconds)
    if seconds > _QUICK_S:
        raise CheckFailedError("import", f"take less than {_QUICK_S:g} s", f"{seconds:.1f} s")


@check(
    "PK-I03",
    needs=_NEEDS,
    if_fails="A heavy library is loaded also where the plugin is not used. Import it in the "
    "function that needs it.",
)
def imports_lightly(subject: PluginSubject) -> None:
    """Importing the plugin loads no heavy library."""
    _refuse("import", "load no heavy library", sorted(_HEAVY.intersection(_of(subject).modules)))


@check(
    "PK-I04",
    needs=_NEEDS,
    if_fails="A thread that runs since the import keeps programs from ending, and is lost in a "
    "fork. Start it when it is needed.",
)
def leaves_no_thread(subject: PluginSubject) -> None:
    """Importing the plugin leaves no thread behind."""
    _refuse("import", "leave no thread", _of(subject).threads)


@check(
    "PK-I05",
    needs=_NEEDS,
    if_fails="A plugin that changes this library can change every payout, whatever its deals "
    "name. Offer a member of your own instead.",
)
def patches_nothing(subject: PluginSubject) -> None:
    """Importing the plugin changes nothing of this library."""
    _refuse("import", "change nothing of influence", _of(subject).changed)


@check(
    "PK-I06",
    needs=_NEEDS,
    if_fails="Other code in the same program computes or reads otherwise than before. Set a "
    "decimal context or a locale only inside `with`.",
)
def changes_no_world(subject: PluginSubject) -> None:
    """Importing the plugin changes no setting of the interpreter."""
    _refuse("import", "change no setting", _of(subject).world)


@check(
    "PK-I07",
    needs=_NEEDS,
    if_fails="Without a network the plugin cannot even be listed, and strangers learn who imports "
    "it. Ask when a method is called.",
)
def asks_nobody(subject: PluginSubject) -> None:
    """Importing the plugin asks no network and starts no process."""
    _refuse("import", "ask no network", _of(subject).touched)


@check(
    "PK-I08",
    needs=_NEEDS,
    if_fails="Programs that treat warnings as errors cannot use the plugin. Mend what is "
    "deprecated.",
)
def warns_of_nothing(subject: PluginSubject) -> None:
    """Importing the plugin makes no warning."""
    _refuse("import", "make no warning", _of(subject).warned)


def _refuse(what: str, rule: str, found: object) -> None:
    """Refuse what was found, if there is any."""
    if found:
        raise CheckFailedError(what, rule, found)
