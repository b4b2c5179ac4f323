"""What vetting costs for each creator, against folding the letters that it reads, and its growth.

    ratio  = median CPU seconds of vetting_of / median CPU seconds of folding every text once
    growth = seconds for all creators / seconds for the step before; linear is the ratio of counts

Run it from anywhere: ``python benchmarks/vetting.py``. Every creator has twelve posts and five
comments, and the same platform and tier, so that everybody is compared with everybody.
"""

from __future__ import annotations

import datetime as dt
import statistics
import time
import unicodedata
from collections.abc import Callable
from functools import partial

import attrs

from influence.campaign_book import Book
from influence.comments import Comment
from influence.creators import Creator, Handle
from influence.posts import Post
from influence.testing import book
from influence.vetting import vetting_of

_RUNS = 3
_COUNTS = (500, 1_000, 2_000, 4_000)
_START = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
_POSTS, _COMMENTS = 12, 5


def vetted_book(creators: int) -> Book:
    """A book of creators with posts and comments, the same on every machine."""
    names = [f"creator-{number}" for number in range(creators)]
    return attrs.evolve(
        book(),
        deals=(),
        creators=tuple(
            Creator(
                creator_id=name,
                name=name,
                followers=20_000,
                handles=(Handle("instagram", name),),
            )
            for name in names
        ),
        recent_posts=tuple(_post(name, place) for name in names for place in range(_POSTS)),
        comments=tuple(_comment(name, place) for name in names for place in range(_COMMENTS)),
    )


def _post(name: str, place: int) -> Post:
    return Post(
        post_id=f"{name}-{place}",
        creator_id=name,
        published_at=_START + dt.timedelta(days=2 * place),
        caption="I tested this serum for a week, and this is my routine now #ad #skin",
        views=1_000 + 7 * len(name) + place,
        likes=50 + place,
        comments=5,
    )


def _comment(name: str, place: int) -> Comment:
    return Comment(
        comment_id=f"{name}-{place}",
        creator_id=name,
        post_id=f"{name}-{place}",
        text="Where can I buy this, and does it work for dry skin?",
    )


def bare_folding(told: Book) -> list[str]:
    """Every caption and comment in its folded letters, and nothing else."""
    texts = [post.caption or "" for post in told.recent_posts]
    texts += [comment.text for comment in told.comments]
    return [unicodedata.normalize("NFKC", text).casefold() for text in texts]


def seconds(call: Callable[[], object]) -> float:
    """Median CPU seconds of a few calls."""
    taken: list[float] = []
    for _ in range(_RUNS):
        start = time.process_time()
        call()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def main() -> None:
    """Measure each size, and print one line for it."""
    before: float | None = None
    for creators in _COUNTS:
        told = vetted_book(creators)
        vetted = seconds(partial(vetting_of, told))
        folded = seconds(partial(bare_folding, told))
        grown = "" if before is None else f", growth {vetted / before:.1f}"
        print(f"{creators:>6} creators: {vetted:.2f} s, {vetted / folded:.0f} times folding{grown}")
        before = vetted


if __name__ == "__main__":
    main()
