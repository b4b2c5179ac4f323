from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from influence.decisions import Evidence
from influence.errors import CurrencyMismatchError, InfluenceError, InvalidInputError
from influence.money import Money
from influence.testing._books import usd

Known = Callable[..., Evidence]


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        (
            {"creator_id": "brad"},
            InvalidInputError,
            "Evidence.outlook must be that of brad, got 'maya'",
        ),
        (
            {"price": usd("0")},
            InvalidInputError,
            "Evidence.price must be an amount above 0, got Money('0.00', 'USD')",
        ),
        (
            {"price": Money("5", "EUR")},
            CurrencyMismatchError,
            "Evidence.price must be in USD as the spend is, got Money('5.00', 'EUR')",
        ),
        (
            {"cycles_in_a_row": -1},
            InvalidInputError,
            "Evidence.cycles_in_a_row must be a whole number of at least 0, got -1",
        ),
        (
            {"room": -1},
            InvalidInputError,
            "Evidence.room must be a whole number of at least 0, got -1",
        ),
    ],
)
def test_evidence_that_cannot_be_is_refused(
    known: Known, changes: dict[str, Any], error: type[InfluenceError], message: str
) -> None:
    with pytest.raises(error) as caught:
        attrs.evolve(known(), **changes)
    assert str(caught.value) == message


def test_untried_is_nothing_spent_nothing_published_and_nothing_earned(known: Known) -> None:
    trial = attrs.evolve(known().trials[0], posts=0)
    agreed = known(spend=usd("0"), trials=(trial,), profit=usd("0"))
    assert not attrs.evolve(agreed, profit=usd("1")).is_untried
    assert agreed.is_untried
    assert not known(spend=usd("0")).is_untried
    assert not known(trials=(trial,)).is_untried


def test_followers_are_not_even_told() -> None:
    assert "followers" not in {field.name for field in attrs.fields(Evidence)}
