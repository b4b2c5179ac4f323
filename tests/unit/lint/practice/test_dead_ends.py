from __future__ import annotations

import pytest
from tests.unit.lint.practice.conftest import Said

from influence.lint import DeadEnds


def caption(text: str) -> str:
    return f'post_id,caption\nmaya-1,"{text}"'


def test_a_caption_that_leads_nowhere_is_told(said: Said) -> None:
    assert said(DeadEnds(), posts=caption("My mornings now. DIEGO15")) == [
        "posts maya-1 caption: INF827 caption must name a code, link or keyword of maya, got none"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "maya 15 saves you some",
        "send me SUMMIT",
        "https://shop.example/?utm_content=maya",
        "Link in bio!",
        "プロフィールのリンクから",
    ],
)
def test_a_code_a_link_a_keyword_or_the_profile_lead_on(said: Said, text: str) -> None:
    assert said(DeadEnds(), posts=caption(text)) == []


def test_stories_unknown_captions_and_guests_are_left_out(said: Said) -> None:
    posts = "post_id,kind,caption\nmaya-1,story_frame,nothing\nmaya-2,short_video,\n"
    guest = (
        "post_id,creator_id,published_at,kind,caption\n"
        "noor-1,noor,2026-03-10T12:00:00-04:00,post,nothing"
    )
    creators = "creator_id,name\nnoor,Noor"
    assert said(DeadEnds(), posts=posts) == []
    assert said(DeadEnds(), posts=guest, creators=creators) == []
