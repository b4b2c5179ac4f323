"""Faulty models as values: what is wrong with them beside how they weigh.

Bugs in weights are ``faulty_models()``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

import attrs

from influence.attribution import AttributionModel, Journey, Linear, Markov, Path, PathTouch
from influence.testing._faulty_members._faulty_member import Seeds

_SEEDS = Seeds(made=lambda _does: Linear(), twin=Linear())
_LEARNING = Seeds(made=lambda _does: Markov(), twin=Markov())


class _Model:
    """Weighs all touches alike; what is wrong is what kind of value it is."""

    name: ClassVar[str] = "seeded_bug"

    def weights(self, path: Path, /) -> Sequence[int]:
        """One for each touch."""
        return [1] * len(path)


@_SEEDS.class_bug("AM-V01")
class ModelCallback(_Model):
    """Keeps a function, so it cannot be pickled."""

    def __init__(self) -> None:
        self.weight: Callable[[PathTouch], int] = lambda _touch: 1


@_SEEDS.class_bug("AM-V02")
@attrs.define(kw_only=True, eq=False)
class ModelUnhashed(_Model):
    """Hashes by its address, though it is equal to its copies."""

    days: int = 1

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self))

    def __hash__(self) -> int:
        return id(self)


@_SEEDS.class_bug("AM-V03")
@attrs.frozen(kw_only=True)
class FloatHalfLife(_Model):
    """Has a float for its half-life."""

    days: float = 0.5


@_SEEDS.class_bug("AM-V04")
class ModelUnnamed(_Model):
    """Shows an address in place of its parameters."""


@_SEEDS.class_bug("AM-V05")
@attrs.define(kw_only=True)
class ModelChanging(_Model):
    """Can be changed once it is agreed."""

    days: int = 1


@_LEARNING.class_bug("AM-V06")
@attrs.frozen(kw_only=True)
class LearnsAnother:
    """Answers a model of another name."""

    name: ClassVar[str] = "seeded_bug"

    def player(self, touch: PathTouch, /) -> str:
        """The creator."""
        return touch.creator_id

    def fitted(self, journeys: Sequence[Journey], /) -> AttributionModel:
        """Linear, whatever was seen."""
        del journeys
        return Linear()
