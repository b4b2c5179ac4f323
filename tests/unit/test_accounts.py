from __future__ import annotations

import string

import pytest
from hypothesis import example, given, strategies as st

from influence.accounts import account
from influence.platforms import PLATFORMS, Account

_HANDLES = st.text(string.ascii_lowercase + string.digits + "_", min_size=5, max_size=30).map(
    "@{}".format
)
_WITH_ACCOUNTS = sorted(
    {"instagram", "tiktok", "youtube", "x", "facebook", "pinterest", "twitch", "linkedin"}
)
# Everything that a host or a path may be dressed up with, beside what is wholly arbitrary.
_PIECES = st.sampled_from(
    [
        *("http:", "https:", "//", "/", "\\", "@", ":", ":443", "?", "#", "%2f", "%00", ".", ".."),
        *("www.", "m.", "instagram.com", "youtube.com", "tiktok.com", "evil.example", "maya"),
        *(
            "channel/",
            "UCabc",
            "in/",
            "profile.php",
            "id=1",
            "\u202e",
            "\u200b",
            "\n",
            "\u212a",
            "\u0456",
        ),
    ]
)
_HOSTILE = st.lists(st.one_of(_PIECES, st.text(max_size=4)), max_size=9).map("".join)


@pytest.mark.parametrize(
    ("text", "platform", "handle", "url"),
    [
        ("https://www.instagram.com/maya/", "instagram", "maya", "https://instagram.com/maya"),
        (
            "HTTP://Instagram.com/Maya.R_1",
            "instagram",
            "Maya.R_1",
            "https://instagram.com/Maya.R_1",
        ),
        ("instagram.com/maya?hl=en#top", "instagram", "maya", "https://instagram.com/maya"),
        ("instagram.com/maya#a?b", "instagram", "maya", "https://instagram.com/maya"),
        ("  instagram.com/maya  ", "instagram", "maya", "https://instagram.com/maya"),
        ("instagram:maya", "instagram", "maya", "https://instagram.com/maya"),
        ("Instagram:@maya", "instagram", "maya", "https://instagram.com/maya"),
        ("tiktok.com/@maya", "tiktok", "maya", "https://tiktok.com/@maya"),
        ("tiktok:maya", "tiktok", "maya", "https://tiktok.com/@maya"),
        ("https://m.youtube.com/@x", "youtube", "x", "https://youtube.com/@x"),
        (
            "youtube.com/@%E3%83%9E%E3%83%A4",
            "youtube",
            "マヤ",
            "https://youtube.com/@%E3%83%9E%E3%83%A4",
        ),
        ("youtube.com/@ma·ya", "youtube", "ma·ya", "https://youtube.com/@ma%C2%B7ya"),
        ("mobile.twitter.com/maya", "x", "maya", "https://x.com/maya"),
        ("x:maya", "x", "maya", "https://x.com/maya"),
        ("facebook.com/maya", "facebook", "maya", "https://facebook.com/maya"),
        ("pinterest.com/maya/", "pinterest", "maya", "https://pinterest.com/maya"),
        ("twitch.tv/maya", "twitch", "maya", "https://twitch.tv/maya"),
        ("linkedin.com/in/maya-r", "linkedin", "maya-r", "https://linkedin.com/in/maya-r"),
        ("linkedin:maya-r", "linkedin", "maya-r", "https://linkedin.com/in/maya-r"),
    ],
)
def test_a_page_or_a_platform_with_a_handle_is_an_account(
    text: str, platform: str, handle: str, url: str
) -> None:
    assert account(text) == Account(platform=platform, handle=handle, url=url)


