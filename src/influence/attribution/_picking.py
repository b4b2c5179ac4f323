"""Picking: models that give a whole sale to one touch.

    weight = 1 for the touch that is picked, 0 for every other

Which touch it is follows from the kinds of the touches and their order alone. So whoever credits
many sales can ask for the place, and need not build a path for each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Protocol, runtime_checkable

from influence.attribution._path import Path
from influence.tracking import Kind


@runtime_checkable
class PickingModel(Protocol):
    """An attribution model that picks one touch.

    ``pick`` and ``weights`` must agree: the picked touch weighs 1 and the others nothing.
    """

    #: The word that books use.
    name: ClassVar[str]

    def pick(self, kinds: Sequence[Kind], /) -> int:
        """The place of the touch that takes all, from the kinds of at least one touch in order."""
        ...

    def weights(self, path: Path, /) -> Sequence[int]:
        """The weight of each touch on a path of at least one."""
        ...


def weights_by_pick(model: PickingModel, path: Path) -> Sequence[int]:
    """1 for the touch that *model* picks, nothing for the others."""
    weights = [0] * len(path)
    weights[model.pick([touch.kind for touch in path])] = 1
    return weights


def last_of(kinds: Sequence[Kind], wanted: Sequence[Kind]) -> int | None:
    """The place of the last touch of a *wanted* kind, or ``None`` where there is none."""
    places = range(len(kinds) - 1, -1, -1)
    return next((place for place in places if kinds[place] in wanted), None)
