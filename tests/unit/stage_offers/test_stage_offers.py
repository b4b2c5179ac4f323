from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.errors import (
    CurrencyMismatchError,
    InvalidInputError,
    UnknownNameError,
)
from influence.money import ExactMoney, Money
from influence.payments import Bonus, Commission, FlatFee, Hybrid, InKind
from influence.shares import Share
from influence.stage_offers import Prospect, StageOffer, StageTerms, stage_offers
from influence.testing._books import usd

TENTH = Fraction(1, 10)


def exact(amount: str) -> ExactMoney:
    return ExactMoney(amount, "USD")


def test_what_is_certain_costs_the_same_on_every_stage_that_pays_money(certain: Prospect) -> None:
    found = stage_offers(certain, income=usd("120"))
    assert {offer.stage: offer.terms for offer in found.offers} == {
        "product": InKind(cost=usd("48"), fair_market_value=usd("120")),
        "affiliate": Commission(rate="0.2"),  # 120 of 600 in sales
        "flat": FlatFee(per_campaign=usd("120")),
        "hybrid": Hybrid(parts=(FlatFee(per_campaign=usd("60")), Commission(rate="0.1"))),
    }
    for offer in found.offers:
        assert (offer.income, offer.income_spread) == (exact("120"), exact("0"))
    profits = {offer.stage: offer.profit for offer in found.offers}
    paid = {stage: exact("180") for stage in ("affiliate", "flat", "hybrid")}
    assert profits == {"product": exact("252"), **paid}
    assert found.best.stage == "product"
    assert dict(found.out_of_reach) == {}


def test_luck_is_borne_by_whoever_the_terms_say(unsure: Prospect) -> None:
    found = stage_offers(unsure, income=usd("120"))
    spreads = {offer.stage: float(offer.income_spread.amount) for offer in found.offers}
    assert spreads["product"] == spreads["flat"] == 0
    assert spreads["hybrid"] == pytest.approx(spreads["affiliate"] / 2, rel=0.01)
    losses = {offer.stage: offer.chance_of_loss for offer in found.offers}
    assert losses["product"] < losses["flat"]
    assert losses["affiliate"] < losses["hybrid"] < losses["flat"]
    for offer in found.offers:
        assert offer.income.amount >= 120
        assert float(offer.income.amount) == pytest.approx(120, abs=0.07)


def test_figures_of_an_offer_are_those_of_its_scenarios(certain: Prospect) -> None:
    # 0.25 × 1 order and 0.75 × 2 orders, of 60 USD at half margin, for a fifth of the sales.
    thin = attrs.evolve(certain, price=Money("17.50", "USD"), other_costs=usd("20"), slices=4)
    offer = StageOffer.of("affiliate", Commission(rate="0.2"), prospect=thin)
    assert [(one.orders, one.chance) for one in thin.scenarios] == [
        (1, Fraction(1, 4)),
        (2, Fraction(3, 4)),
    ]
    assert [(one.income, one.profit) for one in offer.outcomes] == [
        (exact("12"), exact("-2")),
        (exact("24"), exact("16")),
    ]
    assert offer.income == exact("21")
    assert offer.profit == exact("11.5")
    assert offer.cost == exact("41")
    assert offer.chance_of_loss == Fraction(1, 4)
    assert float(offer.income_spread.amount) == pytest.approx(12 * (3 / 16) ** 0.5, abs=1e-9)
    assert offer.worth(Fraction(1, 2)) == offer.income - offer.income_spread * TENTH * 5
    quarters = [offer.profit_at(Fraction(part, 4)) for part in range(5)]
    assert quarters == [exact("-2"), *[exact("16")] * 4]
    assert offer.income_at(TENTH) == exact("12")


@pytest.mark.parametrize("chance", [Fraction(-1, 9), Fraction(10, 9)])
def test_a_part_of_the_ways_is_from_0_to_1(certain: Prospect, chance: Fraction) -> None:
    offer = StageOffer.of("flat", FlatFee(per_campaign=usd("1")), prospect=certain)
    with pytest.raises(InvalidInputError) as refused:
        offer.profit_at(chance)
    assert str(refused.value) == f"chance must be from 0 to 1, got {chance!r}"


def test_who_asks_for_the_spread_is_paid_for_it_where_there_is_one(unsure: Prospect) -> None:
    calm = stage_offers(unsure, income=usd("120"))
    wary = stage_offers(unsure, income=usd("120"), risk_price="0.3")
    for stage in ("product", "flat"):
        assert wary.offer(stage).terms == calm.offer(stage).terms
    for stage in ("affiliate", "hybrid"):
        offer = wary.offer(stage)
        assert offer.profit < calm.offer(stage).profit
        asked = offer.income_spread * Fraction(3, 10) + usd("120")
        assert float(offer.income.amount) == pytest.approx(float(asked.amount), abs=0.1)
    money = [offer for offer in wary.offers if offer.stage != "product"]
    assert max(money, key=lambda offer: offer.profit).stage == "flat"


