"""Faulty models: bugs that attribution models have, each small, each with the laws that catch it.

A law that no bug can break says nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any, ClassVar

import attrs

from influence.attribution import Path
from influence.testing._model_trial import MODEL_LAWS
from influence.tracking import Kind

_INT32 = 2**31
_DAY = 86_400_000_000


@attrs.frozen(kw_only=True)
class SeededModel:
    """A model whose weights are wrong.

    Args:
        weigh: The weights, or what stands for them.
        memory: What the model keeps between calls, which no model may.
    """

    name: ClassVar[str] = "seeded_bug"
    weigh: Callable[[SeededModel, Path], Any]
    memory: list[int] = attrs.field(factory=list[int], eq=False)

    def weights(self, path: Path, /) -> Sequence[int]:
        """What the wrong sum comes to."""
        found: Sequence[int] = self.weigh(self, path)
        return found


@attrs.frozen(kw_only=True)
class SeededPick(SeededModel):
    """A model that picks the first touch, whatever it weighs."""

    def pick(self, kinds: Sequence[Kind], /) -> int:  # noqa: ARG002  # every model is asked alike
        """The first place."""
        return 0


@attrs.frozen(kw_only=True)
class FaultyModel:
    """A model with one bug, and what must be said of it.

    Args:
        name: What the bug is called.
        wrong: What is wrong, in one sentence.
        caught_by: Ids of the laws that must catch it.
        model: The model with the bug.

    Example:
        >>> from influence.testing import faulty_models
        >>> bug = next(bug for bug in faulty_models() if bug.name == "remembered")
        >>> bug.wrong, bug.caught_by
        ('Gives more to each path that it sees.', ('deterministic',))
    """

    name: str
    wrong: str
    caught_by: tuple[str, ...]
    model: SeededModel

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the conformance checks that must kill it: those of its laws."""
        laws = [*MODEL_LAWS]
        return tuple(f"AM-L{laws.index(law_id) + 1:02}" for law_id in self.caught_by)


Weigh = Callable[[SeededModel, Path], Any]


def _seeded(
    *caught_by: str, made: Callable[..., SeededModel] = SeededModel
) -> Callable[[Weigh], FaultyModel]:
    """Make a faulty model of wrong weights, whose docstring says in one sentence what is wrong."""

    def make(weigh: Weigh) -> FaultyModel:
        return FaultyModel(
            name=weigh.__name__,
            wrong=(weigh.__doc__ or "").strip(),
            caught_by=caught_by,
            model=made(weigh=weigh),
        )

    return make


@_seeded("whole_numbers", "only_touch", "long_paths")
def fractional(_model: SeededModel, path: Path) -> list[float]:
    """Gives shares of one, which do not sum to one."""
    return [1 / len(path)] * len(path)


@_seeded("whole_numbers")
def codes_alone(_model: SeededModel, path: Path) -> list[int]:
    """Weighs codes, and nothing on a path without one."""
    return [int(touch.kind == "code") for touch in path]


@_seeded("whole_numbers", "long_paths")
def once_a_creator(_model: SeededModel, path: Path) -> list[int]:
    """Answers a weight for each creator in place of each touch."""
    return [1] * len({touch.creator_id for touch in path})


@_seeded("whole_numbers")
def old_forgotten(_model: SeededModel, path: Path) -> list[int]:
    """Halves the weight each day until nothing is left of old paths."""
    return [(1 << 20) >> min(age // _DAY, 64) for age in path.ages]


@_seeded("whole_numbers")
def trimmed(_model: SeededModel, path: Path) -> list[int]:
    """Takes off a unit for each earlier touch, and so falls below zero."""
    return [8 - place for place in reversed(range(len(path)))]


@_seeded("whole_numbers", "only_touch")
def ends_of_many(_model: SeededModel, path: Path) -> list[int]:
    """Weighs the ends by how many stand between them, and so an only touch with less than none."""
    inner = len(path) - 2
    return [2 * inner, *[1] * inner, 2 * inner][: len(path)]


@_seeded("deterministic")
def remembered(model: SeededModel, path: Path) -> list[int]:
    """Gives more to each path that it sees."""
    model.memory.append(1)
    return [len(model.memory) + place for place in range(len(path))]


@_seeded("deterministic")
def ambient(_model: SeededModel, path: Path) -> list[int]:
    """Divides in whatever decimal context the caller has."""
    third = Decimal(1_000_000) / 3
    return [int(third)] * len(path)


@_seeded("creators")
def alphabetical(_model: SeededModel, path: Path) -> list[int]:
    """Breaks ties by the name of the creator, though the path is in order."""
    first = min(touch.creator_id for touch in path)
    return [2 if touch.creator_id == first else 1 for touch in path]


@_seeded("zones")
def by_the_wall(_model: SeededModel, path: Path) -> list[int]:
    """Takes ages by the wall clocks, each in a zone of its own."""
    sold = path.at.replace(tzinfo=None)
    ages = [sold - touch.at.replace(tzinfo=None) for touch in path]
    return [1 + max(0, 100 - age // dt.timedelta(hours=1)) for age in ages]


@_seeded("long_paths")
def recursive(model: SeededModel, path: Path) -> list[int]:
    """Calls itself for each touch, until there are too many."""
    rest = path.touches[1:]
    return [1, *recursive.model.weigh(model, Path(rest, at=path.at))] if rest else [1]


@_seeded("long_paths")
def wrapped(_model: SeededModel, path: Path) -> list[int]:
    """Counts in 32 bits, which the weights of long paths do not fit."""
    return [(4_000_000 * len(path) + _INT32) % (2 * _INT32) - _INT32] * len(path)


@_seeded("unchanged")
def reversed_in_place(_model: SeededModel, path: Path) -> list[int]:
    """Turns the path around to look at it, and leaves it so."""
    object.__setattr__(path, "touches", path.touches[::-1])
    return [1] * len(path)


@_seeded("pick_agrees", made=SeededPick)
def picked_elsewhere(_model: SeededModel, path: Path) -> list[int]:
    """Weighs the last touch, and picks the first."""
    return [0] * (len(path) - 1) + [1]


@_seeded("whole_numbers", "only_touch", "long_paths")
def truths(_model: SeededModel, path: Path) -> list[bool]:
    """Answers true and false."""
    return [before.at != after.at for before, after in pairwise(path)] + [True]


def faulty_models() -> tuple[FaultyModel, ...]:
    """Every model with a bug on purpose.

    Example:
        >>> len(faulty_models()) >= 8
        True
    """
    return tuple(found for found in globals().values() if isinstance(found, FaultyModel))
