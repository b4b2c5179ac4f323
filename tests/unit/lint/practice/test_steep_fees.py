from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import SteepFees
from influence.money import Money


def fee(who: str, amount: str) -> str:
    return (
        f'[[deals]]\ncreator = "{who}"\n'
        f'terms = {{ rule = "flat_fee", per_deliverable = {{ short_video = "{amount}" }} }}\n'
    )


def test_a_fee_above_the_usual_is_told(said: Said) -> None:
    assert said(SteepFees(), campaign=fee("diego", "1000.01") + fee("ines", "1000.00")) == [
        (
            "campaign deals[diego].terms: INF837 a short video of a micro creator must cost at "
            "most 1000.00 USD as is usual, got 1000.01 USD for diego"
        )
    ]


def test_other_tiers_and_fees_for_the_campaign_are_not_compared(said: Said) -> None:
    whole = '[[deals]]\ncreator = "ines"\nterms = { rule = "flat_fee", per_campaign = "9000.00" }'
    creators = "creator_id,followers\ndiego,900000"
    text = fee("diego", "5000.00") + whole
    assert said(SteepFees(), campaign=text, creators=creators) == []


def test_fees_in_another_currency_are_not_compared(said: Said) -> None:
    usual = SteepFees(usual=Money("10", "EUR"))
    assert said(usual) == []


def test_a_deal_without_terms_has_no_fee(said: Said) -> None:
    assert said(SteepFees(), campaign='[[deals]]\ncreator = "maya"\nterms = ""') == []
