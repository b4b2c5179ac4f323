from __future__ import annotations

import pytest
from tests.unit.lint.practice.conftest import Said

from influence.lint import SeveralOffers
from influence.lint._practice._several_offers import percentages


def test_two_percentages_in_one_cycle_are_told(said: Said) -> None:
    posts = 'post_id,caption\ndiego-1,20% off\ndiego-2,"%20 indirim"\nines-1,no number\n'
    assert said(SeveralOffers(), posts=posts) == [
        (
            "posts caption: INF813 cycle 1 must have one offer, got 15 % in maya-1 maya-2 ines-2, "
            "20 % in diego-1 diego-2"
        )
    ]


def test_an_offer_may_change_in_the_next_cycle(said: Said) -> None:
    posts = "post_id,caption\n" + "".join(
        f"{who}-2,20 % off\n" for who in ("maya", "diego", "ines")
    )
    assert said(SeveralOffers(), posts=posts, campaign="[campaign]\ncycle_days = 21") == []


def test_many_posts_of_one_offer_are_cut(said: Said) -> None:
    (told,) = said(SeveralOffers(), posts="post_id,caption\nines-2,30 %\n")
    assert told.endswith("15 % in maya-1 maya-2 diego-1 and 2 more, 30 % in ines-2")


@pytest.mark.parametrize(
    "text", ["100 %", "12.5 %", "12,5 % off", "%", "% off", "a %", "0 %", "5 percent", "1.5 %"]
)
def test_what_is_no_offer_in_whole_per_cent_is_left_out(text: str) -> None:
    assert percentages(text) == frozenset()


def test_signs_of_other_scripts_count() -> None:
    assert percentages("15\uff05 and \u066a20 and 7 %") == {15, 20, 7}
