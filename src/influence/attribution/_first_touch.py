"""First touch: all the credit to whoever was met first.

    weights = 1, 0, 0, …, 0

First is the first within the lookback: a longer one reaches further back, and may change who it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from influence.attribution._path import Path
from influence.attribution._picking import weights_by_pick
from influence.tracking import Kind


@attrs.frozen
class FirstTouch:
    """Credit the first touch within the lookback.

    It pays for making people curious, and overlooks whoever made them buy.

    Example:
        >>> FirstTouch().pick(["link", "landing", "code"])
        0
    """

    name: ClassVar[str] = "first_touch"

    def pick(self, kinds: Sequence[Kind], /) -> int:  # noqa: ARG002  # every model is asked alike
        """The place of the first touch."""
        return 0

    def weights(self, path: Path, /) -> Sequence[int]:
        """Nothing for any touch but the first."""
        return weights_by_pick(self, path)
