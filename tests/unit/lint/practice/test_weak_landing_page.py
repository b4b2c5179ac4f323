from __future__ import annotations

import pytest
from tests.unit.lint.practice.conftest import Said

from influence.lint import WeakLandingPage


@pytest.mark.parametrize("page", ["http://shop.example/spring", "shop.example/spring", "https://"])
def test_a_page_without_https_is_told(said: Said, page: str) -> None:
    assert said(WeakLandingPage(), campaign=f'[offer]\nlanding_page = "{page}"') == [
        (f"campaign offer.landing_page: INF825 landing page must begin with https://, got {page!r}")
    ]


@pytest.mark.parametrize("page", ["https://shop.example", "https://shop.example/?a=b#c"])
def test_the_front_page_is_told(said: Said, page: str) -> None:
    assert said(WeakLandingPage(), campaign=f'[offer]\nlanding_page = "{page}"') == [
        (
            "campaign offer.landing_page: INF826 landing page must be the campaign's own, got the "
            f"front page {page!r}"
        )
    ]


def test_no_page_and_a_page_of_its_own_are_not_told(said: Said) -> None:
    text = 'offer = ""\n[links]\nlanding_page = "HTTPS://shop.example/spring"'
    assert said(WeakLandingPage(), campaign=text) == []
