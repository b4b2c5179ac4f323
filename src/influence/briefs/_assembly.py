"""Assembly: a brief put together from what the book knows; nothing is invented.

What is not in the book is named in ``missing``, so that a person fills it in and nobody guesses.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from influence.briefs._brief import Brief, BriefPiece
from influence.campaign_book import Book
from influence.campaigns import Offer
from influence.creators import Creator
from influence.deals import Deal
from influence.deliverables import Deliverable
from influence.disclosure import DisclosureWording, disclosure_wording, is_known, requirement_of
from influence.disclosure_review import countries_of
from influence.errors import InfluenceError, UnknownNameError
from influence.guidelines import Guidelines
from influence.links import TrackingRow, tracking_kit
from influence.rights import RightsLine

_ACTIONS = {
    "buy_with_code": "Buy with the code",
    "book_consult": "Book a consultation",
    "request_quote": "Ask for a quote",
    "start_trial": "Start a trial",
    "join_waitlist": "Join the waiting list",
}
_NEEDED = (
    *("goal", "audience", "formats", "talking_points", "usage_guidelines", "guardrails"),
    *("hashtag", "link", "code", "dm_keyword", "pieces", "approval", "disclosure_words", "rights"),
)


def brief_of(book: Book, creator_id: str) -> Brief:
    """The brief of a creator who has a deal.

    Args:
        book: The campaign book.
        creator_id: For whom.

    Raises:
        UnknownNameError: Nobody of that name has a deal; the close one is named.

    Example:
        >>> from influence.books import read_book
        >>> brief = brief_of(read_book("examples/spring-launch"), "maya")
        >>> brief.code, brief.hashtag
        ('MAYA15', '#SpringReset')
    """
    deals = {deal.creator_id: deal for deal in book.deals}
    if creator_id not in deals:
        raise UnknownNameError("creator of a deal", creator_id, deals)
    deal = deals[creator_id]
    creator = next(one for one in book.creators if one.creator_id == creator_id)
    parts = _parts(book, deal, creator)
    missing = tuple(name.replace("_", " ") for name in _NEEDED if not parts[name])
    return Brief(**parts, missing=missing)


def briefs_of(book: Book) -> tuple[Brief, ...]:
    """The brief of everybody who has a deal, in the order of the book."""
    return tuple(brief_of(book, deal.creator_id) for deal in book.deals)


def _parts(book: Book, deal: Deal, creator: Creator) -> dict[str, Any]:
    """Every part of a brief by name."""
    campaign, offer = book.campaign, book.campaign.offer
    told = (campaign.brief or Guidelines()).with_those_of(deal.brief or Guidelines())
    row, wording = _row(book, deal), _wording(book, creator)
    return {
        "creator_id": creator.creator_id,
        "creator_name": creator.name,
        "campaign": campaign.name,
        "product": None if offer is None else offer.product,
        "action": None if offer is None else _ACTIONS[offer.primary_action],
        "urgency": _urgency(offer),
        "goal": told.goal,
        "audience": campaign.persona,
        "formats": tuple(_formats(book, deal)),
        "talking_points": told.talking_points,
        "usage_guidelines": told.usage_guidelines,
        "guardrails": told.guardrails,
        "hashtag": campaign.hashtag,
        "link": None if row is None else row.url,
        "code": deal.codes[0] if deal.codes else None,
        "dm_keyword": deal.dm_keywords[0] if deal.dm_keywords else None,
        "pieces": tuple(_pieces(deal)),
        "approval": tuple(_approval(book, told)),
        "disclosure_words": () if wording is None else wording.words[:3],
        "disclosure_where": () if wording is None else wording.where,
        "disclosure_by": "" if wording is None else wording.source,
        "rights": tuple(map(_right, deal.rights_lines)),
        "contact": told.contact,
    }


def _urgency(offer: Offer | None) -> str:
    """Why now, in words."""
    if offer is None or offer.urgency is None:
        return ""
    words = offer.urgency.replace("_", " ")
    return f"{words}: {offer.deadline.isoformat()}" if offer.deadline else words


def _formats(book: Book, deal: Deal) -> Iterable[str]:
    """The story formats of the deal's angles, else all of the campaign's."""
    angles = {angle.angle_id: angle for angle in book.campaign.angles}
    chosen = [angles[one] for one in deal.angles if one in angles] or list(angles.values())
    return dict.fromkeys((one.format or one.angle_id).replace("_", " ") for one in chosen)


def _row(book: Book, deal: Deal) -> TrackingRow | None:
    """The creator's own link; ``None`` when there is no page that it could lead to."""
    creators = [one for one in book.creators if one.creator_id == deal.creator_id]
    try:
        kit = tracking_kit(book.campaign, creators=creators, deals=[deal], policy=book.links)
    except InfluenceError:
        return None
    return next(iter(kit.rows), None)


def _wording(book: Book, creator: Creator) -> DisclosureWording | None:
    """What to disclose with, by the first country that anything is known of."""
    day = book.campaign.starts
    for country in countries_of(book, creator.creator_id):
        if is_known(country, on=day):
            asked = requirement_of(country, on=day)
            platform = creator.platforms[0] if creator.platforms else None
            return disclosure_wording(asked, platform=platform, language=creator.language)
    return None


def _pieces(deal: Deal) -> Iterable[BriefPiece]:
    """What is made, and when."""
    names = {one.deliverable_id: _what(one) for one in deal.deliverables if one.deliverable_id}
    for one in deal.deliverables:
        yield BriefPiece(
            what=_what(one),
            draft_by=one.draft_due,
            live_by=one.post_due,
            after=_after(one, names.get(one.follows or "", one.follows or "")),
        )


def _what(one: Deliverable) -> str:
    """How many of which kind."""
    kind = one.kind.replace("_", " ")
    if one.count == 1:
        return f"1 {kind}"
    return (
        f"{one.count} {kind.removesuffix('y')}ies" if kind.endswith("y") else f"{one.count} {kind}s"
    )


def _after(one: Deliverable, followed: str) -> str:
    """What it follows and within how long."""
    if one.follows is None:
        return ""
    months = f"{one.within_months} months" if one.within_months else ""
    days = f"{one.within_days} days" if one.within_days else ""
    length = " and ".join(filter(None, (months, days))) or "the same day"
    return f"within {length} of {followed}"


def _approval(book: Book, told: Guidelines) -> Iterable[str]:
    """How drafts are approved."""
    if told.approval_days is not None:
        yield f"Send a draft {told.approval_days} days before it goes live."
    days = book.campaign.production.deemed_approved_days
    if days is not None:
        yield f"A draft that nobody answers within {days} days counts as approved."
    if told.approval_days is not None or days is not None:
        yield "We look at facts, code, link and disclosure, and leave the words to you."


def _right(line: RightsLine) -> str:
    """A right in words."""
    where = f" in {', '.join(line.territories)}" if line.territories else ""
    if line.until is not None:
        term = f"until {line.until.isoformat()}"
    elif line.is_open:
        term = "without an end"
    else:
        months = f"{line.months} months" if line.months else ""
        days = f"{line.days} days" if line.days else ""
        begin = line.starts if isinstance(line.starts, str) else line.starts.isoformat()
        term = f"for {' and '.join(filter(None, (months, days)))} from when it is {begin}"
    return f"{line.named.replace('_', ' ')}{where}, {term}"
