from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import Overspent


def test_fixed_fees_above_the_budget_are_told(said: Said) -> None:
    # Two videos of 40.00 and two of 25.00; the bonus and the commission are for results.
    assert said(Overspent(), campaign='[campaign]\nbudget = "129.99"') == [
        (
            "campaign campaign.budget: INF836 fixed fees and products must be at most the budget "
            "of 129.99 USD, got 130.00 USD"
        )
    ]
    assert said(Overspent(), campaign='[campaign]\nbudget = "130.00"') == []


def test_guarantees_and_products_count(said: Said) -> None:
    text = (
        '[campaign]\nbudget = "1.00"\n'
        '[[deals]]\ncreator = "maya"\nterms = { rule = "guaranteed", minimum = "50.00", '
        'window = { kind = "calendar", months = 1, zone = "UTC" }, '
        'terms = { rule = "commission", rate = "0.10" } }\n'
        '[[deals]]\ncreator = "diego"\n'
        'terms = { rule = "in_kind", cost = "20.00", fair_market_value = "45.00" }\n'
        '[[deals]]\ncreator = "ines"\nterms = { rule = "flat_fee", per_campaign = "30.00" }\n'
    )
    (told,) = said(Overspent(), campaign=text)
    assert told.endswith("got 100.00 USD")


def test_pieces_without_a_price_and_deals_without_terms_cost_nothing(said: Said) -> None:
    text = (
        '[campaign]\nbudget = "1.00"\n[[deals]]\ncreator = "maya"\nterms = ""\n'
        '[[deals]]\ncreator = "diego"\ndeliverables = [{ kind = "carousel" }]\n'
    )
    assert said(Overspent(), campaign=text) == []


def test_without_a_budget_nothing_is_told(said: Said) -> None:
    assert said(Overspent(), campaign='[campaign]\nbudget = ""') == []
