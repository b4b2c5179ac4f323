"""A post of a world: its figures grow after it is published, and it may be deleted.

figure at a moment = final figure × age ÷ (age + half-life), downwards to a whole number
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs

from influence.metrics import POST_METRICS
from influence.money import Money
from influence.posts import Post
from influence.sansio import WhyNone

_NO_TIME = dt.timedelta(0)
_SECONDS = 60

#: What is told of a post: a number, an amount, or why there is none.
Figure: TypeAlias = int | Money | WhyNone


def _frozen(figures: Mapping[str, Figure]) -> Mapping[str, Figure]:
    return MappingProxyType(dict(figures))


@attrs.frozen(kw_only=True)
class WorldPost:
    """A post on the platform.

    Args:
        post: The post, without its figures.
        account_id: Whose it is, by the platform's id.
        figures: The figures that it has in the end, by our metrics; in place of one that is not
            told stands why.
        half_life: After so long half of each figure is there; none when it is all there at once.
        deleted_at: When it was deleted.
    """

    post: Post
    account_id: str
    figures: Mapping[str, Figure] = attrs.field(converter=_frozen, hash=False)
    half_life: dt.timedelta = _NO_TIME
    deleted_at: dt.datetime | None = None

    def is_published(self, at: dt.datetime) -> bool:
        """Whether it is out at a moment, deleted or not."""
        return self.post.published_at <= at

    def is_deleted(self, at: dt.datetime) -> bool:
        """Whether it was deleted by a moment."""
        return self.deleted_at is not None and self.deleted_at <= at

    def figure(self, name: str, *, at: dt.datetime) -> Figure:
        """The figure at a moment, or why there is none; watch time is in whole minutes."""
        final = self.figures.get(name, "not_told")
        if isinstance(final, Money):
            return Money.from_minor(self._grown(final.minor, at), final.currency)
        if not isinstance(final, int):
            return final
        grown = self._grown(final, at)
        return grown - grown % _SECONDS if name == "watch_time" else grown

    def told(self, at: dt.datetime) -> Post:
        """The post with the figures that it has at a moment; what is not told is ``None``."""
        found = {name: self.figure(name, at=at) for name in POST_METRICS}
        # Checkers cannot see that these are the fields of its figures.
        known: dict[str, Any] = {
            name: value for name, value in found.items() if isinstance(value, int)
        }
        return attrs.evolve(self.post, **known)

    def _grown(self, final: int, at: dt.datetime) -> int:
        """How much of a final figure is there at a moment."""
        age = max(at - self.post.published_at, _NO_TIME)
        whole = (age + self.half_life) // dt.timedelta(microseconds=1)
        return final * (age // dt.timedelta(microseconds=1)) // whole if whole else final
