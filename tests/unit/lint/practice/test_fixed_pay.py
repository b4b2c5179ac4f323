from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import FixedPay

FLAT = "".join(
    f'[[deals]]\ncreator = "{who}"\nterms = {{ rule = "flat_fee", per_campaign = "30.00" }}\n'
    for who in ("maya", "diego", "ines")
)


def test_flat_fees_alone_are_told(said: Said) -> None:
    assert said(FixedPay(), campaign=FLAT) == [
        "campaign deals: INF838 some deals must pay by results or in product, got 3 flat fees"
    ]


def test_fewer_deals_are_too_few_to_tell(said: Said) -> None:
    assert said(FixedPay(least=4), campaign=FLAT) == []


def test_one_deal_by_results_is_enough(said: Said) -> None:
    assert said(FixedPay()) == []
