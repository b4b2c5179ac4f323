from __future__ import annotations

import math
from fractions import Fraction

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import ExactMoney, Money
from influence.outlooks import Outlook
from influence.progression import FeeOutlook, StageEvidence, expected_places
from influence.testing._books import usd

# The median of the multiple is 2, and one standard deviation is a factor of e.
MAYA = Outlook(
    creator_id="maya",
    log_mean=math.log(2),
    log_sd=1.0,
    outcome_log_sd=1.0,
    effective_orders=12.0,
)
CERTAIN = attrs.evolve(MAYA, creator_id="noah", log_sd=0.0, outcome_log_sd=0.0)


@pytest.mark.parametrize(
    ("offered", "chance"),
    [
        ("200", Fraction(1, 2)),  # the median of what comes back
        ("100", Fraction("0.755891404")),  # Φ(ln 2)
        ("400", Fraction("0.244108596")),  # Φ(−ln 2)
        ("0", Fraction(1)),
    ],
)
def test_the_chance_is_that_of_earning_more_than_is_offered(offered: str, chance: Fraction) -> None:
    at_fee = FeeOutlook(outlook=MAYA, price=usd("100"), offered=usd(offered))
    assert at_fee.probability_profitable == chance


def test_without_another_offer_the_price_is_offered() -> None:
    at_price = FeeOutlook(outlook=MAYA, price=usd("100"))
    assert at_price.offered == usd("100")
    assert float(at_price.probability_profitable) == pytest.approx(
        MAYA.probability_profitable, abs=1e-9
    )


def test_what_is_certain_has_a_chance_of_all_or_nothing() -> None:
    chances = [
        FeeOutlook(outlook=CERTAIN, price=usd("100"), offered=usd(offered)).probability_profitable
        for offered in ("199.99", "200.01")
    ]
    assert chances == [1, 0]


def test_expected_profit_is_what_comes_back_less_what_is_offered() -> None:
    at_fee = FeeOutlook(outlook=CERTAIN, price=usd("100"), offered=usd("150"))
    assert at_fee.expected_gross_profit == ExactMoney("200", "USD")
    assert at_fee.expected_profit == ExactMoney("50", "USD")
    # e^½ × 2 × 100 − 150, to a billionth of the price
    dearer = attrs.evolve(at_fee, outlook=MAYA)
    assert float(dearer.expected_profit.amount) == pytest.approx(200 * math.exp(0.5) - 150)


def test_evidence_takes_chance_and_place(proven: StageEvidence) -> None:
    at_fee = FeeOutlook(outlook=MAYA, price=usd("100"), offered=usd("200"))
    filled = at_fee.evidence(proven, expected_rank=4)
    assert filled == attrs.evolve(proven, probability_profitable=0.5, expected_rank=4)
    assert at_fee.evidence(proven, expected_rank=None).expected_rank is None


def test_places_are_by_expected_profit_and_equals_share_one() -> None:
    offers = {"maya": "100", "noah": "50", "zoe": "100", "ada": "130"}
    known = [
        FeeOutlook(
            outlook=attrs.evolve(CERTAIN, creator_id=who),
            price=usd("100"),
            offered=usd(offered),
        )
        for who, offered in offers.items()
    ]
    assert expected_places(known) == {"maya": 2, "noah": 1, "zoe": 2, "ada": 4}
    assert expected_places([]) == {}


def test_nobody_stands_among_the_places_twice() -> None:
    at_fee = FeeOutlook(outlook=MAYA, price=usd("100"))
    with pytest.raises(InvalidInputError) as refused:
        expected_places([at_fee, at_fee])
    assert str(refused.value) == "creator of a fee outlook must stand there once, got 'maya'"
    other = FeeOutlook(outlook=CERTAIN, price=Money("100", "EUR"))
    with pytest.raises(CurrencyMismatchError):
        expected_places([at_fee, other])


def test_fields_keep_their_rules() -> None:
    with pytest.raises(InvalidInputError) as refused:
        FeeOutlook(outlook=MAYA, price=usd("0"))
    assert str(refused.value) == (
        "FeeOutlook.price must be an amount above 0, got Money('0.00', 'USD')"
    )
    with pytest.raises(InvalidInputError) as refused:
        FeeOutlook(outlook=MAYA, price=usd("1"), offered=usd("-1"))
    assert str(refused.value) == (
        "FeeOutlook.offered must be an amount of at least 0, got Money('-1.00', 'USD')"
    )
    with pytest.raises(InvalidInputError) as refused:
        FeeOutlook(outlook="maya", price=usd("1"))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # no outlook
    assert str(refused.value) == "FeeOutlook.outlook must be an outlook, got 'maya'"
    with pytest.raises(CurrencyMismatchError) as foreign:
        FeeOutlook(outlook=MAYA, price=usd("1"), offered=Money("1", "EUR"))
    assert str(foreign.value) == (
        "FeeOutlook.offered must be in USD as the price is, got Money('1.00', 'EUR')"
    )
