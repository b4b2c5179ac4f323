"""Deadlines: a plugin's code that hangs, prints or leaves, kept from doing so to the kit.

The code runs in a daemon thread. Python cannot end a thread, so what does not end in time is left
behind, with the line at which it stood; it ends with the process at the latest.
"""

from __future__ import annotations

import contextlib
import io
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import FrameType, TracebackType

from influence.testing._conformance._check import CheckFailedError

_OURS = Path(__file__).parents[2]


class OverrunError(CheckFailedError):
    """A check did not end in time."""


def within(seconds: float, act: Callable[[], None]) -> None:
    """Do *act* in so many seconds, what it prints swallowed.

    Raises:
        OverrunError: It did not end; the line at which it stood is named.
        CheckFailedError: It left the interpreter, or asked to be interrupted.
        Exception: Whatever it raised.
    """
    raised: list[BaseException] = []

    def acting() -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001  # whatever a plugin raises is its answer
            raised.append(error)

    thread = threading.Thread(target=acting, name="influence-check", daemon=True)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        thread.start()
        thread.join(seconds)
    if thread.is_alive():
        raise OverrunError("check", f"end within {seconds:g} s", _standing(thread))
    for error in raised:
        raise _contained(error)


def _contained(error: BaseException) -> Exception:
    """An error that no longer ends the kit."""
    if isinstance(error, Exception):
        return error
    told = CheckFailedError("plugin", "leave the interpreter running", error)
    return told.with_traceback(error.__traceback__)


def _standing(thread: threading.Thread) -> str:
    """The line at which a thread stands."""
    frame = sys._current_frames().get(thread.ident or 0)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # documented, however named
    return "no answer" if frame is None else f"no answer at {_frame_place(frame)}"


def _frame_place(frame: FrameType) -> str:
    """The innermost line that is not of this library."""
    found = traceback.extract_stack(frame)
    return _innermost([(one.filename, one.lineno or 0) for one in found])


def error_place(trace: TracebackType | None) -> str:
    """The innermost line of a traceback that is not of this library, such as ``barter.py:17``."""
    found = traceback.extract_tb(trace)
    return _innermost([(one.filename, one.lineno or 0) for one in found])


def _innermost(lines: list[tuple[str, int]]) -> str:
    """The innermost line of somebody else, or the innermost of all."""
    foreign = [(file, line) for file, line in lines if _is_foreign(Path(file))]
    file, line = (foreign or lines or [("?", 0)])[-1]
    return f"{Path(file).name}:{line}"


def _is_foreign(file: Path) -> bool:
    """Whether a file is a plugin's: not ours, not the interpreter's, not Hypothesis's."""
    if file.is_relative_to(_OURS) or not file.is_absolute():
        return False
    parts = file.parts
    interpreter = Path(threading.__file__).parent
    is_stock = file.is_relative_to(interpreter) and "site-packages" not in parts
    return not is_stock and not {"hypothesis", "attr", "pluggy"} & set(parts)
