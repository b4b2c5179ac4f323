"""Tags and the links that carry them."""

from __future__ import annotations

from typing import Any, cast

import pytest

from influence.errors import InvalidInputError
from influence.links import UtmTags, checked_url, slug, tagged

TAGS = UtmTags(source="instagram", medium="social", campaign="spring", content="maya")
ADDED = "utm_source=instagram&utm_medium=social&utm_campaign=spring&utm_content=maya"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Spring launch 2026!", "spring-launch-2026"),
        ("Tomasz Żurek", "tomasz-zurek"),
        ("Freya Sørensen", "freya-sorensen"),
        ("Weißbier & Öl", "weissbier-ol"),
        ("İstanbul \u0131l\u0131k", "istanbul-ilik"),
        ("O'Rourke", "orourke"),
        ("ﬁne ①", "fine-1"),
        ("a\u200bb", "ab"),
        ("paid_social", "paid_social"),
        ("..a--b..", "a-b"),
        ("مايا", ""),
    ],
)
def test_a_slug_is_plain_lower_case(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.example", f"https://shop.example?{ADDED}"),
        ("https://shop.example/?", f"https://shop.example/?{ADDED}"),
        ("https://shop.example/a?b=1#c", f"https://shop.example/a?b=1&{ADDED}#c"),
        ("https://shop.example/?a&&a=&a=2&", f"https://shop.example/?a&&a=&a=2&&{ADDED}"),
        ("https://shop.example/?UTM_Source=x&b=%20#", f"https://shop.example/?b=%20&{ADDED}#"),
        ("https://shop.example/#?utm_source=x", f"https://shop.example/?{ADDED}#?utm_source=x"),
        ("HTTP://bücher.example:8080/ü", f"HTTP://bücher.example:8080/ü?{ADDED}"),
        ("https://[::1]:443/", f"https://[::1]:443/?{ADDED}"),
        ("https://medium.example/@maya", f"https://medium.example/@maya?{ADDED}"),
    ],
)
def test_what_the_page_has_stays(url: str, expected: str) -> None:
    assert tagged(url, tags=TAGS) == expected
    assert tagged(expected, tags=TAGS) == expected


def test_term_and_id_are_added_where_they_are_given() -> None:
    tags = UtmTags(
        source="a", medium="b", campaign="c", content="d", term="Trail shoes", utm_id="abc.123"
    )
    assert tagged("https://a.example", tags=tags).endswith("&utm_term=trail-shoes&utm_id=abc.123")


def test_a_parameter_that_no_tag_replaces_is_kept() -> None:
    link = tagged("https://a.example?utm_term=old&utm_content=old", tags=TAGS)
    assert link == f"https://a.example?utm_term=old&{ADDED}"


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        (None, "be text"),
        ("https://a.example/" + "x" * 2000, "be at most 2000 characters long"),
        ("https://a.example/a b", "hold no white space and no control character"),
        ("https://a.example/\x00", "hold no white space and no control character"),
        ("https://a.example/\u200b", "hold no white space and no control character"),
        ("\nhttps://a.example", "hold no white space and no control character"),
        ("shop.example", "begin with http:// or https://"),
        ("javascript:alert(1)", "begin with http:// or https://"),
        ("ftp://a.example", "begin with http:// or https://"),
        ("https://user@a.example", "hold no user name and no password"),
        ("https://user:secret@a.example", "hold no user name and no password"),
        ("https://", "name a host, and a port only up to 65535"),
        ("https:///path", "name a host, and a port only up to 65535"),
        ("https://a.example:65536", "name a host, and a port only up to 65535"),
        ("https://a.example:x", "name a host, and a port only up to 65535"),
        ("https://a.example\\b", "name a host, and a port only up to 65535"),
        ("https://[::1", "be an address of the web"),
        ("https://a.example?mail=jo@mail.example", "hold no e-mail address"),
        ("https://a.example?mail=jo%40mail.example", "hold no e-mail address"),
        ("https://a.example?mail=jo%2540mail.example", "hold no e-mail address"),
        ("https://a.example#jo+x@mail.example", "hold no e-mail address"),
    ],
)
def test_an_address_that_cannot_be_linked_to_is_refused(url: object, rule: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        checked_url(cast("str", url))
    assert str(caught.value).startswith(f"landing page must {rule}, got ")


def test_a_link_that_grows_too_long_is_refused() -> None:
    url = "https://a.example/" + "x" * 1980
    with pytest.raises(
        InvalidInputError, match=r"^link must be at most 2000 characters long, got "
    ):
        tagged(url, tags=TAGS)


@pytest.mark.parametrize(
    ("value", "rule"),
    [
        (7, "be text"),
        ("", "hold a letter or a digit of ASCII"),
        ("玛雅", "hold a letter or a digit of ASCII"),
        ("x" * 101, "be at most 100 characters long"),
        ("jo@mail.example", "hold no e-mail address"),
        ("jo%40mail.example", "hold no e-mail address"),
        ("@maya.runs", "hold no @, because what has one is an address or a handle"),
        (
            "+1 (555) 010-0199",
            "hold no telephone number: no seven digits in a row, unless they are a day",
        ),
        (
            "call-5550100",
            "hold no telephone number: no seven digits in a row, unless they are a day",
        ),
        (
            "120260302",
            "hold no telephone number: no seven digits in a row, unless they are a day",
        ),
    ],
)
def test_a_tag_that_cannot_stand_is_refused(value: object, rule: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        UtmTags(source="a", medium="b", campaign="c", content=cast("str", value))
    assert str(caught.value).startswith(f"utm_content must {rule}, got ")


@pytest.mark.parametrize("value", ["spring-2026-03-02", "20260302", "drop.2026.12.31", "ad-123456"])
def test_days_and_short_numbers_are_no_telephone_numbers(value: str) -> None:
    assert UtmTags(source="a", medium="b", campaign=value, content="d").campaign == value


def test_every_tag_is_checked_under_its_own_name() -> None:
    for name in ("source", "medium", "campaign", "content", "term", "utm_id"):
        fields: dict[str, Any] = dict.fromkeys(("source", "medium", "campaign", "content"), "a")
        key = name if name == "utm_id" else f"utm_{name}"
        with pytest.raises(InvalidInputError, match=f"^{key} must hold no e-mail address, got "):
            UtmTags(**(fields | {name: "jo@mail.example"}))
