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
from pathlib import Path
from typing import Final

from influence.testing._conformance._check import CheckFailedError

#: Events of the network and of other processes.
NETWORK: Final = frozenset(
    {"os.system", "socket.connect", "socket.getaddrinfo", "subprocess.Popen"}
)
_FILES: Final = frozenset({"open", "os.listdir"})
_IMPORTED: Final = (".py", ".pyc", ".so", ".pyd", "__pycache__")


class _Ear:
    """Hears what threads touch, while it listens to them."""

    def __init__(self) -> None:
        self.listening: dict[int, tuple[frozenset[str], list[str]]] = {}
        self.is_installed = False

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Note an event of a thread that is listened to."""
        events, notes = self.listening.get(threading.get_ident(), (frozenset[str](), list[str]()))
        if event not in events:
            return
        first = str(arguments[0]) if arguments else ""
        if not (event in _FILES and (_is_import(first) or _is_resource(first, arguments[1:2]))):
            notes.append(f"{event} {first}".strip())


def _is_import(path: str) -> bool:
    """Whether a file is opened because a module is imported."""
    return path.endswith(_IMPORTED) or "site-packages" in path or path in sys.path


def _is_resource(path: str, mode: tuple[object, ...]) -> bool:
    """Whether a file is only read and lies in a package, as a template does."""
    is_read = mode in {("r",), ("rb",), (None,)}
    return is_read and any((one / "__init__.py").exists() for one in list(Path(path).parents)[:3])


_EAR: Final = _Ear()


@contextmanager
def heard(events: frozenset[str]) -> Generator[list[str]]:
    """What this thread touches meanwhile, as far as it is of some *events*."""
    if not _EAR.is_installed:
        sys.addaudithook(_EAR)
        _EAR.is_installed = True
    me, notes = threading.get_ident(), list[str]()
    _EAR.listening[me] = (events, notes)
    try:
        yield notes
    finally:
        del _EAR.listening[me]


@contextmanager
def untouched(what: str) -> Generator[None]:
    """Hold that *what* is done without files, network and processes.

    Raises:
        CheckFailedError: Something was touched.
    """
    with heard(NETWORK | _FILES) as notes:
        yield
    if notes:
        raise CheckFailedError(what, "touch no file, network or process", notes[0])