def test_among_offers_as_good_the_least_likely_to_lose_is_best(unsure: Prospect) -> None:
    money = [
        StageTerms(
            stage="flat",
            sized=lambda cents: FlatFee(per_campaign=Money.from_minor(cents, "USD")),
            most=10**6,
        ),
        StageTerms(
            stage="affiliate",
            sized=lambda steps: Commission(rate=Share(Fraction(steps, 10_000))),
            most=10**4,
        ),
    ]
    found = stage_offers(unsure, income=usd("120"), terms=money)
    assert found.offer("flat").profit > found.offer("affiliate").profit
    assert found.best.stage == "affiliate"
    strict = stage_offers(unsure, income=usd("120"), terms=money, as_good=0)
    assert strict.best.stage == "flat"


def test_terms_that_jump_are_found_by_halving(certain: Prospect) -> None:
    steps = StageTerms(
        stage="hybrid",
        sized=lambda size: Bonus(
            metric="orders", reaches=5, pay=Money.from_minor(100 * (size // 7 + 1), "USD")
        ),
        most=1_000,
    )
    found = stage_offers(certain, income=usd("50"), terms=[steps])
    assert found.best.terms == Bonus(metric="orders", reaches=5, pay=usd("50"))
    assert found.best.income == exact("50")
    # 343 steps are the first at which a dollar for every seven makes fifty.
    assert steps.sized(342) == Bonus(metric="orders", reaches=5, pay=usd("49"))


def test_a_fee_above_the_income_is_still_of_one_step(certain: Prospect) -> None:
    dear = StageTerms(
        stage="flat", sized=lambda size: FlatFee(per_campaign=usd(str(200 + size))), most=9
    )
    found = stage_offers(certain, income=usd("120"), terms=[dear])
    assert found.best.terms == FlatFee(per_campaign=usd("201"))


def test_a_stage_that_cannot_pay_so_much_is_out_of_reach(certain: Prospect) -> None:
    found = stage_offers(certain, income=usd("700"))
    assert [offer.stage for offer in found.offers] == ["product", "flat", "hybrid"]
    assert dict(found.out_of_reach) == {
        "affiliate": "out of reach: its most is worth 600.00 USD to the creator"
    }
    assert found.working().steps[4].text == "affiliate"
    with pytest.raises(UnknownNameError) as refused:
        found.offer("affiliate")
    assert str(refused.value) == (
        "stage of an offer must be one of flat, hybrid, product, "
        "got 'affiliate'; did you mean 'flat'?"
    )


def test_without_any_offer_none_is_best(certain: Prospect) -> None:
    small = StageTerms(
        stage="affiliate", sized=lambda size: Commission(rate=Share.percent(size)), most=1
    )
    found = stage_offers(certain, income=usd("50"), terms=[small])
    with pytest.raises(InvalidInputError) as refused:
        _ = found.best
    assert str(refused.value) == (
        "income of a creator must be within reach of a stage, got Money('50.00', 'USD')"
    )


def test_what_is_asked_keeps_its_rules(certain: Prospect) -> None:
    with pytest.raises(InvalidInputError) as refused:
        stage_offers(certain, income=usd("0"))
    assert str(refused.value) == (
        "income of a creator must be an amount above 0, got Money('0.00', 'USD')"
    )
    with pytest.raises(CurrencyMismatchError) as foreign:
        stage_offers(certain, income=Money("1", "EUR"))
    assert str(foreign.value) == (
        "income of a creator must be in USD as the package is, got Money('1.00', 'EUR')"
    )
    one = StageTerms(stage="flat", sized=lambda _: FlatFee(per_campaign=usd("9")), most=1)
    with pytest.raises(InvalidInputError) as twice:
        stage_offers(certain, income=usd("5"), terms=[one, one])
    assert str(twice.value) == "stages of the terms must each stand once, got 'flat'"
    with pytest.raises(InvalidInputError) as again:
        stage_offers(certain, income=usd("50"), terms=[one, one])
    assert str(again.value) == "stages of the terms must each stand once, got 'flat'"


def test_terms_may_ask_for_what_the_package_does_not_tell(certain: Prospect) -> None:
    saves = StageTerms(
        stage="hybrid",
        sized=lambda size: Bonus(metric="saves", every=size, pay=usd("1")),
        most=9,
    )
    found = stage_offers(certain, income=usd("5"), terms=[saves])
    assert dict(found.out_of_reach) == {
        "hybrid": "out of reach: its most is worth 0.00 USD to the creator"
    }
    new = StageTerms(
        stage="affiliate",
        sized=lambda size: Commission(rate=Share.percent(size), new_customers_only=True),
        most=9,
    )
    assert stage_offers(certain, income=usd("5"), terms=[new]).offers == ()


def test_the_working_ends_in_our_profit(unsure: Prospect, certain: Prospect) -> None:
    offer = StageOffer.of("flat", FlatFee(per_campaign=usd("120")), prospect=unsure)
    lines = [(step.text, step.result) for step in offer.working().steps]
    assert lines[:3] == [
        ("stage", "flat"),
        ("terms", "flat_fee per_campaign 120.00 USD"),
        ("creator expects", "120.00 USD"),
    ]
    assert lines[5:8] == [
        ("expected gross profit", "300.00 USD"),
        ("expected cost", "140.00 USD"),
        ("of which under any terms", "20.00 USD"),
    ]
    assert lines[-1] == ("expected profit", "160.00 USD")
    plain = StageOffer.of("flat", FlatFee(per_campaign=usd("120")), prospect=certain)
    assert "of which under any terms" not in {step.text for step in plain.working().steps}
