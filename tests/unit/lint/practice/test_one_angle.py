from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import OneAngle


def test_a_deal_with_one_angle_is_told(said: Said) -> None:
    text = '[[deals]]\ncreator = "maya"\nangles = ["before-after"]\n'
    none = '[[deals]]\ncreator = "ines"\nangles = []'
    assert said(OneAngle(), campaign=text + none) == [
        (
            "campaign deals[maya].angles: INF811 the deal with maya must have at least 2 angles to "
            "test, got before-after"
        ),
        (
            "campaign deals[ines].angles: INF811 the deal with ines must have at least 2 angles to "
            "test, got none"
        ),
    ]


def test_a_campaign_with_too_few_is_told_once(said: Said) -> None:
    assert said(OneAngle(least=3)) == [
        "campaign angles: INF811 the campaign must have at least 3 angles to test, got 2"
    ]
