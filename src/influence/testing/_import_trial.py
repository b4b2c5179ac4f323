"""Import trial: a plugin imported in an interpreter of its own, watched while it is.

Run as ``python -m influence.testing._import_trial MODULE FOLDER``. Prints one line of JSON, after a
mark that no plugin prints by chance.
"""

from __future__ import annotations

import contextlib
import decimal
import importlib
import io
import json
import locale
import os
import sys
import threading
import time
import warnings
from collections.abc import Iterator, Mapping

from influence.testing._conformance._world import NETWORK, heard

MARK = "\x1einfluence import trial\x1e"


def report(module: str) -> Mapping[str, object]:
    """What an import does beside giving a module."""
    importlib.import_module("influence.plugins._registry")
    loaded, before, world = set(sys.modules), dict(_ours()), _world()
    printed = io.StringIO()
    with warnings.catch_warnings(record=True) as warned, heard(NETWORK) as touched:
        warnings.simplefilter("always")
        started = time.perf_counter()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            importlib.import_module(module)
        seconds = time.perf_counter() - started
    after = dict(_ours())
    return {
        "printed": printed.getvalue(),
        "seconds": seconds,
        "modules": sorted({name.partition(".")[0] for name in set(sys.modules) - loaded}),
        "threads": [
            one.name for one in threading.enumerate() if one is not threading.main_thread()
        ],
        "changed": sorted(name for name, value in before.items() if after.get(name) != value),
        "world": [name for name, value in _world().items() if world[name] != value],
        "touched": [*touched],
        "warned": [str(one.message) for one in warned],
    }


def _ours() -> Iterator[tuple[str, int]]:
    """Everything of this library that another could change, by name, as it is now."""
    for name, module in sorted(sys.modules.items()):
        if name == "influence" or name.startswith(("influence.", "pluggy")):
            for key, value in sorted(vars(module).items(), key=lambda item: item[0]):
                if not key.startswith("__"):
                    yield f"{name}.{key}", id(value)
                    yield from _attributes(f"{name}.{key}", value)


def _attributes(name: str, value: object) -> Iterator[tuple[str, int]]:
    """The attributes of a class, by name."""
    if isinstance(value, type):
        for key, inner in vars(value).items():
            if callable(inner):
                yield f"{name}.{key}", id(inner)


def _world() -> Mapping[str, object]:
    """What the rest of the program relies on."""
    return {
        "decimal context": repr(decimal.getcontext()),
        "environment": dict(os.environ),
        "working directory": os.getcwd(),  # noqa: PTH109  # as the program sees it
        "locale": locale.setlocale(locale.LC_ALL),
        "recursion limit": sys.getrecursionlimit(),
        "excepthook": sys.excepthook,
    }


def main() -> None:
    """Import the module that the arguments name, and print what that does."""
    module, folder = sys.argv[1:3]
    if folder:
        sys.path.insert(0, folder)
    print(MARK + json.dumps(report(module)))  # noqa: T201  # what it prints is what it is for


if __name__ == "__main__":
    main()
