from __future__ import annotations

from pathlib import Path

import pytest

from influence.books import read_book
from influence.campaign_book import Book
from influence.deals import Deal
from influence.disclosure_review import (
    PostReview,
    ReviewPolicy,
    countries_of,
    disclosure_review,
    relationship_of,
)
from influence.errors import InvalidInputError
from influence.money import Money
from influence.payments import Commission, FlatFee, Hybrid, InKind
from influence.shares import Share
from influence.testing import RuleExample


def sound(tmp_path: Path, **fragments: str) -> Book:
    texts = {f"{name}.csv": text for name, text in fragments.items()}
    RuleExample(title="Good", codes=(), fragments=texts).write(tmp_path)
    return read_book(tmp_path)


def reviews(book: Book) -> dict[str, PostReview]:
    return {one.post.post_id: one for one in disclosure_review(book)}


def test_a_post_is_looked_at_by_creator_brand_and_audience(tmp_path: Path) -> None:
    audience = (
        "creator_id,dimension,group,share\nmaya,country,GB,0.2\nmaya,country,DE,0.19\n"
        "maya,age,25-34,0.5\n"
    )
    book = sound(tmp_path, audience=audience)
    assert countries_of(book, "maya") == ("US", "GB")
    wide = ReviewPolicy(least_audience=Share("0.1"))
    assert countries_of(book, "maya", policy=wide) == ("US", "GB", "DE")
    assert reviews(book)["maya-1"].jurisdictions == ("US", "GB")


def test_a_remark_names_everybody_who_asks_it(tmp_path: Path) -> None:
    audience = "creator_id,dimension,group,share\nmaya,country,GB,0.5\nmaya,country,BR,0.3\n"
    posts = "post_id,caption,has_label,on_screen,spoken\nmaya-1,My mornings now,false,,"
    review = reviews(sound(tmp_path, audience=audience, posts=posts))["maya-1"]
    assert review.unknown == ("BR",)
    assert review.remarks == ()


def test_posts_of_guests_are_left_out(tmp_path: Path) -> None:
    posts = "post_id,creator_id,published_at\nnoor-1,noor,2026-03-10T12:00:00-04:00"
    book = sound(tmp_path, posts=posts, creators="creator_id,name\nnoor,Noor")
    assert "noor-1" not in reviews(book)
    assert countries_of(book, "noor") == ()


def test_the_language_of_the_creator_stands_in_for_that_of_a_post(tmp_path: Path) -> None:
    posts = "post_id,caption,language,disclosure,on_screen,spoken\nmaya-1,Publicidad,,,,"
    (told,) = reviews(sound(tmp_path, posts=posts))["maya-1"].remarks
    assert told[0].kind == "language"


def usd(amount: str) -> Money:
    return Money(amount, "USD")


@pytest.mark.parametrize(
    ("deal", "relationship"),
    [
        (Deal(creator_id="a"), "paid"),
        (
            Deal(creator_id="a", terms=InKind(cost=usd("1"), fair_market_value=usd("2"))),
            "gifted",
        ),
        (Deal(creator_id="a", terms=Commission(rate="0.1")), "affiliate"),
        (Deal(creator_id="a", terms=FlatFee(per_campaign=usd("9"))), "paid"),
        (
            Deal(
                creator_id="a",
                terms=Hybrid(parts=[FlatFee(per_campaign=usd("9")), Commission(rate="0.1")]),
            ),
            "paid",
        ),
    ],
)
def test_the_relationship_follows_from_the_terms(deal: Deal, relationship: str) -> None:
    assert relationship_of(deal) == relationship


def test_a_share_of_an_audience_is_a_part() -> None:
    with pytest.raises(InvalidInputError):
        ReviewPolicy(least_audience=Share(2))
