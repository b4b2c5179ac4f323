from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import OddTiers


def tiers(meaning: str, *rates: str) -> str:
    told = ", ".join(
        f'{{ rate = "{rate}"' + (f', starts_at = "{place * 500}.00"' if place else "") + " }"
        for place, rate in enumerate(rates)
    )
    return f'terms = {{ rule = "tiered", meaning = "{meaning}", tiers = [{told}] }}'


def test_rates_that_fall_are_told_at_their_boundary(said: Said) -> None:
    text = f'[[deals]]\ncreator = "ines"\n{tiers("marginal", "0.08", "0.12", "0.10")}'
    assert said(OddTiers(), campaign=text) == [
        (
            "campaign deals[ines].terms: INF834 rates of ines must rise with the tiers, got 10 % "
            "from 1000.00 USD after 12 %"
        )
    ]


def test_a_retroactive_ladder_jumps(said: Said) -> None:
    text = f'[[deals]]\ncreator = "ines"\n{tiers("retroactive", "0.08", "0.12")}'
    assert said(OddTiers(), campaign=text) == [
        (
            "campaign deals[ines].terms: INF835 tiers of ines must not jump, got retroactive "
            "ones: the sale that reaches 500.00 USD changes the rate of all sales from 8 % to 12 %"
        )
    ]


def test_rising_marginal_tiers_and_one_rate_are_not_told(said: Said) -> None:
    for told in (tiers("marginal", "0.08", "0.12"), tiers("retroactive", "0.08", "0.08")):
        assert said(OddTiers(), campaign=f'[[deals]]\ncreator = "ines"\n{told}') == []


def test_a_deal_without_terms_has_no_tiers(said: Said) -> None:
    assert said(OddTiers(), campaign='[[deals]]\ncreator = "ines"\nterms = ""') == []
