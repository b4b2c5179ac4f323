"""Gives the examples in docstrings the look of examples on the reference pages.

Google style allows ``Example:`` and ``Examples:``; griffe knows only the second as a section and
would set the first as a quotation. This extension renames the heading before griffe reads it.
"""

from __future__ import annotations

import re

from griffe import Extension, Object

_HEADING = re.compile(r"^(\s*)Example:$", flags=re.MULTILINE)


class ExampleSections(Extension):
    """Renames the heading of each docstring's example."""

    def on_object(self, *, obj: Object, **_: object) -> None:
        """Rename it in the docstring of *obj*."""
        if obj.docstring is not None:
            obj.docstring.value = _HEADING.sub(r"\1Examples:", obj.docstring.value)
