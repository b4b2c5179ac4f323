"""Review: what was found in one post, and what was not, by what one jurisdiction asks.

An empty answer means that nothing was found to say. It does not mean that the post is in order.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias, get_args

import attrs

from influence import _requirements as require
from influence.disclosure._caption import Caption, Word
from influence.disclosure._platform_table import fold_of
from influence.disclosure._requirement import (
    RELATIONSHIPS,
    DisclosureRequirement,
    Relationship,
)

RemarkKind: TypeAlias = Literal[
    "none", "gift", "unclear", "hidden", "label_only", "silent", "language", "unknown", "broken"
]
REMARK_KINDS: tuple[RemarkKind, ...] = get_args(RemarkKind)

_VIDEOS = frozenset({"short_video", "long_video", "live", "story_frame", "reminder_story"})


@attrs.frozen(kw_only=True)
class Remark:
    """One thing to say of a disclosure.

    Args:
        kind: Which.
        message: What was met.
        key: The column of the post that it speaks of.
    """

    kind: RemarkKind
    message: str
    key: str


@attrs.frozen(kw_only=True)
class PostText:
    """What is known of a post that is an advertisement.

    Args:
        caption: Its text; ``None`` when unknown.
        disclosure: What somebody noted of its disclosure, such as ``#ad``.
        on_screen: The words that its picture shows.
        spoken: The words of disclosure that are said in it.
        has_label: Whether the platform's own label is on it; ``None`` when unknown.
        platform: Where it stands.
        kind: What it is, such as ``short_video``.
        language: The language of its text, as a BCP 47 tag; ``None`` when unknown.
        relationship: How the creator stands to the brand.

    Raises:
        UnknownNameError: The relationship is not known; the close one is named.
    """

    caption: str | None = None
    disclosure: str | None = None
    on_screen: str | None = None
    spoken: str | None = None
    has_label: bool | None = None
    platform: str | None = None
    kind: str | None = None
    language: str | None = None
    relationship: Relationship = attrs.field(
        default="paid", validator=require.one_of(RELATIONSHIPS)
    )


def review_post(post: PostText, *, requirement: DisclosureRequirement) -> tuple[Remark, ...]:
    """What is to be said of the disclosure of a post.

    Args:
        post: What is known of it.
        requirement: What is asked where it is seen.

    Example:
        >>> import datetime as dt
        >>> from influence.disclosure import requirement_of
        >>> post = PostText(caption="Thanks @trail for the kit! #collab", platform="instagram")
        >>> asked = requirement_of("US", on=dt.date(2026, 3, 2))
        >>> [remark.kind for remark in review_post(post, requirement=asked)]
        ['unclear']
    """
    return tuple(_remarks(post, requirement))


def _remarks(post: PostText, asked: DisclosureRequirement) -> Iterator[Remark]:
    """Each remark, the gravest first."""
    caption = Caption(post.caption or "")
    clear = _first(caption, asked.words(post.language))
    if clear is None:
        yield from _without_words(post, caption, asked)
    else:
        yield from _placed(post, caption, clear, asked)
    yield from _in_picture(post, asked, is_told=clear is not None)


def _without_words(
    post: PostText, caption: Caption, asked: DisclosureRequirement
) -> Iterator[Remark]:
    """What to say where the caption has no clear word in its language."""
    foreign = _first(caption, asked.words(None)) if asked.same_language else None
    unclear = next((word for word in asked.refused if caption.place_of(word)), "")
    elsewhere = _said_elsewhere(post, asked)
    if foreign is not None and not unclear:
        rule = f"be in the language of the post, {post.language}"
        message = f"disclosure must {rule}, got {foreign.text!r}"
        yield Remark(kind="language", message=message, key="caption")
    elif unclear:
        message = (
            f"disclosure must be clear in {asked.jurisdiction}, got {unclear!r}: "
            + (asked.refused[unclear])
        )
        yield Remark(kind="unclear", message=message, key="caption")
    elif elsewhere:
        return
    elif post.has_label or _is_label(post):
        if not asked.label_suffices:
            rule = f"stand beside the platform's label in {asked.jurisdiction}"
            message = f"words of disclosure must {rule}, got the label alone"
            yield Remark(kind="label_only", message=message, key="caption")
    elif post.caption is None:
        message = "caption must be known to look for a disclosure, got none"
        yield Remark(kind="unknown", message=message, key="caption")
    else:
        yield _missing(post, asked)


def _missing(post: PostText, asked: DisclosureRequirement) -> Remark:
    """Nothing that discloses anything was found."""
    words = ", ".join(asked.words(post.language)[:3])
    if post.relationship == "gifted":
        message = f"a gift must be disclosed in {asked.jurisdiction}, for instance {words}"
        return Remark(kind="gift", message=f"{message}; got nothing", key="caption")
    message = f"post must disclose that it is an advertisement, for instance {words}"
    return Remark(kind="none", message=f"{message}; got nothing", key="caption")


def _placed(
    post: PostText, caption: Caption, clear: Word, asked: DisclosureRequirement
) -> Iterator[Remark]:
    """What to say of where a clear word stands."""
    fold = fold_of(post.platform)
    before = caption.hashtags_before(clear)
    if clear.is_broken:
        message = f"disclosure must have no unseen characters in it, got {clear.text!r}"
        yield Remark(kind="broken", message=message, key="caption")
    if asked.before_fold and clear.at >= fold:
        message = f"disclosure must stand within the first {fold} characters, got {clear.at}"
        yield Remark(kind="hidden", message=message, key="caption")
    elif clear.is_tag and before > asked.most_hashtags_before:
        message = f"disclosure must not stand among hashtags, got {clear.text!r} after {before}"
        yield Remark(kind="hidden", message=message, key="caption")


def _in_picture(post: PostText, asked: DisclosureRequirement, *, is_told: bool) -> Iterator[Remark]:
    """What to say of a video or story that tells it in its text only."""
    if not asked.in_picture or post.kind not in _VIDEOS or not is_told:
        return
    shown = (post.on_screen, post.spoken)
    if any(text and _first(Caption(text), asked.words(None)) for text in shown):
        return
    if any(text is not None for text in shown):
        message = "a video must show or say the disclosure as well, got it in its text only"
        yield Remark(kind="silent", message=message, key="on_screen")


def _said_elsewhere(post: PostText, asked: DisclosureRequirement) -> bool:
    """Whether picture or sound, or what somebody noted, has a clear word."""
    noted = None if _is_label(post) else post.disclosure
    told = (post.on_screen, post.spoken, noted)
    return any(text and _first(Caption(text), asked.words(post.language)) for text in told)


def _is_label(post: PostText) -> bool:
    """Whether what somebody noted is the platform's label."""
    return post.disclosure is not None and "label" in post.disclosure.casefold()


def _first(caption: Caption, words: tuple[str, ...]) -> Word | None:
    """The first of some words that a caption has."""
    found = (caption.place_of(word) for word in words)
    return min(filter(None, found), key=lambda word: word.at, default=None)
