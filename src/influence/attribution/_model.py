"""The protocol of an attribution model: integer weights, one for each touch of a path."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from influence.attribution._path import Path


@runtime_checkable
class AttributionModel(Protocol):
    """A pure function from a path to weights.

    The weights are whole numbers of at least zero, one for each touch, and not all zero. The amount
    of the order is then split in exact integers, the same on every machine.
    """

    #: The word that books use.
    name: ClassVar[str]

    def weights(self, path: Path, /) -> Sequence[int]:
        """The weight of each touch on a path of at least one."""
        ...
