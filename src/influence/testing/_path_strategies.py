"""Path strategies: paths and attribution models as Hypothesis draws them.

Touches fall on the moment of the sale, on one another, on whole hours and a microsecond beside
them, and years back, because that is where models go wrong.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from influence.attribution import (
    AttributionModel,
    CodeFirst,
    Custom,
    FirstTouch,
    LastNonDirect,
    LastTouch,
    Linear,
    Path,
    PathTouch,
    PositionBased,
    TimeDecay,
)
from influence.shares import Share
from influence.tracking import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

_SOLD = dt.datetime(2026, 3, 29, 12, tzinfo=dt.UTC)
#: The clocks of New York and Berlin changed in the weeks before the sale.
_ZONES = (dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=30)), ZoneInfo("America/New_York"))
_CREATORS = ("ann", "bea", "cal", "dov")
_HOUR = 3_600_000_000
_YEARS = 5 * 366 * 24


@cache
def _ages() -> st.SearchStrategy[int]:
    """How long before the sale, in microseconds."""
    hours = st.sampled_from((0, 0, 1, 24, 168, 336, 504)) | st.integers(0, 31 * 24)
    beside = st.sampled_from((0, 0, 0, 1, _HOUR - 1))
    near = st.builds(_age, hours, beside)
    return near | st.integers(0, _YEARS * _HOUR)


def _age(hours: int, beside: int) -> int:
    """Whole hours and some microseconds."""
    return hours * _HOUR + beside


@cache
def _touches() -> st.SearchStrategy[PathTouch]:
    """One touch of somebody."""
    return st.builds(
        _touch, _ages(), st.sampled_from(KINDS), st.sampled_from(_CREATORS), st.sampled_from(_ZONES)
    )


def _touch(age: int, kind: Kind, creator: str, zone: dt.tzinfo) -> PathTouch:
    """A touch so long before the sale, as a clock of the zone shows it."""
    at = (_SOLD - dt.timedelta(microseconds=age)).astimezone(zone)
    return PathTouch(at=at, kind=kind, creator_id=creator, value=creator)


def path_of(touches: Sequence[PathTouch], *, at: dt.datetime = _SOLD) -> Path:
    """The path of *touches*, put in their order."""
    return Path(tuple(sorted(touches, key=lambda touch: touch.place)), at=at)


@cache
def paths(*, least: int = 1, most: int = 12) -> st.SearchStrategy[Path]:
    """Paths of all kinds of touches, at equal times too, from the moment of the sale to years back.

    Args:
        least: The fewest touches, at least one.
        most: The most touches.

    Example:
        >>> from hypothesis import find
        >>> len(find(paths(most=40), lambda path: len(path) > 2))
        3
    """
    return st.lists(_touches(), min_size=least, max_size=most).map(path_of)


@cache
def attribution_models() -> st.SearchStrategy[AttributionModel]:
    """The models of ``influence.attribution`` that need not learn, with all their parameters."""
    return st.one_of(
        st.sampled_from((FirstTouch(), LastTouch(), CodeFirst(), Linear())),
        st.lists(st.sampled_from(KINDS), min_size=1, max_size=4, unique=True).map(
            lambda kinds: LastNonDirect(direct=tuple(kinds))
        ),
        position_based(),
        st.builds(TimeDecay, half_life_days=st.integers(1, 30), half_life_hours=st.integers(0, 23)),
        customs(),
    )


@cache
def position_based() -> st.SearchStrategy[PositionBased]:
    """Position-based models; the ends may leave nothing between them, or be nothing themselves."""
    hundredths = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)
    thirds = st.sampled_from(
        (
            PositionBased(),
            PositionBased(first=Share("1/3"), last=Share("1/3")),
            PositionBased(first=Share(0), last=Share(0)),
            PositionBased(first=Share(1), last=Share(0)),
        )
    )
    return thirds | hundredths.map(
        lambda cuts: PositionBased(first=Share.percent(cuts[0]), last=Share.percent(100 - cuts[1]))
    )


@cache
def customs() -> st.SearchStrategy[Custom]:
    """Custom models; many of their weights are 0."""
    weights = st.sampled_from((0, 0, 1, 2, 5, 1_000))
    return st.builds(
        Custom,
        kinds=st.fixed_dictionaries(dict.fromkeys(KINDS, weights)),
        first=weights,
        middle=weights,
        last=weights,
    )
