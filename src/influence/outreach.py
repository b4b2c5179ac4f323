"""Outreach: how far creators have come, and a first note with a reason that is theirs.

    facts of the creator → one personal reason + the campaign's angle + the next step, and no script

A note without a personal reason is a mass mail, so there is none where the book knows nothing that
is the creator's own. Source: S1, S3.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from influence.briefs import plain
from influence.campaign_book import Book
from influence.creators import Creator
from influence.errors import MissingDataError, UnknownNameError
from influence.memberships import (
    MEMBERSHIP_STATES,
    Membership,
    MembershipState,
    membership_of,
)
from influence.periods import microseconds
from influence.personas import Persona, audience_match
from influence.posts import Post
from influence.vetting import engagement_of

__all__ = ["memberships_of", "outreach_note", "personal_reasons", "pipeline_of"]

_MOST_LETTERS = 80


def memberships_of(book: Book) -> tuple[Membership, ...]:
    """How far each creator of a book has come, in its order."""
    return tuple(membership_of(one.creator_id, book.memberships) for one in book.creators)


def pipeline_of(book: Book) -> Mapping[MembershipState, int]:
    """How many creators are in each state; those without a step are in none.

    Example:
        >>> from influence.books import read_book
        >>> sum(pipeline_of(read_book("examples/spring-launch")).values()) <= 40
        True
    """
    counts = Counter(one.state for one in memberships_of(book) if one.state is not None)
    return {state: counts[state] for state in MEMBERSHIP_STATES}


def personal_reasons(book: Book, creator_id: str) -> tuple[str, ...]:
    """Why this creator, from what the book knows of them, the strongest first.

    Raises:
        UnknownNameError: The book has no such creator; the close one is named.
    """
    creators = {one.creator_id: one for one in book.creators}
    if creator_id not in creators:
        raise UnknownNameError("creator", creator_id, creators)
    return tuple(_reasons(book, creators[creator_id]))


def _reasons(book: Book, creator: Creator) -> Iterator[str]:
    """Each reason in words."""
    best = _best_post(book, creator.creator_id)
    if best is not None and best.caption:
        yield f"your post “{_short(best.caption)}” did what we hope for: people answered it"
    persona = book.campaign.audience or Persona()
    own = [row for row in book.audience if row.creator_id == creator.creator_id]
    match = audience_match(persona, own)
    if match is None and creator.audience_match is not None:
        match = creator.audience_match.fraction
    if match is not None and (percent := round(100 * match)):
        yield f"{percent} % of your audience is who we make it for"
    niches = {niche.casefold() for niche in persona.niches}
    if creator.niche and (not niches or creator.niche.casefold() in niches):
        yield f"you write about {creator.niche}, which is what it is for"


def _best_post(book: Book, creator_id: str) -> Post | None:
    """The recent post with the most engagement for each view; the earlier of two alike."""
    own = [post for post in book.recent_posts if post.creator_id == creator_id]
    told = [(rate, post) for post in own if (rate := engagement_of(post))]
    told.sort(key=lambda one: (microseconds(one[1].published_at), one[1].post_id))
    return max(told, key=lambda one: one[0])[1] if told else None


def _short(text: str) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_LETTERS else f"{line[:_MOST_LETTERS].rstrip()}…"


def outreach_note(book: Book, creator_id: str) -> str:
    """A first note to a creator, as Markdown.

    Raises:
        UnknownNameError: The book has no such creator; the close one is named.
        MissingDataError: Nothing in the book is a reason of their own.

    Example:
        >>> from influence.books import read_book
        >>> note = outreach_note(read_book("examples/spring-launch"), "maya")
        >>> note.splitlines()[0]
        'Hi Maya Okafor,'
    """
    reasons = personal_reasons(book, creator_id)
    if not reasons:
        rule = "know something of the creator to give a reason of their own"
        raise MissingDataError(f"book of {creator_id}", rule, None)
    creator = next(one for one in book.creators if one.creator_id == creator_id)
    campaign = book.campaign
    offer = "" if campaign.offer is None else f" for {plain(campaign.offer.product)}"
    formats = [(angle.format or angle.angle_id).replace("_", " ") for angle in campaign.angles]
    lines = [f"Hi {plain(creator.name)},", ""]
    lines.append(f"we write to you because {'; and '.join(plain(one) for one in reasons[:2])}.")
    lines.append(f"We plan {plain(campaign.name)}{offer}.")
    if formats:
        told = " or ".join(dict.fromkeys(plain(one) for one in formats))
        lines.append(f"We have stories in mind that could be told as {told}.")
    lines += [
        "How you tell it is yours: there is no script, and we approve facts and not words.",
        "",
        "Would you like to see the one-page brief?",
    ]
    return "\n".join(lines) + "\n"
