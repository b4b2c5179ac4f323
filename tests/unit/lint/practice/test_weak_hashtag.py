from __future__ import annotations

import pytest
from tests.unit.lint.practice.conftest import Found, Said

from influence.lint import WeakHashtag


def test_no_hashtag_is_told(said: Said) -> None:
    assert said(WeakHashtag(), campaign='[campaign]\nhashtag = ""') == [
        (
            "campaign campaign.hashtag: INF806 the campaign must have one hashtag for every post, "
            "got none"
        )
    ]


@pytest.mark.parametrize(
    ("tag", "whole"),
    [("#Spring Reset", "#SpringReset"), ("SpringReset", "#SpringReset"), ("#春-の", "#春の")],
)
def test_a_broken_tag_is_told_and_mended(found: Found, tag: str, whole: str) -> None:
    (finding,) = found(WeakHashtag(), campaign=f'[campaign]\nhashtag = "{tag}"')
    assert finding.message == (
        f"hashtag must be one word of letters, digits and underscores, got {tag!r}"
    )
    assert [(fix.value, fix.what) for fix in finding.fixes] == [(whole, f"write it as {whole}")]


@pytest.mark.parametrize("tag", ["#", "#2026", "#!!"])
def test_a_tag_without_a_letter_cannot_be_mended(found: Found, tag: str) -> None:
    (finding,) = found(WeakHashtag(), campaign=f'[campaign]\nhashtag = "{tag}"')
    assert (finding.code, finding.fixes) == ("INF808", ())


def test_the_brand_and_the_product_are_no_theme(said: Said) -> None:
    text = '[campaign]\nbrand = "Trail & Co"\nhashtag = "#trailCo"'
    assert said(WeakHashtag(), campaign=text) == [
        (
            "campaign campaign.hashtag: INF807 hashtag must be about the theme and not only "
            "'Trail & Co', got '#trailCo'"
        )
    ]
    assert len(said(WeakHashtag(), campaign='[campaign]\nhashtag = "#TrailKit"')) == 1


def test_a_name_without_letters_is_no_brand(said: Said) -> None:
    text = 'offer = ""\n[campaign]\nbrand = "!!"\nhashtag = "#SpringReset"'
    assert said(WeakHashtag(), campaign=text) == []
