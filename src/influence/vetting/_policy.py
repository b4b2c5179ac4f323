"""Policy: how creators are vetted; every threshold is a field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, cast, get_args

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.errors import InvalidInputError, UnknownNameError

SignalName: TypeAlias = Literal[
    "audience_match",
    "engagement_quality",
    "consistency",
    "content_proof",
    "brand_fit",
    "reliability",
]
#: What a score is made of. The number of followers is not among it. Source: S2.
SIGNALS: tuple[SignalName, ...] = get_args(SignalName)


def _frozen(weights: Mapping[SignalName, int]) -> Mapping[SignalName, int]:
    """A copy that nobody can change."""
    return FrozenMapping(weights)


def _are_weights(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Whole numbers of at least 0 by signal, one of them above it."""
    where = require.place(instance, attribute)
    weights = cast("Mapping[str, object]", value)
    for name, weight in weights.items():
        if name not in SIGNALS:
            raise UnknownNameError(where, name, SIGNALS)
        if not require.is_whole(weight) or weight < 0:
            raise InvalidInputError(f"{where} {name}", "be a whole number of at least 0", weight)
    if not any(weights.values()):
        raise InvalidInputError(where, "have a weight above 0", dict(weights))


@attrs.frozen(kw_only=True)
class VettingPolicy:
    """How creators are vetted.

    Args:
        posts: How many of the latest posts are looked at.
        least_posts: Fewer tell nothing of consistency or engagement.
        least_list: How many creators are to be checked at least.
        most_list: How many at most.
        full_intent: The share of comments with intent from which on engagement counts in full, in
            per cent.
        weights: What each signal weighs; what is unknown takes no part.
        bench_days: For how many days a proof holds.

    Raises:
        InvalidInputError: A number is below 1, or a weight below 0.
        UnknownNameError: A signal is not known; the close one is named.

    Source: S1, S2, S3.
    """

    posts: int = attrs.field(default=20, validator=require.at_least(1))
    least_posts: int = attrs.field(default=5, validator=require.at_least(3))
    least_list: int = attrs.field(default=30, validator=require.at_least(1))
    most_list: int = attrs.field(default=50, validator=require.at_least(1))
    full_intent: int = attrs.field(default=20, validator=require.at_least(1))
    weights: Mapping[SignalName, int] = attrs.field(
        default=FrozenMapping(
            {
                "audience_match": 3,
                "engagement_quality": 3,
                "consistency": 2,
                "content_proof": 2,
                "brand_fit": 1,
                "reliability": 1,
            }
        ),
        converter=_frozen,
        validator=_are_weights,
    )
    bench_days: int = attrs.field(default=180, validator=require.at_least(1))
