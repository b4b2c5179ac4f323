"""Posts of the demo platform, by cursor; their figures are asked for separately."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from influence.connectors.demo._api import (
    Api,
    account_named,
    account_query,
    built,
    window_query,
)
from influence.connectors.demo._capability import PLATFORM
from influence.platforms import Account
from influence.posts import Post
from influence.sansio import Conversation, Document, Page, Window
from influence.sources import Gap

#: What the platform calls a kind, and what we call it.
KINDS = MappingProxyType(
    {
        "clip": "short_video",
        "film": "long_video",
        "frame": "story_frame",
        "picture": "post",
        "album": "carousel",
        "live": "live",
    }
)


def post_page(
    api: Api, account: Account, *, window: Window, cursor: str | None
) -> Conversation[Page[Post]]:
    """A page of an account's posts; those that were deleted are gaps."""
    query = (
        *account_query(account),
        *window_query(window, key="published"),
        ("limit", str(api.page_size)),
        *((("after", cursor),) if cursor is not None else ()),
    )
    purpose = f"posts of {account_named(account)}"
    response = yield api.get("posts", purpose=purpose, query=query)
    document = response.document()
    parts = document.items("posts")
    there = [part for part in parts if not part.flag("deleted")]
    return Page(
        items=tuple(_post(part, account=account) for part in there),
        next=document.at("paging").text_or_none("next"),
        gaps=_deleted([part for part in parts if part.flag("deleted")]),
    )


def _post(part: Document, *, account: Account) -> Post:
    """A post out of its part of an answer."""
    kind = part.text_or_none("type")
    return built(
        part,
        lambda: Post(
            post_id=part.text("id"),
            creator_id=account.owner,
            published_at=part.moment("published"),
            platform=PLATFORM,
            kind=None if kind is None else KINDS.get(kind, kind),
            url=part.text_or_none("url"),
            caption=part.text_or_none("caption") or None,
            disclosure=part.text_or_none("paid_label") or None,
        ),
    )


def _deleted(parts: Sequence[Document]) -> tuple[Gap, ...]:
    """A gap for each post that is no longer there."""
    return tuple(
        built(
            part,
            lambda part=part: Gap(  # type: ignore[misc]  # mypy infers no such lambda
                source=PLATFORM,
                kind="not_available",
                where=f"post {part.text('id')}",
                told="the post was deleted, and its figures with it",
                rows=1,
            ),
        )
        for part in parts
    )
