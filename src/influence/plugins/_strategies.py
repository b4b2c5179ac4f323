"""Strategies: a ranking strategy from its name or table, with what the host fills in.

    strategy = "sheet"                                  a class, or a function of the metrics
    strategy = { strategy = "mine", weight = "0.3" }    an attrs class with parameters

A field of the class that holds the campaign's three success metrics, by its type or by the name
``metrics``, is filled by the host and is no key of a book.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

import attrs

from influence.errors import InfluenceError
from influence.metrics import SuccessMetrics
from influence.plugins._families import RANKING_STRATEGIES
from influence.plugins._fields import fields_of
from influence.plugins._specs import RankingStrategySpec
from influence.plugins._tables import TableReader
from influence.ranking import RankingStrategy

_METRICS = "metrics"


def ranking_strategy(
    named: str | Mapping[str, object],
    *,
    specs: Mapping[str, RankingStrategySpec],
    metrics: SuccessMetrics,
    currency: str | None,
    where: str,
    unknown: Callable[[str, str, Iterable[str]], InfluenceError],
) -> RankingStrategy:
    """The strategy that a name stands for, or that a table of a book describes."""
    reader = TableReader(
        family=RANKING_STRATEGIES,
        makers={name: _maker(spec, metrics=metrics) for name, spec in specs.items()},
        filled=lambda make: host_filled(make, metrics=metrics),
        currency=currency,
        by_name=True,
        unknown=unknown,
        takes_functions=True,
    )
    return reader.read(named, where=where)


def _maker(spec: RankingStrategySpec, *, metrics: SuccessMetrics) -> Callable[..., RankingStrategy]:
    """What makes a strategy: its class as it is, a function with the metrics already given."""
    return spec.make if _has_fields(spec.make) else partial(spec.make, metrics)


def _has_fields(make: object) -> bool:
    """Whether what makes a strategy is an attrs class."""
    return isinstance(make, type) and attrs.has(make)


def host_filled(make: Callable[..., object], *, metrics: SuccessMetrics) -> Mapping[str, object]:
    """The fields of a class that the host fills, with the metrics."""
    if not (isinstance(make, type) and attrs.has(make)):
        return {}
    fields = fields_of(make, named=f"ranking strategy {make.__name__}")
    return {key: metrics for key, field in fields.items() if is_filled(key, field)}


def is_filled(key: str, field: attrs.Attribute[object]) -> bool:
    """Whether a field is filled by the host."""
    return field.type is SuccessMetrics or key == _METRICS
