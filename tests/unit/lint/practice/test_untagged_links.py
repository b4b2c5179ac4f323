from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import UntaggedLinks


def caption(text: str) -> str:
    return f'post_id,caption\nmaya-1,"{text}"'


def test_a_link_to_the_shop_without_tags_is_told(said: Said) -> None:
    posts = caption("(https://www.shop.example/spring?utm_source=x)! https://other.example/")
    assert said(UntaggedLinks(), posts=posts) == [
        (
            "posts maya-1 caption: INF824 link must name utm_campaign and utm_content, got "
            "https://www.shop.example/spring?utm_source=x"
        )
    ]


def test_only_what_lacks_is_told(said: Said) -> None:
    (told,) = said(UntaggedLinks(), posts=caption("HTTPS://shop.example?utm_content=maya"))
    assert "link must name utm_campaign, got" in told


def test_a_tagged_link_is_not_told(said: Said) -> None:
    posts = caption("https://shop.example/?utm_campaign=spring&utm_content=maya")
    assert said(UntaggedLinks(), posts=posts) == []


def test_without_a_page_nothing_is_known_to_be_ours(said: Said) -> None:
    posts = caption("https://shop.example/")
    assert said(UntaggedLinks(), posts=posts, campaign='offer = ""') == []
    assert said(UntaggedLinks(), posts=posts, campaign='[offer]\nlanding_page = ""') == []
