"""Custom: weights of one's own, by what a touch is and where on the path it stands.

    weight = weight of its kind × multiplier of its place

The place is first, last or between. An only touch takes all, whatever its weight. Where the weights
leave nothing for anybody, as when a path holds only kinds that weigh 0, every touch counts the
same: a campaign does not stop for that, and no sale loses its creators by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.attribution._path import Path
from influence.errors import InvalidInputError, UnknownNameError
from influence.tracking import KINDS, Kind

# A product of two weights is then no larger than a weight of time decay, on engines with 64 bits.
_MOST = 1_000
_RULE = f"be a whole number from 0 to {_MOST}"


def _is_weight(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A whole number that is not too large."""
    if not _fits(value):
        raise InvalidInputError(require.place(instance, attribute), _RULE, value)


def _weigh_kinds(
    instance: object, attribute: attrs.Attribute[Any], value: Mapping[str, object]
) -> None:
    """A weight for every kind of touch, and for nothing else."""
    place = require.place(instance, attribute)
    for kind, weight in value.items():
        if kind not in KINDS:
            raise UnknownNameError(f"kind of {place}", kind, KINDS)
        if not _fits(weight):
            raise InvalidInputError(f"{place}.{kind}", _RULE, weight)
    for kind in KINDS:
        if kind not in value:
            raise InvalidInputError(place, f"weigh the kind {kind}", dict(value))


def _fits(value: object) -> bool:
    return require.is_whole(value) and 0 <= value <= _MOST


@attrs.frozen(kw_only=True)
class Custom:
    """Credit touches by weights that you choose.

    Args:
        kinds: The weight of each kind of touch; every kind has to be there.
        first: Multiplier of the first touch of a path.
        middle: Multiplier of each touch between.
        last: Multiplier of the last touch.

    Raises:
        InvalidInputError: A number is not whole, below 0 or above 1,000, or a kind is missing.
        UnknownNameError: There is no such kind; the close one is named.

    Example:
        >>> model = Custom(kinds={"code": 5, "dm": 3, "link": 2, "landing": 1}, last=2)
        >>> model.of(["link", "landing", "code"])
        [2, 1, 10]
    """

    name: ClassVar[str] = "custom"
    kinds: Mapping[str, int] = attrs.field(
        default=FrozenMapping(dict.fromkeys(KINDS, 1)),
        converter=FrozenMapping[str, int],
        validator=_weigh_kinds,
    )
    first: int = attrs.field(default=1, validator=_is_weight)
    middle: int = attrs.field(default=1, validator=_is_weight)
    last: int = attrs.field(default=1, validator=_is_weight)

    def of(self, kinds: Sequence[Kind], /) -> list[int]:
        """The weights of a path by the kinds of its touches, at least one."""
        weights = [self.kinds[kind] * self.middle for kind in kinds]
        weights[0] = self.kinds[kinds[0]] * self.first
        weights[-1] = self.kinds[kinds[-1]] * self.last
        return weights if any(weights) else [1] * len(weights)

    def weights(self, path: Path, /) -> Sequence[int]:
        """The weight of each touch."""
        return self.of([touch.kind for touch in path])
