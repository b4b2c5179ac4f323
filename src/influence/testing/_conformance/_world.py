"""World: what pure code does not touch, watched while it runs.

The interpreter tells its audit hooks of every file that is opened, every connection and every
process. A hook cannot be taken away again, so there is one, and it listens only while it is asked
to.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

from influence.testing._conformance._check import CheckFailedError

_EVENTS: Final = frozenset(
    {"open", "os.listdir", "os.system", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"}
)
_IMPORTED: Final = (".py", ".pyc", ".so", ".pyd", "__pycache__")


class _Ear:
    """Hears what one thread touches, while it listens."""

    def __init__(self) -> None:
        self.listening: dict[int, list[str]] = {}
        self.is_installed = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note an event of a thread that is listened to."""
        heard = self.listening.get(threading.get_ident())
        if heard is None or event not in _EVENTS:
            return
        first = str(arguments[0]) if arguments else ""
        if not (event in {"open", "os.listdir"} and _is_import(first)):
            heard.append(f"{event} {first}".strip())


def _is_import(path: str) -> bool:
    """Whether a file is opened because a module is imported."""
    return path.endswith(_IMPORTED) or "site-packages" in path or path in sys.path


_EAR: Final = _Ear()


@contextmanager
def untouched(what: str) -> Generator[None]:
    """Hold that *what* is done without files, network and processes.

    Raises:
        CheckFailedError: Something was touched.
    """
    if not _EAR.is_installed:
        sys.addaudithook(_EAR)
        _EAR.is_installed = True
    me = threading.get_ident()
    _EAR.listening[me] = heard = list[str]()
    try:
        yield
    finally:
        del _EAR.listening[me]
    if heard:
        raise CheckFailedError(what, "touch no file, network or process", heard[0])
