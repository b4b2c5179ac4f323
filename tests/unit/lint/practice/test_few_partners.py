from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import FewPartners


def test_too_few_are_told(said: Said) -> None:
    assert said(FewPartners(least=4)) == [
        "campaign deals: INF812 a test must have at least 4 partners, got 3"
    ]


def test_three_are_enough(said: Said) -> None:
    assert said(FewPartners()) == []
