"""Disclosure review: the posts of a book, by what is asked wherever they are seen.

A post is looked at by the country where its creator lives, by the brand's, and by each country in
which a large part of the creator's audience lives, as far as the book knows them. Each remark is
told once, with every jurisdiction that asks it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs

from influence import _requirements as require
from influence.campaign_book import Book
from influence.deals import Deal
from influence.disclosure import (
    DisclosureRequirement,
    PostText,
    Relationship,
    Remark,
    is_known,
    requirement_of,
    review_post,
)
from influence.payments import Commission, InKind, rules_within
from influence.posts import Post
from influence.shares import Share

__all__ = ["PostReview", "ReviewPolicy", "countries_of", "disclosure_review", "relationship_of"]


@attrs.frozen(kw_only=True)
class ReviewPolicy:
    """By which countries a post is looked at.

    Args:
        least_audience: A country counts from this share of the audience on.

    Raises:
        InvalidInputError: *least_audience* is above 1.
    """

    least_audience: Share = attrs.field(default=Share("0.2"), validator=require.is_part)


@attrs.frozen(kw_only=True)
class PostReview:
    """What is to be said of one post.

    Args:
        post: The post.
        jurisdictions: By what it was looked at.
        unknown: Countries of which nothing is known here.
        remarks: What was found, each with the jurisdictions that ask it.
    """

    post: Post
    jurisdictions: tuple[str, ...]
    unknown: tuple[str, ...]
    remarks: tuple[tuple[Remark, tuple[str, ...]], ...]


def disclosure_review(book: Book, *, policy: ReviewPolicy | None = None) -> tuple[PostReview, ...]:
    """Every post of a book that is an advertisement, with what is to be said of its disclosure.

    Posts of creators without a deal are left out: nothing says that they are advertisements.

    Args:
        book: The campaign book.
        policy: By which countries a post is looked at.
    """
    deals = {deal.creator_id: deal for deal in book.deals}
    places = {who: countries_of(book, who, policy=policy) for who in deals}
    languages = {creator.creator_id: creator.language for creator in book.creators}
    return tuple(
        _reviewed(
            post,
            text=_text_of(post, deals[post.creator_id], language=languages[post.creator_id]),
            countries=places[post.creator_id],
        )
        for post in book.posts
        if post.creator_id in deals
    )


def _reviewed(post: Post, *, text: PostText, countries: tuple[str, ...]) -> PostReview:
    """One post by every requirement that it meets."""
    day = post.published_at.date()
    asked = {one.jurisdiction: one for one in _asked(countries, on=day)}
    told: dict[tuple[str, str], tuple[Remark, list[str]]] = {}
    for requirement in asked.values():
        for remark in review_post(text, requirement=requirement):
            _, where = told.setdefault((remark.kind, remark.key), (remark, []))
            where.append(requirement.jurisdiction)
    return PostReview(
        post=post,
        jurisdictions=tuple(asked),
        unknown=tuple(country for country in countries if not is_known(country, on=day)),
        remarks=tuple((remark, tuple(where)) for remark, where in told.values()),
    )


def _asked(countries: tuple[str, ...], *, on: dt.date) -> Iterator[DisclosureRequirement]:
    """What is asked in those countries."""
    for country in countries:
        if is_known(country, on=on):
            yield requirement_of(country, on=on)


def countries_of(
    book: Book, creator_id: str, *, policy: ReviewPolicy | None = None
) -> tuple[str, ...]:
    """The countries by which a creator's posts are looked at, each once.

    Args:
        book: The campaign book.
        creator_id: Whose posts.
        policy: From which share on a country of the audience counts.
    """
    least = (policy or ReviewPolicy()).least_audience.fraction
    own = (one.country for one in book.creators if one.creator_id == creator_id)
    audience = (
        row.group
        for row in book.audience
        if row.creator_id == creator_id
        and row.dimension == "country"
        and row.share.fraction >= least
    )
    found = (*own, book.campaign.country, *audience)
    return tuple(dict.fromkeys(country for country in found if country is not None))


def relationship_of(deal: Deal) -> Relationship:
    """How a creator stands to the brand: gifted by product alone, affiliate by commission alone."""
    rules = () if deal.terms is None else tuple(rules_within(deal.terms))
    if rules and all(isinstance(rule, InKind) for rule in rules):
        return "gifted"
    if rules and all(isinstance(rule, Commission) for rule in rules):
        return "affiliate"
    return "paid"


def _text_of(post: Post, deal: Deal, *, language: str | None) -> PostText:
    """What is known of a post; its language is the creator's where it tells none."""
    return PostText(
        caption=post.caption,
        disclosure=post.disclosure,
        on_screen=post.on_screen,
        spoken=post.spoken,
        has_label=post.has_label,
        platform=post.platform,
        kind=post.kind,
        language=post.language or language,
        relationship=relationship_of(deal),
    )
