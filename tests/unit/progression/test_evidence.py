from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.progression import Outcome, StageEvidence
from influence.shares import Share
from influence.testing._books import usd


@pytest.mark.parametrize(
    ("profit", "outcome"),
    [("0.01", "profit"), ("-0.01", "loss"), ("0", None), (None, None)],
)
def test_outcome_is_the_side_of_zero(
    proven: StageEvidence, profit: str | None, outcome: Outcome | None
) -> None:
    known = None if profit is None else usd(profit)
    assert attrs.evolve(proven, profit=known).outcome == outcome


@pytest.mark.parametrize(
    ("profit", "spend", "is_beyond"),
    [
        ("-10", "100", False),
        ("-10.01", "100", True),
        ("10.01", "100", True),
        ("10", "100", False),
        ("0.01", "0", True),
        ("-10.01", None, False),
        (None, "100", False),
    ],
)
def test_beyond_a_share_of_the_spend_is_more_than_it(
    proven: StageEvidence, profit: str | None, spend: str | None, is_beyond: bool
) -> None:
    known = attrs.evolve(
        proven,
        profit=None if profit is None else usd(profit),
        spend=None if spend is None else usd(spend),
    )
    assert known.is_beyond(Share("0.1")) is is_beyond


@pytest.mark.parametrize(("field", "least"), [("posts", 0), ("rank", 1), ("creators", 1)])
def test_counts_below_their_least_are_refused(
    proven: StageEvidence, field: str, least: int
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        attrs.evolve(proven, **{field: least - 1})  # type: ignore[arg-type]  # by any name
    rule = f"be a whole number of at least {least}"
    assert str(refused.value) == f"StageEvidence.{field} must {rule}, got {least - 1}"


def test_profit_and_spend_are_in_one_currency(proven: StageEvidence) -> None:
    with pytest.raises(CurrencyMismatchError) as refused:
        attrs.evolve(proven, spend=Money("1", "EUR"))
    assert str(refused.value) == (
        "StageEvidence.spend must be in USD as its profit is, got Money('1.00', 'EUR')"
    )


def test_a_probability_is_kept_to_a_billionth(proven: StageEvidence) -> None:
    known = attrs.evolve(proven, probability_profitable=1 / 3)
    assert known.probability_profitable == Fraction(333_333_333, 10**9)
    assert attrs.evolve(known) == known
    assert proven.probability_profitable is None


@pytest.mark.parametrize("probability", [-0.1, 1.1, float("nan"), float("inf"), "0.8"])
def test_a_probability_is_from_0_to_1(proven: StageEvidence, probability: object) -> None:
    with pytest.raises(InvalidInputError) as refused:
        attrs.evolve(proven, probability_profitable=probability)  # type: ignore[arg-type]  # what is none
    rule = "StageEvidence.probability_profitable must be a number from 0 to 1"
    assert str(refused.value).startswith(f"{rule}, got ")


def test_a_place_by_expected_profit_is_among_the_creators(proven: StageEvidence) -> None:
    last = attrs.evolve(proven, expected_rank=10)
    assert (last.is_expected_top(Share("0.2")), last.is_expected_top(Share("1"))) == (False, True)
    assert attrs.evolve(proven, expected_rank=2).is_expected_top(Share("0.2"))
    assert not proven.is_expected_top(Share("1"))
    with pytest.raises(InvalidInputError) as refused:
        attrs.evolve(proven, expected_rank=11)
    assert str(refused.value) == (
        "StageEvidence.expected_rank must be at most 10, the number of creators, got 11"
    )
    with pytest.raises(InvalidInputError) as refused:
        attrs.evolve(proven, expected_rank=0)
    assert str(refused.value) == (
        "StageEvidence.expected_rank must be a whole number of at least 1, got 0"
    )