@pytest.mark.parametrize(
    ("text", "platform", "account_id", "url"),
    [
        ("youtube.com/channel/UCx-_1", "youtube", "UCx-_1", "https://youtube.com/channel/UCx-_1"),
        ("youtube:channel/UCx", "youtube", "UCx", "https://youtube.com/channel/UCx"),
        (
            "https://www.facebook.com/profile.php?ref=x&id=1000",
            *("facebook", "1000", "https://facebook.com/profile.php?id=1000"),
        ),
    ],
)
def test_an_id_is_told_apart_from_a_handle(
    text: str, platform: str, account_id: str, url: str
) -> None:
    assert account(text) == Account(platform=platform, account_id=account_id, url=url)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "@maya",
        "maya",
        "newsletter:maya",
        "mastodon:maya",
        "instagram:",
        "instagram:@",
        "instagram.com",
        "instagram.com/",
        "instagram.com//maya",
        "instagram.com/maya/reels",
        "instagram.com/p/Cx1",
        "instagram.com/explore",
        "instagram:help",
        "instagram.com/...",
        "instagram.com/m%61ya",
        "instagram.com/máya",
        "instagram.com/" + "m" * 101,
        "youtube.com/maya",
        "youtube.com/c/maya",
        "youtube.com/watch?v=1",
        "youtube.com/@x/videos",
        "youtube.com/@%2F",
        "youtube.com/@%FF",
        "youtube.com/channel/",
        "youtube.com/channel/UC%C3%A9",
        "youtu.be/abc",
        "tiktok.com/@maya/video/1",
        "linkedin.com/company/acme",
        "facebook.com/profile.php",
        "facebook.com/profile.php?id=",
        "facebook.com/profile.php?id=1&id=2",
        "facebook.com/profile.php?id=-1",
        "facebook.com/profile.php?id=%D9%A1",
        "facebook:profile.php",
    ],
)
def test_what_is_nobodys_page_or_could_be_several_is_none(text: str) -> None:
    assert account(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "https://instagrarn.com/maya",
        "https://instagram.com.evil.example/maya",
        "https://evil.example/instagram.com/maya",
        "https://notinstagram.com/maya",
        "https://help.instagram.com/maya",
        "https://instаgram.com/maya",  # noqa: RUF001  # the look-alike is the point
        "https://ti\u212atok.com/@maya",
        "\u212ainstagram:maya",
        "https://instagram.com@evil.example/maya",
        "https://maya:pass@instagram.com/maya",
        "https://evil.example\\@instagram.com/maya",
        "https://instagram.com\\.evil.example/maya",
        "https://instagram.com:443/maya",
        "https://instagram.com./maya",
        "https://[::1]/maya",
        "https:///instagram.com/maya",
        "https://instagram.com#@evil.example/maya",
        "https://instagram.com?/maya",
        "https://insta\ngram.com/maya",
        "https://instagram.com/ma\u200bya",
        "https://instagram.com/\u202emaya",
        "https://instagram.com/ma ya",
        "https://instagram.com/maya?from a friend",
        "javascript://instagram.com/maya",
        "ftp://instagram.com/maya",
        "//instagram.com/maya",
        "https:instagram.com/maya",
        "instagram.com/" + "m" * 2_000,
        "youtube.com/@\udcff",
    ],
)
def test_a_look_alike_or_a_dressed_up_address_is_nobodys(text: str) -> None:
    assert account(text) is None


class TestAnyText:
    """An account comes only from a host that is letter for letter a platform's."""

    @given(st.one_of(st.text(), _HOSTILE))
    @example("https://instagram.com/maya")
    @example("youtube:@\N{MIDDLE DOT}")
    def test_it_never_fails_and_an_address_is_built_from_a_known_host(self, text: str) -> None:
        found = account(text)
        if found is None:
            return
        assert found.url is not None
        assert found.url.isascii()
        assert any(
            found.url.startswith(f"https://{host}/") for host in PLATFORMS[found.platform].hosts
        )

    @given(st.one_of(st.text(), _HOSTILE))
    @example("https://www.youtube.com/@%E3%83%9E")
    @example("facebook.com/profile.php?id=7")
    @example("youtube.com/channel/UCx")
    def test_its_address_means_the_same_account(self, text: str) -> None:
        found = account(text)
        if found is not None:
            assert account(found.url or "") == found

    @given(st.sampled_from(_WITH_ACCOUNTS), _HANDLES)
    def test_a_platform_and_a_handle_are_what_their_page_is(
        self, platform: str, handle: str
    ) -> None:
        found = account(f"{platform}:{handle}")
        assert found is None or account(found.url or "") == found
        assert account(handle) is None


def test_every_platform_that_has_hosts_has_accounts() -> None:
    with_hosts = sorted(name for name, known in PLATFORMS.items() if known.hosts)
    assert with_hosts == _WITH_ACCOUNTS
    assert all(account(f"{name}:maya_0") for name in with_hosts)
