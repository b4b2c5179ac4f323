"""The kit: the conformance kit, in a process of its own.

Nothing that we ship imports ``influence.testing``, and a plugin that hangs, prints or leaves the
interpreter must not do so to the command line. So the kit is started anew each time, ended with all
that it started when its time is over, and what it said is handed back.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec

import attrs

from influence.errors import MissingExtraError, PluginError

_NEEDED = ("hypothesis", "pytest")


@attrs.frozen(kw_only=True)
class KitAnswer:
    """What the kit said.

    Args:
        exit_code: 0, 1 or 2, as of a command.
        told: What it wrote on standard output.
        complaint: What it wrote on standard error.
    """

    exit_code: int
    told: str
    complaint: str


def kit_answer(module: str, arguments: Sequence[str], *, timeout_s: float) -> KitAnswer:
    """What a module of the kit answers, run as a program.

    Raises:
        MissingExtraError: The kit is not installed.
        PluginError: It did not end in time.
    """
    if any(find_spec(name) is None for name in _NEEDED):
        raise MissingExtraError("the conformance kit", "testing")
    command = [sys.executable, "-m", module, *arguments]
    with subprocess.Popen(  # noqa: S603  # our own program; what a person typed is its arguments
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        start_new_session=True,
    ) as running:
        try:
            told, complaint = running.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired as error:
            _end(running)
            rule = f"be checked within {timeout_s:g} s"
            raise PluginError("plugin", rule, "a check that does not end") from error
        except BaseException:  # who interrupts us means the kit as well
            _end(running)
            raise
    return KitAnswer(exit_code=_usual(running.returncode), told=told, complaint=complaint)


def _end(running: subprocess.Popen[str]) -> None:
    """End a program and what it started; it was not waited for yet, so the number is still its."""
    if hasattr(os, "killpg"):
        os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()


def _usual(code: int) -> int:
    """The exit code of a command: what was killed, or left by a code of its own, has failed."""
    return code if code in {0, 1, 2} else 1
