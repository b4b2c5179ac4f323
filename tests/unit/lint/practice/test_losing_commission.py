from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import LosingCommission


def terms(rate: str) -> str:
    return f'[[deals]]\ncreator = "ines"\nterms = {{ rule = "commission", rate = "{rate}" }}\n'


def test_a_rate_as_large_as_the_margin_is_told(said: Said) -> None:
    assert said(LosingCommission(), campaign=terms("0.55")) == [
        (
            "campaign deals[ines].terms: INF831 commission of ines must be below the gross margin "
            "of 55 %, got 55 %"
        )
    ]
    assert said(LosingCommission(), campaign=terms("0.54")) == []


def test_without_a_margin_nothing_can_be_told(said: Said) -> None:
    text = '[campaign]\ngross_margin = ""\n' + terms("0.90")
    assert said(LosingCommission(), campaign=text) == []


def test_a_deal_without_terms_pays_no_rate(said: Said) -> None:
    assert said(LosingCommission(), campaign='[[deals]]\ncreator = "ines"\nterms = ""') == []
