"""Audit: what the interpreter is asked for from outside while a connector is speaking.

Python tells hooks of every file that is opened, every connection and every started process. A hook
cannot be taken away again, so there is one for good, which listens when it is asked to.

"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from typing import Final

_WATCHED: Final = (
    "open",
    "os.",
    "shutil.",
    "socket.",
    "sqlite3.",
    "subprocess.",
    "time.sleep",
    "urllib.",
    "http.client",
)
_HEARD: Final[dict[int, list[str]]] = {}
_IS_ON: Final[list[bool]] = []


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    """Write down what happens in a thread that is listened to."""
    heard = _HEARD.get(threading.get_ident())
    if heard is not None and event.startswith(_WATCHED):
        heard.append(f"{event} {arguments[:1]}")


def touched(act: Callable[[], object]) -> Sequence[str]:
    """What was asked of the world while *act* ran, such as ``socket.connect``."""
    if not _IS_ON:
        _IS_ON.append(True)
        sys.addaudithook(_hear)
    heard = _HEARD.setdefault(threading.get_ident(), [])
    try:
        act()
    finally:
        del _HEARD[threading.get_ident()]
    return heard
