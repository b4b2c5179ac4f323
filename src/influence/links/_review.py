"""Review: what is wrong with the marks that deals have already.

Nothing is changed: a mark that stands on a thousand stories cannot be called back. Each function
here tells findings, one for each mark or pair of marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from influence.campaigns import Campaign
from influence.creators import Creator
from influence.deals import Deal
from influence.findings import Finding
from influence.links._blocked import blocked_word
from influence.links._contents import kept_value
from influence.links._keywords import runs_of, said_anyway
from influence.links._lookalikes import look_alike_form
from influence.links._personal import name_in, personal_in
from influence.tracking import words as words_of

_WHERE = "campaign.toml"


def _finding(code: str, deal: Deal, message: str) -> Finding:
    return Finding(code=code, where=f"{_WHERE} {deal.creator_id}", message=message)


def marks_unfit(deals: Iterable[Deal], *, names: Mapping[str, str]) -> Iterator[Finding]:
    """Links whose mark is personal, cannot be written, or names its creator in full."""
    for deal in deals:
        for link in deal.links:
            rule = personal_in(link)
            name = name_in(link, names=filter(None, [names.get(deal.creator_id)]))
            if rule:
                yield _finding("INF323", deal, f"link must {rule}, got {link!r}")
            elif not kept_value(link):
                rule = "be short, of a-z 0-9 . _ and -, to stand in a link and be found again"
                yield _finding("INF324", deal, f"link must {rule}, got {link!r}")
            elif name:
                yield _finding("INF325", deal, f"link must not be a full name, got {link!r}")


def codes_alike(deals: Iterable[Deal]) -> Iterator[Finding]:
    """Codes of two creators that look alike."""
    first: dict[str, tuple[str, str]] = {}
    for deal in deals:
        for code in deal.codes:
            owner, other = first.setdefault(look_alike_form(code), (deal.creator_id, code))
            if owner != deal.creator_id:
                rule = f"look unlike {other!r} of {owner}"
                yield _finding("INF326", deal, f"code must {rule}, got {code!r}")


def keywords_unclear(deals: Iterable[Deal], *, avoided: Iterable[str]) -> Iterator[Finding]:
    """Keywords that people say anyway, or that are a part of somebody else's."""
    everybody = tuple(deals)
    common = tuple(avoided)
    owners = {
        "".join(words_of(keyword)): deal.creator_id
        for deal in everybody
        for keyword in deal.dm_keywords
    }
    for deal in everybody:
        for keyword in deal.dm_keywords:
            if said_anyway(keyword, avoided=common):
                rule = "be no word that people say anyway"
                yield _finding("INF327", deal, f"keyword must {rule}, got {keyword!r}")
            inside = {owners[run] for run in runs_of(keyword) if run in owners}
            for owner in sorted(inside - {deal.creator_id}):
                rule = f"hold no keyword of {owner}"
                yield _finding("INF327", deal, f"keyword must {rule}, got {keyword!r}")


def offending(deals: Iterable[Deal]) -> Iterator[Finding]:
    """Codes and keywords that hold a blocked word."""
    for deal in deals:
        lists = (("code", deal.codes), ("keyword", deal.dm_keywords))
        for kind, mark in ((kind, mark) for kind, marks in lists for mark in marks):
            if blocked_word(mark):
                rule = "hold no word that may offend"
                yield _finding("INF328", deal, f"{kind} must {rule}, got {mark!r}")


def reviewed_marks(
    deals: Iterable[Deal], *, creators: Iterable[Creator], campaign: Campaign
) -> tuple[Finding, ...]:
    """What is wrong with the marks that deals have already.

    Args:
        deals: What was agreed.
        creators: Everybody, to know a full name.
        campaign: What people say about it anyway is no keyword.

    Example:
        >>> from influence.testing import campaign
        >>> deal = Deal(creator_id="maya", links=("maya@example.com",))
        >>> maya = Creator(creator_id="maya", name="Maya")
        >>> [one.code for one in reviewed_marks([deal], creators=[maya], campaign=campaign())]
        ['INF323']
    """
    everybody = tuple(deals)
    names = {creator.creator_id: creator.name for creator in creators}
    return (
        *marks_unfit(everybody, names=names),
        *codes_alike(everybody),
        *keywords_unclear(everybody, avoided=said_of(campaign)),
        *offending(everybody),
    )


def said_of(campaign: Campaign) -> tuple[str, ...]:
    """What people say about a campaign anyway."""
    product = campaign.offer.product if campaign.offer else ""
    return (campaign.name, product, campaign.hashtag or "")
