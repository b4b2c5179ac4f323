from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import VagueOffer


def test_a_campaign_without_an_offer_is_told_once(said: Said) -> None:
    assert said(VagueOffer(), campaign='offer = ""') == [
        "campaign offer: INF801 the campaign must say what is offered and what to do, got no offer"
    ]


def test_an_offer_without_urgency_is_told(said: Said) -> None:
    assert said(VagueOffer(), campaign='[offer]\nurgency = ""\ndeadline = ""') == [
        "campaign offer.urgency: INF802 the offer of Trail kit must say why to act now, got nothing"
    ]


def test_a_deadline_without_its_day_is_told(said: Said) -> None:
    assert said(VagueOffer(), campaign='[offer]\ndeadline = ""') == [
        "campaign offer.deadline: INF803 an offer with a deadline must name its day, got none"
    ]


def test_a_deadline_before_the_campaign_is_told_whatever_the_urgency(said: Said) -> None:
    text = '[offer]\nurgency = "limited_bonus"\ndeadline = 2026-03-01'
    assert said(VagueOffer(), campaign=text) == [
        (
            "campaign offer.deadline: INF803 deadline must not lie before the campaign starts on "
            "2026-03-02, got 2026-03-01"
        )
    ]


def test_a_bonus_needs_no_deadline(said: Said) -> None:
    text = '[offer]\nurgency = "limited_bonus"\ndeadline = ""'
    assert said(VagueOffer(), campaign=text) == []
