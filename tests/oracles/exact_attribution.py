"""Attribution as the rules say it, written down again with nothing of ours but the facts.

Every order is looked at alone, every touch and every deal is walked through for it, and nothing is
sorted, joined or remembered. It is slow and it knows no model but the last touch.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator

from influence.campaign_book import Book
from influence.deals import Deal
from influence.orders import Order
from influence.tracking import CodeTerms, Touch

UTC = dt.UTC
KINDS = ["code", "dm", "link", "landing"]
ALWAYS = CodeTerms()


def plain(mark: str) -> str:
    return "".join(unicodedata.normalize("NFKC", mark).casefold().split())


def terms_of(deal: Deal, code: str) -> CodeTerms:
    """What was agreed of a code of a deal."""
    return next((terms for own, terms in deal.code_terms.items() if plain(own) == code), ALWAYS)


def holds(terms: CodeTerms, at: dt.datetime) -> bool:
    """Whether a code is the creator's at a moment."""
    moment = at.astimezone(UTC)
    if terms.starts is not None and moment < terms.starts.astimezone(UTC):
        return False
    return terms.ends is None or moment < terms.ends.astimezone(UTC)


def code_deal(book: Book, code: str, at: dt.datetime) -> Deal | None:
    """The deal whose code it is at a moment."""
    for deal in book.deals:
        for own in deal.codes:
            if plain(own) == plain(code) and holds(terms_of(deal, plain(own)), at):
                return deal
    return None


def owner(book: Book, touch: Touch) -> str | None:
    """Whose a mark is when it is met, by looking through every deal."""
    if touch.kind == "code":
        deal = code_deal(book, touch.value, touch.at)
        return None if deal is None else deal.creator_id
    for deal in book.deals:
        for mark in deal.dm_keywords if touch.kind == "dm" else deal.links:
            if touch.kind == "dm":
                spaced = "".join(c if c.isalnum() else " " for c in touch.value.casefold())
                if plain(mark) in spaced.split():
                    return deal.creator_id
            elif plain(mark) == plain(touch.value):
                return deal.creator_id
    return None


def buyers(book: Book, order: Order) -> set[str]:
    """Every visitor that the buyer of an order came by as."""
    own = {order.visitor_id} if order.visitor_id else set()
    if order.customer_id is None:
        return own
    same = (other for other in book.orders if other.customer_id == order.customer_id)
    return own | {other.visitor_id for other in same if other.visitor_id}


def counts(book: Book, order: Order, touch: Touch) -> bool:
    """Whether a touch could have led to an order."""
    age = order.at.astimezone(UTC) - touch.at.astimezone(UTC)
    window = dt.timedelta(days=book.attribution.lookback_days)
    return touch.visitor_id in buyers(book, order) and dt.timedelta(0) <= age <= window


def is_beyond(book: Book, order: Order, deal: Deal, code: str) -> bool:
    """Whether the limit of a code was reached by paid orders before this one."""
    limit = terms_of(deal, code).limit
    if limit is None:
        return False
    place = (order.at.astimezone(UTC), order.order_id)
    before = 0
    for other in book.orders:
        if other.status == "paid" and (other.at.astimezone(UTC), other.order_id) < place:
            named = {plain(one) for one in other.codes}
            if code in named and code_deal(book, code, other.at) == deal:
                before += 1
    return before >= limit


def owned_codes(book: Book, order: Order) -> Iterator[tuple[str, Deal]]:
    """The codes on an order that somebody owns and whose limits are not reached, each once."""
    seen: set[str] = set()
    for code in order.codes:
        deal = code_deal(book, code, order.at)
        if deal is not None and plain(code) not in seen:
            seen.add(plain(code))
            if not is_beyond(book, order, deal, plain(code)):
                yield plain(code), deal


def winner(book: Book, order: Order) -> str | None:
    """Who earns an order by the last touch."""
    met: list[tuple[dt.datetime, int, str]] = []
    for touch in book.touches:
        who = owner(book, touch)
        if who is not None and counts(book, order, touch):
            met.append((touch.at.astimezone(UTC), KINDS.index(touch.kind), who))
    last = max(met)[2] if met else None
    spoken, credit = speaking(book, order)
    if spoken is None:
        return last
    takes = takes_order(book, order, spoken, credit)
    if takes is None:
        at_order = (order.at.astimezone(UTC), 0, spoken)
        return max([*met, at_order])[2]
    return spoken if takes else last


def takes_order(book: Book, order: Order, who: str, credit: str | None) -> bool | None:
    """Whether a code of somebody takes an order; ``None`` when it is one more touch."""
    met = [
        (touch.at.astimezone(UTC), KINDS.index(touch.kind), found)
        for touch in book.touches
        if counts(book, order, touch) and (found := owner(book, touch)) is not None
    ]
    rule = {
        None: book.attribution.precedence,
        "always": "code_wins",
        "if_involved": "code_if_involved",
        "if_winner": "code_if_winner",
    }[credit]
    if rule == "link_wins":
        return not met
    if rule == "code_if_involved":
        return who in {found for _, _, found in met}
    if rule == "code_if_winner":
        return bool(met) and max(met)[2] == who
    return True if rule == "code_wins" else None


def speaking(book: Book, order: Order) -> tuple[str | None, str | None]:
    """The owner of the code that speaks for an order, and what its own terms say of it."""
    best: tuple[int, str, str | None] | None = None
    for code, deal in owned_codes(book, order):
        terms = terms_of(deal, code)
        if best is None or terms.priority >= best[0]:
            best = (terms.priority, deal.creator_id, terms.credit)
    return (None, None) if best is None else (best[1], best[2])


def also_paid(book: Book, order: Order) -> set[str]:
    """Who is paid on an order beside its winner."""
    won = winner(book, order)
    if won is None or book.attribution.several_codes == "one_speaks":
        return set()
    return {
        deal.creator_id
        for code, deal in owned_codes(book, order)
        if not _speaks(book, order, code)
        and takes_order(book, order, deal.creator_id, terms_of(deal, code).credit) is not False
    } - {won}


def _speaks(book: Book, order: Order, code: str) -> bool:
    """Whether a code is the one that speaks: of the highest priority the last applied."""
    owned = [*owned_codes(book, order)]
    highest = max(terms_of(deal, one).priority for one, deal in owned)
    return code == [one for one, deal in owned if terms_of(deal, one).priority == highest][-1]
