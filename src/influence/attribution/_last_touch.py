"""Last touch: all the credit to the touch nearest before the sale.

    weights = 0, 0, …, 0, 1

The model that campaigns have when they name none, because anyone can check it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from influence.attribution._path import Path
from influence.attribution._picking import weights_by_pick
from influence.tracking import Kind


@attrs.frozen
class LastTouch:
    """Credit the last touch.

    Simple and easy to check; it overlooks whoever made the visitor curious in the first place.

    Example:
        >>> LastTouch().pick(["link", "landing", "code"])
        2
    """

    name: ClassVar[str] = "last_touch"

    def pick(self, kinds: Sequence[Kind], /) -> int:
        """The place of the last touch."""
        return len(kinds) - 1

    def weights(self, path: Path, /) -> Sequence[int]:
        """Nothing for any touch but the last."""
        return weights_by_pick(self, path)
