"""Exporter: what writes an evaluation down as the bytes of one file."""

from __future__ import annotations

from typing import ClassVar, Protocol, runtime_checkable

from influence.evaluation import Evaluation


@runtime_checkable
class Exporter(Protocol):
    """A pure function from an evaluation to the content of one file."""

    #: The word that ``influence export --as NAME`` and books use.
    name: ClassVar[str]
    #: What the file's name ends with, such as ``.csv``.
    suffix: ClassVar[str]
    #: The media type of the file, such as ``text/csv``.
    media_type: ClassVar[str]

    def export(self, evaluation: Evaluation, /) -> bytes:
        """The content of the file; the same evaluation gives the same bytes."""
        ...
