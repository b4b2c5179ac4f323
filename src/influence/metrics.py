"""Metrics: what is counted, in which unit, and every rate with its denominator named.

    rate = numerator ÷ denominator, undefined when the denominator is zero or unknown

A count that nobody reported is unknown and stays unknown; it is never read as zero. A tally
therefore carries how many records knew the figure beside the sum of those that did. What the
figures say about money is for ``influence.roi``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, UnknownNameError

__all__ = [
    "CLICK_THROUGH_BY_REACH",
    "ENGAGEMENT_BY_IMPRESSIONS",
    "ENGAGEMENT_BY_REACH",
    "ENGAGEMENT_BY_VIEWS",
    "INTENT_BY_COMMENTS",
    "METRICS",
    "ORDERS_BY_CLICKS",
    "POST_METRICS",
    "POST_RATES",
    "RATES",
    "SAVES_BY_REACH",
    "UNITS",
    "Metric",
    "Rate",
    "SuccessMetrics",
    "Tally",
    "Unit",
    "metric",
    "tally",
]

Unit = Literal["count", "money"]
UNITS: tuple[Unit, ...] = get_args(Unit)

_HOW_MANY_DEFINE_SUCCESS = 3


@attrs.frozen(kw_only=True)
class Metric:
    """Something that is counted.

    Args:
        name: The word that books and rules use.
        counts: What one of it is, in words.
        unit: ``count`` or ``money``.
    """

    name: str = attrs.field(validator=require.is_text)
    counts: str = attrs.field(validator=require.is_text)
    unit: Unit = attrs.field(default="count", validator=require.one_of(UNITS))


#: In the order of the sources: what tells of sales first, impressions last. Source: S1, S3.
_METRICS = (
    Metric(name="orders", counts="paid orders credited to the creator"),
    Metric(name="customers", counts="people with a credited order"),
    Metric(name="revenue", counts="net sales credited to the creator", unit="money"),
    Metric(name="gross_profit", counts="gross profit of the net sales", unit="money"),
    Metric(name="leads", counts="leads and bookings credited to the creator"),
    Metric(name="signups", counts="e-mail signups credited to the creator"),
    Metric(name="clicks", counts="visits through the creator's link"),
    Metric(name="saves", counts="times a post was saved"),
    Metric(name="shares", counts="times a post was sent on"),
    Metric(name="intent_comments", counts="comments that ask about price, results or stock"),
    Metric(name="comments", counts="comments of any kind"),
    Metric(name="likes", counts="likes"),
    Metric(name="views", counts="plays as the platform counts them"),
    Metric(name="reach", counts="accounts that saw a post at least once"),
    Metric(name="impressions", counts="times a post was on a screen"),
)

#: The same by name.
METRICS: Mapping[str, Metric] = MappingProxyType({known.name: known for known in _METRICS})

#: What a platform says of one post.
POST_METRICS = (
    "impressions",
    "reach",
    "views",
    "likes",
    "comments",
    "intent_comments",
    "saves",
    "shares",
    "clicks",
)


def metric(name: str) -> Metric:
    """The metric called *name*.

    Raises:
        UnknownNameError: There is none of that name; the close one is named.
    """
    try:
        return METRICS[name]
    except KeyError:
        raise UnknownNameError("metric", name, METRICS) from None


@attrs.frozen
class SuccessMetrics:
    """The three metrics that a campaign is judged by, fixed before launch.

    Args:
        names: Exactly three different metrics, the first the most telling.

    Raises:
        InvalidInputError: There are not exactly three, or one stands twice.
        UnknownNameError: One is not a metric.

    Example:
        >>> SuccessMetrics(("saves", "clicks", "orders")).names
        ('saves', 'clicks', 'orders')

    Source: S1, S3.
    """

    names: tuple[str, ...] = attrs.field(validator=require.are_texts)

    def __attrs_post_init__(self) -> None:
        if not len(self.names) == len(set(self.names)) == _HOW_MANY_DEFINE_SUCCESS:
            rule = "be exactly three different ones"
            raise InvalidInputError("success metrics", rule, list(self.names))
        for name in self.names:
            metric(name)


@attrs.frozen
class Tally:
    """A sum of the figures that are known, and how many were.

    Args:
        total: Sum over the records that knew the figure.
        known: How many did.
        unknown: How many did not.
    """

    total: int
    known: int = 1
    unknown: int = 0

    def __str__(self) -> str:
        if not self.unknown:
            return str(self.total)
        return f"{self.total} from {self.known} of {self.known + self.unknown} records"


def tally(figures: Iterable[int | None]) -> Tally | None:
    """The tally of *figures*, or ``None`` when none of them is known.

    Example:
        >>> str(tally([3, None, 4]))
        '7 from 2 of 3 records'
    """
    total, known, unknown = 0, 0, 0
    for figure in figures:
        if figure is None:
            unknown += 1
        else:
            total, known = total + figure, known + 1
    return Tally(total, known, unknown) if known else None


@attrs.frozen(kw_only=True)
class Rate:
    """One metric in proportion to another, with the denominator in its name.

    Args:
        name: Such as ``engagement_by_reach``.
        numerator: Metrics that are added up above the line.
        denominator: The metric below the line.

    Example:
        >>> CLICK_THROUGH_BY_REACH.of({"clicks": 30, "reach": 1200})
        Fraction(1, 40)
        >>> CLICK_THROUGH_BY_REACH.of({"clicks": 30, "reach": 0}) is None
        True
    """

    name: str = attrs.field(validator=require.is_text)
    numerator: tuple[str, ...] = attrs.field(validator=require.are_texts)
    denominator: str = attrs.field(validator=require.is_text)

    def of(self, totals: Mapping[str, int]) -> Fraction | None:
        """The exact rate, or ``None`` when a part is unknown or the denominator is zero."""
        parts = (*self.numerator, self.denominator)
        if any(part not in totals for part in parts) or totals[self.denominator] == 0:
            return None
        return Fraction(sum(totals[part] for part in self.numerator), totals[self.denominator])

    def over(self, records: Iterable[Mapping[str, int]]) -> Fraction | None:
        """The exact rate over the records that know every part of it.

        A record that knows only one side of the line is left out, because its count would be set
        against a denominator that it has no part in.

        Example:
            >>> CLICK_THROUGH_BY_REACH.over([{"clicks": 3, "reach": 60}, {"clicks": 9}])
            Fraction(1, 20)
        """
        parts = {*self.numerator, self.denominator}
        whole = [record for record in records if parts <= record.keys()]
        return self.of({part: sum(record[part] for record in whole) for part in parts})


_ENGAGEMENTS = ("likes", "comments", "saves", "shares")

ENGAGEMENT_BY_REACH = Rate(name="engagement_by_reach", numerator=_ENGAGEMENTS, denominator="reach")
ENGAGEMENT_BY_IMPRESSIONS = Rate(
    name="engagement_by_impressions", numerator=_ENGAGEMENTS, denominator="impressions"
)
ENGAGEMENT_BY_VIEWS = Rate(name="engagement_by_views", numerator=_ENGAGEMENTS, denominator="views")
SAVES_BY_REACH = Rate(name="saves_by_reach", numerator=("saves",), denominator="reach")
CLICK_THROUGH_BY_REACH = Rate(
    name="click_through_by_reach", numerator=("clicks",), denominator="reach"
)
INTENT_BY_COMMENTS = Rate(
    name="intent_by_comments", numerator=("intent_comments",), denominator="comments"
)
ORDERS_BY_CLICKS = Rate(name="orders_by_clicks", numerator=("orders",), denominator="clicks")

_RATES = (
    ENGAGEMENT_BY_REACH,
    ENGAGEMENT_BY_IMPRESSIONS,
    ENGAGEMENT_BY_VIEWS,
    SAVES_BY_REACH,
    CLICK_THROUGH_BY_REACH,
    INTENT_BY_COMMENTS,
    ORDERS_BY_CLICKS,
)

RATES: Mapping[str, Rate] = MappingProxyType({rate.name: rate for rate in _RATES})

#: The rates that posts alone can tell.
POST_RATES = tuple(
    rate for rate in _RATES if {*rate.numerator, rate.denominator} <= set(POST_METRICS)
)
