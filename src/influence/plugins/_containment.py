"""Containment: code of a plugin is run, and whatever it raises or prints is kept and told.

What it raises, ``SystemExit`` included, does not leave here; only ``KeyboardInterrupt`` does,
because that is the person who waits. What it prints does not reach standard output, which is where
our answers stand. Output below Python, such as ``os.write(1, …)``, is not caught.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections.abc import Callable
from typing import Generic, TypeVar

import attrs

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

#: The least that is told as slow. A plugin answers specs; what is heavy belongs into ``make``.
SLOW_SECONDS = 1.0


@attrs.frozen(kw_only=True)
class Outcome(Generic[T_co]):
    """What came of it.

    Args:
        answer: What was answered; ``None`` when it failed.
        error: What was raised.
        printed: What was written to standard output.
        seconds: How long it took.
    """

    answer: T_co | None
    error: BaseException | None
    printed: str
    seconds: float


def contained(call: Callable[[], T]) -> Outcome[T]:
    """What comes of a *call* of a plugin's code."""
    written = io.StringIO()
    answer: T | None = None
    error: BaseException | None = None
    began = time.perf_counter()
    with contextlib.redirect_stdout(written):
        try:
            answer = call()
        except (Exception, SystemExit) as raised:  # noqa: BLE001 - that is what this is for
            error = raised
    seconds = time.perf_counter() - began
    return Outcome(answer=answer, error=error, printed=written.getvalue(), seconds=seconds)
