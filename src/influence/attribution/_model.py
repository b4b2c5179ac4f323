"""The protocols of attribution models: integer weights, one for each touch of a path.

Some models know their weights from the path alone. Others learn them first from every journey of
the campaign; what they learn is a model of the first kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from influence.attribution._journey import Journey
from influence.attribution._path import Path, PathTouch


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


@runtime_checkable
class LearningModel(Protocol):
    """A model that has to see all journeys before it can weigh a path.

    The journeys come in the same order whatever order the facts came in.
    """

    #: The word that books use.
    name: ClassVar[str]

    def player(self, touch: PathTouch, /) -> str:
        """Who plays in a touch: its creator, or its channel."""
        ...

    def fitted(self, journeys: Sequence[Journey], /) -> AttributionModel:
        """The model with what it learned from *journeys*."""
        ...
