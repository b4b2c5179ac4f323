"""Touch table: touches that lie elsewhere, and are values only for as long as somebody looks."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence

from influence.ids import CreatorId
from influence.tracking._owners import Owners
from influence.tracking._touch import Touch


class TouchTable(Sequence[Touch], ABC):
    """Touches of a book that are too many to be kept as values.

    It is a sequence like any other, and looking at all of it takes as long as reading it. What is
    asked of many touches at once it answers by itself. Ids are known to stand once.
    """

    @property
    @abstractmethod
    def last(self) -> dt.datetime | None:
        """The moment of the last of them; ``None`` without any."""

    @abstractmethod
    def until(self, moment: dt.datetime, /) -> TouchTable:
        """Those up to a moment, that moment included."""

    @abstractmethod
    def of(self, visitors: Collection[str], /) -> tuple[Touch, ...]:
        """The touches of some visitors."""

    @abstractmethod
    def clicks(self, owners: Owners, /) -> Mapping[CreatorId, int] | None:
        """How many links of each creator were met; ``None`` when no link was."""
