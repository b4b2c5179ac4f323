from __future__ import annotations

from typing import ClassVar

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.payments import (
    Bonus,
    Commission,
    Fee,
    FlatFee,
    Hybrid,
    InKind,
    PaymentRule,
    Performance,
)
from influence.progression import STAGES
from influence.shares import Share
from influence.stage_offers import StageTerms, usual_terms
from influence.stage_offers._stage_terms import in_kind, terms_text
from influence.testing._books import usd

MUG = InKind(cost=usd("4"), fair_market_value=usd("10"))
FEE = FlatFee(per_campaign=usd("50"))


class Thanks:
    """Nothing but thanks."""

    name: ClassVar[str] = "thanks"

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines((), currency=performance.currency)


def test_usual_terms_are_those_of_the_four_stages() -> None:
    terms = usual_terms(usd("200"))
    assert tuple(one.stage for one in terms) == STAGES
    assert {one.stage: one.sized(1_500) for one in terms} == {
        "product": InKind(cost=usd("6"), fair_market_value=usd("15")),
        "affiliate": Commission(rate="0.15"),
        "flat": FlatFee(per_campaign=usd("15")),
        "hybrid": Hybrid(parts=(FlatFee(per_campaign=usd("100")), Commission(rate="0.15"))),
    }
    assert [one.most for one in terms] == [200_000, 10_000, 200_000, 10_000]


def test_product_costs_and_fixed_parts_are_for_you_to_say() -> None:
    product, _, _, hybrid = usual_terms(usd("200"), product_cost="0.25", fixed=Share("0.75"))
    assert product.sized(1_000) == InKind(cost=usd("2.50"), fair_market_value=usd("10"))
    assert hybrid.sized(100) == Hybrid(
        parts=(FlatFee(per_campaign=usd("150")), Commission(rate="0.01"))
    )


@pytest.mark.parametrize("name", ["product_cost", "fixed"])
def test_parts_are_no_more_than_all(name: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        usual_terms(usd("200"), **{name: "1.01"})
    assert str(refused.value) == (
        f"{name} of usual terms must be a share of at most 1, got Share('1.01')"
    )


def test_stage_terms_keep_their_rules() -> None:
    with pytest.raises(UnknownNameError) as refused:
        StageTerms(stage="flt", sized=lambda _: FEE, most=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
    assert str(refused.value) == (
        "StageTerms.stage must be one of affiliate, flat, hybrid, product, "
        "got 'flt'; did you mean 'flat'?"
    )
    with pytest.raises(InvalidInputError) as least:
        StageTerms(stage="flat", sized=lambda _: FEE, most=0)
    assert str(least.value) == "StageTerms.most must be a whole number of at least 1, got 0"
    with pytest.raises(InvalidInputError) as callable_:
        StageTerms(stage="flat", sized=FEE, most=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # no function
    assert str(callable_.value).startswith("StageTerms.sized must be a class or a function, got ")


@pytest.mark.parametrize(
    ("terms", "text"),
    [
        (MUG, "in_kind cost 4.00 USD, fair_market_value 10.00 USD"),
        (
            Hybrid(parts=(FEE, Commission(rate="0.1"))),
            "flat_fee per_campaign 50.00 USD + commission rate 10 %",
        ),
        (
            Bonus(metric="orders", every=10, pay=usd("5")),
            "bonus metric orders, pay 5.00 USD, every 10",
        ),
        (
            FlatFee(per_deliverable={"post": usd("5")}),
            "flat_fee per_deliverable {'post': Money('5.00', 'USD')}",
        ),
        (Thanks(), "thanks"),
    ],
)
def test_terms_are_told_without_what_they_leave_as_it_is(terms: PaymentRule, text: str) -> None:
    assert terms_text(terms) == text


def test_product_counts_wherever_a_hybrid_holds_it() -> None:
    assert in_kind(MUG) == usd("10")
    assert in_kind(FEE) is None
    assert in_kind(Hybrid(parts=(FEE, Thanks()))) is None
    assert in_kind(Hybrid(parts=(FEE, MUG, Hybrid(parts=(MUG,))))) == usd("20")
