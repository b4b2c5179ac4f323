"""Spot: a line of a plugin's code, for whoever has to mend it."""

from __future__ import annotations

from pathlib import PurePath

import attrs


@attrs.frozen(kw_only=True)
class Spot:
    """A line of a plugin's code.

    Args:
        file: The whole path of the file; empty where there is none.
        line: The line, counted from 1; 0 where there is none.

    Example:
        >>> print(Spot(file="/site/influence_barter.py", line=17))
        influence_barter.py:17
    """

    file: str = ""
    line: int = 0

    def __str__(self) -> str:
        return f"{PurePath(self.file).name}:{self.line}"
