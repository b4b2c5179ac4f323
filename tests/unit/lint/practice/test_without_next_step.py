from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import WithoutNextStep

NO_CODES = "".join(
    f'[[deals]]\ncreator = "{who}"\ncodes = []\n' for who in ("maya", "diego", "ines")
)


def test_nobody_can_buy_with_a_code_that_nobody_has(said: Said) -> None:
    assert said(WithoutNextStep(), campaign=NO_CODES) == [
        "campaign deals: INF804 an offer to buy with a code must have codes in its deals, got none"
    ]


def test_nobody_can_book_without_a_page(said: Said) -> None:
    text = '[offer]\nprimary_action = "book_consult"\nlanding_page = ""'
    assert said(WithoutNextStep(), campaign=text) == [
        (
            "campaign offer.landing_page: INF804 an offer to book consult must have a landing "
            "page, got none"
        )
    ]


def test_the_page_of_the_links_is_a_next_step(said: Said) -> None:
    text = '[offer]\nprimary_action = "book_consult"\nlanding_page = ""\n'
    page = '[links]\nlanding_page = "https://shop.example/book"'
    assert said(WithoutNextStep(), campaign=text + page) == []


def test_a_campaign_without_an_offer_is_for_another_rule(said: Said) -> None:
    assert said(WithoutNextStep(), campaign='offer = ""') == []
