from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import MissingHashtag


def test_captions_without_it_are_told_together(said: Said) -> None:
    posts = "post_id,caption\nmaya-1,MAYA15 #Spring\nines-2,INES15\ndiego-1,#springreset"
    assert said(MissingHashtag(), posts=posts) == [
        "posts caption: INF809 captions without #SpringReset: 2 (ines-2, maya-1)"
    ]


def test_a_caption_that_is_not_known_is_not_told(said: Said) -> None:
    assert said(MissingHashtag(), posts="post_id,caption\nmaya-1,") == []


def test_without_a_hashtag_there_is_nothing_to_look_for(said: Said) -> None:
    assert said(MissingHashtag(), campaign='[campaign]\nhashtag = ""') == []
