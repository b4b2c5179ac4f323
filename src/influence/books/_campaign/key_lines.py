"""Key lines: on which line of a TOML text a key stands.

Python's reader of TOML does not tell, so the text is looked through for headings and keys. A key
inside an inline table stands on the line of the table. The answer is for people to find the place;
nothing is computed from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEADING = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_\"'.\- ]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_\-]+)[\"']?\s*[=.]")


def key_line(text: str, keys: Sequence[str | int]) -> int:
    r"""The line of the deepest of *keys* that can be found; 1 when none can.

    Args:
        text: The whole file.
        keys: Names of tables and keys from the outside in, and places in lists from 0.

    Example:
        >>> key_line("schema = 1\n[campaign]\nid = 'a'\n", ["campaign", "id"])
        3
        >>> key_line("[[deals]]\n[[deals]]\ncreator = 'b'\n", ["deals", 1, "creator"])
        3
    """
    lines = text.splitlines()
    names = [key for key in keys if isinstance(key, str)]
    place = next((key for key in keys if isinstance(key, int)), 0)
    headings = [
        number
        for number, line in enumerate(lines)
        if names and (match := _HEADING.match(line)) and match[2].strip("\"'") == names[0]
    ]
    if len(headings) <= place:
        return _within(lines, 0, names[:1]) or 1
    start = headings[place]
    return _within(lines, start + 1, names[1:2]) or start + 1


def _within(lines: Sequence[str], start: int, names: Sequence[str]) -> int:
    """The line of a key between *start* and the next heading, or 0."""
    for number, line in enumerate(lines[start:], start=start + 1):
        if _HEADING.match(line):
            return 0
        found = _KEY.match(line)
        if found and found[1] in names:
            return number
    return 0
