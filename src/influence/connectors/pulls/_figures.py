"""Figures of posts: read in batches, and asked for less where the platform says that it is too much.

One retired metric fails a whole request. It is left out and named, and the others are asked for
again; where the platform does not say which one it was, halves find it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

import attrs

from influence.connectors.pulls._talk import Talk, said
from influence.connectors.pulls._untold import gap_of, one_line
from influence.metrics import POST_METRICS
from influence.posts import Post
from influence.sansio import FaultError, Reading, ReadsMetrics, TooMuchError, WhyNone
from influence.sources import Gap, GapKind

_KINDS: Mapping[WhyNone, GapKind] = MappingProxyType(
    {
        "not_permitted": "refused",
        "hidden": "refused",
        "too_few_people": "thresholded",
        "too_early": "too_early",
        "retired": "metric_refused",
        "failed": "unreachable",
    }
)


@attrs.frozen(kw_only=True)
class Figures:
    """The figures of some posts.

    Args:
        readings: What was told, or why not.
        gaps: What is missing.
    """

    readings: tuple[Reading, ...] = ()
    gaps: tuple[Gap, ...] = ()

    def joined(self, other: Figures) -> Figures:
        """These and others."""
        return Figures(readings=self.readings + other.readings, gaps=self.gaps + other.gaps)


@attrs.frozen(kw_only=True)
class FigureReader:
    """Reads the figures of posts.

    Args:
        connector: What is asked.
        source: The name of the platform, for gaps.
        batch: The most posts in one request.
    """

    connector: ReadsMetrics
    source: str
    batch: int

    def read(self, post_ids: Sequence[str], *, names: tuple[str, ...]) -> Talk[Figures]:
        """The figures of the posts."""
        found = Figures()
        for part in _batches(post_ids, size=self.batch):
            more = yield from self._asked(part, names=names)
            found = found.joined(more)
        return attrs.evolve(found, gaps=(*_once(found.gaps), *self._untold(found.readings)))

    def _asked(self, post_ids: Sequence[str], *, names: tuple[str, ...]) -> Talk[Figures]:
        """One batch, in parts where it is too much."""
        try:
            page = yield from said(self.connector.metrics(post_ids, names=names))
        except TooMuchError as fault:
            return (yield from self._reduced(post_ids, names=names, fault=fault))
        except FaultError as fault:
            told = f"figures of {len(post_ids)} posts could not be read: {fault}"
            gap = gap_of(fault, source=self.source, where="figures", told=told, rows=len(post_ids))
            return Figures(gaps=(gap,))
        return Figures(readings=page.items, gaps=page.gaps)

    def _reduced(
        self, post_ids: Sequence[str], *, names: tuple[str, ...], fault: TooMuchError
    ) -> Talk[Figures]:
        """The same in halves: of the metrics first, and of the posts when one metric is left."""
        if len(names) > 1:
            half = len(names) // 2
            first = yield from self._asked(post_ids, names=names[:half])
            second = yield from self._asked(post_ids, names=names[half:])
            return first.joined(second)
        if len(post_ids) > 1 and not fault.names:
            half = len(post_ids) // 2
            first = yield from self._asked(post_ids[:half], names=names)
            second = yield from self._asked(post_ids[half:], names=names)
            return first.joined(second)
        told = one_line(f"{names[0]} is not told: {fault}")
        gap = Gap(source=self.source, kind="metric_refused", where=names[0], told=told)
        return Figures(gaps=(gap,))

    def _untold(self, readings: Sequence[Reading]) -> Iterator[Gap]:
        """A gap for each metric and reason, with how many posts it concerns."""
        counts: dict[tuple[str, WhyNone], int] = {}
        for reading in readings:
            if reading.why_none is not None:
                key = (reading.metric, reading.why_none)
                counts[key] = counts.get(key, 0) + 1
        for (metric, why), count in sorted(counts.items()):
            kind = _KINDS.get(why, "unmentioned")
            told = f"{metric} of {count} posts are not told: {why.replace('_', ' ')}"
            yield Gap(source=self.source, kind=kind, where=metric, told=told, rows=count)


def with_figures(posts: Sequence[Post], readings: Sequence[Reading]) -> tuple[Post, ...]:
    """The posts with the figures that were read of them."""
    found: dict[str, dict[str, int]] = {}
    for reading in readings:
        if isinstance(reading.value, int) and reading.metric in POST_METRICS:
            found.setdefault(reading.post_id, {})[reading.metric] = reading.value
    return tuple(_with(post, found.get(post.post_id, {})) for post in posts)


def _with(post: Post, figures: dict[str, int]) -> Post:
    # A checker cannot see that the names are those of its figures.
    return attrs.evolve(post, **figures)  # type: ignore[arg-type]


def _batches(ids: Sequence[str], *, size: int) -> Iterator[Sequence[str]]:
    """The ids in batches, each as full as it may be."""
    for begin in range(0, len(ids), size):
        yield ids[begin : begin + size]


def _once(gaps: Sequence[Gap]) -> tuple[Gap, ...]:
    """Each gap once: every batch meets the same retired metric."""
    return tuple(dict.fromkeys(gaps))
