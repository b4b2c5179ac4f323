"""Signals: what the last posts of a creator tell, by medians, so that one lucky post tells nothing.

    consistency  1 − half of (spread of intervals + spread of engagement), no less than 0
    spread       median distance from the median ÷ median

Engagement is per view, which every post has of its own. Followers are no part of any signal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from influence.disclosure import Caption
from influence.intent import Cue
from influence.periods import microseconds
from influence.posts import Post

#: Words of posts that show use and outcomes, by the folded letters of several languages.
PROOF_WORDS = (
    *("review", "tested", "test", "routine", "before and after", "how i", "tutorial", "demo"),
    *("reseña", "probé", "rutina", "antes y después", "avis", "j'ai testé", "avant et après"),
    *("getestet", "vorher nachher", "routine", "recensione", "prima e dopo", "testei"),
    *(
        "antes e depois",
        "getest",
        "recenzja",
        "przed i po",
        "レビュー",
        "使ってみた",
        "후기",
        "测评",
    ),
    *("تجربة", "समीक्षा"),
)


@attrs.frozen(kw_only=True)
class PostSignals:
    """What the latest posts of one creator tell.

    Args:
        posts: How many were looked at.
        interval_days: The median time between two, in days; ``None`` for fewer than enough posts.
        interval_spread: How far intervals lie from it, as a part of it.
        engagement: The median of likes, comments, saves and shares for each view.
        engagement_spread: How far posts lie from it, as a part of it.
        proof: The share of posts that show use.
        fit: The share of posts that name a word of the brand; ``None`` where it names none.
        sponsored: The share of posts that disclose an advertisement.
    """

    posts: int
    interval_days: Fraction | None
    interval_spread: Fraction | None
    engagement: Fraction | None
    engagement_spread: Fraction | None
    proof: Fraction | None
    fit: Fraction | None
    sponsored: Fraction | None

    @property
    def consistency(self) -> Fraction | None:
        """How steady posts and engagement are, from 0 to 1; ``None`` when neither is known."""
        told = (self.interval_spread, self.engagement_spread)
        spreads = [one for one in told if one is not None]
        if not spreads:
            return None
        return max(Fraction(0), 1 - sum(spreads, Fraction(0)) / len(spreads))


def latest(posts: Iterable[Post], *, count: int) -> tuple[Post, ...]:
    """The latest of the posts, in the order of time; one that stands twice is one."""
    by_id = {post.post_id: post for post in posts}
    ordered = sorted(by_id.values(), key=lambda one: (microseconds(one.published_at), one.post_id))
    return tuple(ordered[-count:])


def post_signals(
    posts: Sequence[Post], *, least: int, words: Sequence[str], clear_words: Sequence[str]
) -> PostSignals:
    """What posts tell.

    Args:
        posts: In the order of time.
        least: Fewer tell nothing.
        words: Words of the brand.
        clear_words: Words by which an advertisement is disclosed.
    """
    moments = [microseconds(post.published_at) for post in posts]
    gaps = [Fraction(after - before) for before, after in pairwise(moments)]
    rates = [rate for rate in map(engagement_of, posts) if rate is not None]
    captions = [Caption(post.caption) for post in posts if post.caption is not None]
    enough_gaps, enough_rates = len(posts) >= least, len(rates) >= least
    return PostSignals(
        posts=len(posts),
        interval_days=median(gaps) / _DAY if enough_gaps else None,
        interval_spread=spread(gaps) if enough_gaps else None,
        engagement=median(rates) if enough_rates else None,
        engagement_spread=spread(rates) if enough_rates else None,
        proof=_share(captions, PROOF_WORDS),
        fit=_share(captions, words) if words else None,
        sponsored=_share(captions, clear_words),
    )


_DAY = 86_400_000_000


def engagement_of(post: Post) -> Fraction | None:
    """Likes, comments, saves and shares for each view; ``None`` where views or all are unknown."""
    told = [one for one in (post.likes, post.comments, post.saves, post.shares) if one is not None]
    return Fraction(sum(told), post.views) if told and post.views else None


def median(values: Sequence[Fraction]) -> Fraction:
    """The middle value, or the mean of the two in the middle."""
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def median_without(ordered: Sequence[Fraction], value: Fraction) -> Fraction:
    """The median of values in order when one of them is left out, without going through them."""
    place, others = bisect_left(ordered, value), len(ordered) - 1
    low, high = ((half + (half >= place)) for half in ((others - 1) // 2, others // 2))
    return (ordered[low] + ordered[high]) / 2


def spread(values: Sequence[Fraction]) -> Fraction | None:
    """The median distance from the median as a part of it; ``None`` where that is zero."""
    middle = median(values)
    if not middle:
        return None
    return median([abs(value - middle) for value in values]) / middle


def _share(captions: Sequence[Caption], words: Sequence[str]) -> Fraction | None:
    """The share of captions with one of the words; ``None`` without captions."""
    if not captions:
        return None
    found = sum(any(caption.place_of(word) for word in words) for caption in captions)
    return Fraction(found, len(captions))


def intent_share(cues: Iterable[frozenset[Cue]]) -> Fraction | None:
    """The share of comments that ask for something; ``None`` without comments."""
    told = list(cues)
    return Fraction(sum(map(bool, told)), len(told)) if told else None
