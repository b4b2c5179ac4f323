"""Figures of posts: which are asked for, and a gap for those that are withheld, with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from influence.metrics import POST_METRICS
from influence.sansio import FactSheet, Reading, WhyNone
from influence.sources import Gap, GapKind

# Retired, failed and unmentioned figures are told by the session, which met them.
_KINDS: Mapping[WhyNone, GapKind] = MappingProxyType(
    {
        "not_permitted": "refused",
        "hidden": "refused",
        "too_few_people": "thresholded",
        "too_early": "too_early",
    }
)


def post_metrics(sheet: FactSheet) -> tuple[str, ...]:
    """The figures of a post that a fact sheet tells of."""
    return tuple(name for name in POST_METRICS if name in sheet.metrics)


def withheld(readings: Sequence[Reading], *, source: str) -> Iterator[Gap]:
    """A gap for each metric and reason, with how many posts it concerns."""
    counts: Counter[tuple[str, WhyNone]] = Counter(
        (reading.metric, reading.why_none) for reading in readings if reading.why_none is not None
    )
    for (metric, why), count in sorted(counts.items()):
        if why not in _KINDS:
            continue
        of = "1 post" if count == 1 else f"{count} posts"
        told = f"the {metric} of {of} are withheld: {why.replace('_', ' ')}"
        yield Gap(source=source, kind=_KINDS[why], where=metric, told=told, rows=count)
