"""Last touch: all the credit to the touch nearest before the sale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from influence.attribution._path import Path


@attrs.frozen
class LastTouch:
    """Credit the last touch.

    Simple and easy to check; it overlooks whoever made the visitor curious in the first place.

    Example:
        >>> LastTouch().name
        'last_touch'
    """

    name: ClassVar[str] = "last_touch"

    def weights(self, path: Path, /) -> Sequence[int]:
        """Nothing for any touch but the last."""
        return [0] * (len(path) - 1) + [1]
