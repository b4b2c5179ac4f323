"""The command line: the main job and what belongs around it.

Standard output carries the answer, standard error the progress and the findings. Exit codes: 0
done, 1 findings or bad data, 2 usage. The commands need the extra ``cli``; without it the program
says how to get it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from influence.errors import MissingExtraError

__all__ = ["main"]


def main() -> None:
    """Run the command line."""
    try:
        app = _import_app()
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("influence"):
            raise
        sys.stderr.write(f"{MissingExtraError('the command line', 'cli')}\n")
        raise SystemExit(2) from error
    app()


def _import_app() -> Callable[[], object]:
    """The application, imported only when it is run."""
    from influence.cli._app import app

    return app
