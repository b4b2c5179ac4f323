"""Last non-direct: all the credit to the last touch that somebody led the visitor to.

    the last touch whose kind is not direct; where all are direct, the last of them

Analytics calls a visit direct when nobody is known to have sent the visitor. In a campaign book
that is the visit to a landing page: the visitor came by themselves, and no link was followed, no
message sent and no code typed. The page still names a creator, so it counts where there is nothing
else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

import attrs

from influence import _requirements as require
from influence.attribution._path import Path
from influence.attribution._picking import last_of, weights_by_pick
from influence.errors import InvalidInputError, UnknownNameError
from influence.tracking import KINDS, Kind


def _kinds(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """The kinds as a tuple, which nobody can change."""
    return tuple(kinds)


def _are_kinds(instance: object, attribute: attrs.Attribute[Any], value: tuple[str, ...]) -> None:
    """At least one kind of touch, and nothing else."""
    place = require.place(instance, attribute)
    if not value:
        raise InvalidInputError(place, "hold at least one kind of touch", value)
    for kind in value:
        if kind not in KINDS:
            raise UnknownNameError(place, kind, KINDS)


@attrs.frozen(kw_only=True)
class LastNonDirect:
    """Credit the last touch that is not direct.

    Args:
        direct: The kinds of touches by which a visitor comes alone.

    Raises:
        InvalidInputError: *direct* is empty.
        UnknownNameError: A kind is not known; the close one is named.

    Example:
        >>> model = LastNonDirect()
        >>> model.pick(["code", "link", "landing"]), model.pick(["landing", "landing"])
        (1, 1)

    Source: S80.
    """

    name: ClassVar[str] = "last_non_direct"
    direct: tuple[Kind, ...] = attrs.field(
        default=("landing",), converter=_kinds, validator=_are_kinds
    )

    def pick(self, kinds: Sequence[Kind], /) -> int:
        """The place of the last touch that is not direct, else of the last."""
        place = last_of(kinds, [kind for kind in KINDS if kind not in self.direct])
        return len(kinds) - 1 if place is None else place

    def weights(self, path: Path, /) -> Sequence[int]:
        """Nothing for any touch but that one."""
        return weights_by_pick(self, path)
