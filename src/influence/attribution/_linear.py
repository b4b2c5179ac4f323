"""Linear: every touch the same.

    weight = 1

A creator who was met three times has three parts. What does not divide goes to the earlier touches,
a minor unit each, so that the parts sum to the sale.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from influence.attribution._path import Path


@attrs.frozen
class Linear:
    """Credit every touch alike.

    Nobody is overlooked. It rewards being met often, whether or not that moved anybody.

    Example:
        >>> Linear().name
        'linear'
        >>> from influence import Money
        >>> Money("100", "USD").allocate([1, 1, 1])  # three touches
        (Money('33.34', 'USD'), Money('33.33', 'USD'), Money('33.33', 'USD'))
    """

    name: ClassVar[str] = "linear"

    def weights(self, path: Path, /) -> Sequence[int]:
        """One for each touch."""
        return [1] * len(path)
