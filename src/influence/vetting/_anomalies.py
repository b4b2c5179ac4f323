"""Anomalies: what is unusual about an audience, with its evidence and an innocent reason beside it.

An anomaly is a reason to look and never a verdict: a post that went viral, a giveaway or a change
of topic looks the same from outside.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import attrs

from influence.comments import Comment
from influence.creators import Creator
from influence.posts import Post
from influence.vetting._signals import PostSignals, median, median_without

AnomalyKind: TypeAlias = Literal["far_engagement", "silent_followers", "likes_alone", "repeated"]
ANOMALY_KINDS: tuple[AnomalyKind, ...] = get_args(AnomalyKind)

_FAR = 4
_LEAST_PEERS = 5
_LEAST_COMMENTS = 10
_FEW_LIKES = Fraction(1, 1000)
_LIKES_FOR_A_COMMENT = 300


@attrs.frozen(kw_only=True)
class Anomaly:
    """One thing that is unusual.

    Args:
        kind: Which.
        evidence: What was met, with its figures.
        innocent: A reason for it that is nobody's fault.
    """

    kind: AnomalyKind
    evidence: str
    innocent: str


def anomalies_of(
    creator: Creator,
    *,
    posts: Sequence[Post],
    comments: Iterable[Comment],
    own: PostSignals,
    peers: Sequence[Fraction],
) -> Iterator[Anomaly]:
    """What is unusual about one creator.

    Args:
        creator: Who.
        posts: Their latest posts.
        comments: What others wrote under them.
        own: What their posts tell.
        peers: The known engagement of comparable creators and their own, in order.
    """
    yield from _far(own, peers)
    yield from _silent(creator, posts)
    yield from _likes_alone(posts)
    yield from _repeated([one for one in comments if not one.is_by_creator])


def _far(own: PostSignals, peers: Sequence[Fraction]) -> Iterator[Anomaly]:
    """Engagement that is far from that of comparable creators."""
    others = len(peers) - 1
    if own.engagement is None or others < _LEAST_PEERS:
        return
    usual = median_without(peers, own.engagement)
    if usual and not usual / _FAR <= own.engagement <= usual * _FAR:
        yield Anomaly(
            kind="far_engagement",
            evidence=f"engagement of {_per_cent(own.engagement)} for each view, where "
            f"{others} comparable creators have {_per_cent(usual)}",
            innocent="a small and close community, or a topic that people watch without a word",
        )


def _silent(creator: Creator, posts: Sequence[Post]) -> Iterator[Anomaly]:
    """Many followers and hardly a like."""
    likes = [Fraction(post.likes) for post in posts if post.likes is not None]
    if not creator.followers or len(likes) < _LEAST_PEERS:
        return
    middle = median(likes)
    if middle < creator.followers * _FEW_LIKES:
        yield Anomaly(
            kind="silent_followers",
            evidence=f"{creator.followers} followers and {int(middle)} likes a post in the median",
            innocent="followers of an earlier time or topic who have moved on",
        )


def _likes_alone(posts: Sequence[Post]) -> Iterator[Anomaly]:
    """Likes without anybody saying anything."""
    told = [post for post in posts if post.likes and post.comments is not None]
    alone = [
        post
        for post in told
        if post.likes
        and post.likes > _LIKES_FOR_A_COMMENT * (post.comments or 0)
        and post.likes >= _LIKES_FOR_A_COMMENT
    ]
    if len(told) >= _LEAST_PEERS and 2 * len(alone) > len(told):
        yield Anomaly(
            kind="likes_alone",
            evidence=f"{len(alone)} of {len(told)} posts with more than {_LIKES_FOR_A_COMMENT} "
            "likes for each comment",
            innocent="comments that were turned off or limited",
        )


def _repeated(comments: Sequence[Comment]) -> Iterator[Anomaly]:
    """The same comment over and over."""
    texts = Counter(_folded(comment.text) for comment in comments)
    if len(comments) < _LEAST_COMMENTS:
        return
    again = sum(count for count in texts.values() if count > 1)
    if 2 * again > len(comments):
        yield Anomaly(
            kind="repeated",
            evidence=f"{again} of {len(comments)} comments say what another says word for word",
            innocent="a giveaway that asked for a word, or a catchphrase",
        )


def _folded(text: str) -> str:
    """A comment without case, signs and spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    letters = "".join(one for one in folded if one.isalnum())
    return letters or folded


def _per_cent(share: Fraction) -> str:
    """A share in per cent, to a tenth."""
    return f"{float(100 * share):.1f} %"
