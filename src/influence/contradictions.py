"""Contradictions: facts of a book that cannot both be right, and figures that it cannot tell.

Nothing is corrected here and no figure is changed; each contradiction is a finding with its place.
Rows that broke a rule on the way in are found by ``influence.books``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from influence.attribution import code_leaks
from influence.campaign_book import Book
from influence.costs import Cost
from influence.findings import Finding
from influence.payments import InKind, PaymentRule
from influence.periods import microseconds
from influence.ratios import decimal_of
from influence.sales import Sale, total_customers, total_gross_profit, total_orders
from influence.scorecards import Scoreboard, Scorecard

__all__ = ["contradictions"]

_EXAMPLES = 3


def contradictions(board: Scoreboard) -> tuple[Finding, ...]:
    """Everything that does not fit together in a book."""
    return (
        *_dealless(board),
        *_fees(board),
        *_late_touches(board),
        *_early_refunds(board.book),
        *_own_orders(board),
        *_leaked_codes(board.book),
        *_double_product(board),
        *_other_platforms(board.book),
        *_outside(board.book),
        *_early_results(board),
        *_revenue_gaps(board),
        *_unknown_profit(board),
        *_unknown_customers(board),
    )


def _dealless(board: Scoreboard) -> Iterator[Finding]:
    """Creators with whom nothing was agreed."""
    for card in board.cards:
        if card.deal is None:
            who = card.creator.creator_id
            message = f"{card.creator.name} has no deal: nothing can be owed by terms or credited"
            yield Finding(code="INF301", where=f"creators {who}", message=message)


def _fees(board: Scoreboard) -> Iterator[Finding]:
    """Fees that do not follow from what their payer says they follow from."""
    for card in board.cards:
        for cost in card.costs:
            yield from _orders_claimed(card, cost)
            yield from _rate_claimed(card, cost)


def _orders_claimed(card: Scorecard, cost: Cost) -> Iterator[Finding]:
    """A count of orders that is not the book's."""
    own = total_orders(card.sales)
    if cost.orders is not None and own is not None and own != cost.orders:
        yield Finding(
            code="INF302",
            where=f"costs {cost.cost_id} orders",
            message=f"the payer counted {cost.orders} orders of creator {card.creator.creator_id}, "
            f"the book has {decimal_of(own)}",
        )


def _rate_claimed(card: Scorecard, cost: Cost) -> Iterator[Finding]:
    """An amount that is not its rate times what it was counted from."""
    if cost.rate is None or cost.basis is None:
        return
    units = cost.orders if cost.basis == "order" else len(card.posts)
    if units is None or cost.rate * units == cost.amount:
        return
    code, whose = ("INF304", "its own") if cost.basis == "order" else ("INF303", "the book's")
    yield Finding(
        code=code,
        where=f"costs {cost.cost_id} amount",
        message=f"{cost.amount} is not {cost.rate} for each of {whose} {units} {cost.basis}s "
        f"of creator {card.creator.creator_id}, which is {cost.rate * units}",
    )


def _late_touches(board: Scoreboard) -> Iterator[Finding]:
    """Orders that came before every touch of their visitor."""
    late = [
        story.order_id
        for story in board.attribution.unattributed
        if story.resolution.miss == "only touches after the sale"
    ]
    if late:
        yield _several("INF305", "orders", late, "orders before every touch of their visitor")


def _early_refunds(book: Book) -> Iterator[Finding]:
    """Refunds dated before the order that they give back."""
    orders = book.orders_by_id
    early = [
        refund.refund_id
        for refund in book.refunds
        if microseconds(refund.at) < microseconds(orders[refund.order_id].at)
    ]
    if early:
        yield _several("INF311", "refunds at", early, "refunds dated before their order")


def _own_orders(board: Scoreboard) -> Iterator[Finding]:
    """Orders that their creators seem to have placed."""
    held = [
        f"{story.order_id} of {who}" for story in board.attribution.stories for who in story.held
    ]
    if held:
        yield _several("INF312", "orders", held, "orders that seem to be their creator's own")


def _leaked_codes(book: Book) -> Iterator[Finding]:
    """Codes whose orders come mostly without any touch or from coupon pages."""
    leaks = code_leaks(
        book.orders, touches=book.touches, owners=book.owners, policy=book.attribution
    )
    for leak in leaks:
        message = (
            f"code {leak.code} of {leak.creator_id}: {leak.leaked} of {leak.orders} orders "
            f"({round(leak.share * 100)} %) leaked, {leak.without_touch} without any touch and "
            f"{leak.from_coupon_pages} from coupon pages"
        )
        yield Finding(code="INF313", where=f"orders codes {leak.code}", message=message)


def _double_product(board: Scoreboard) -> Iterator[Finding]:
    """Product that is in the terms and in the costs."""
    for card in board.cards:
        product = [cost.cost_id for cost in card.costs if cost.kind == "product"]
        if product and card.deal is not None and _gives_product(card.deal.terms):
            who = card.creator.creator_id
            message = f"the terms with {who} count product at cost, and so does cost {product[0]}"
            yield Finding(code="INF306", where=f"costs {product[0]}", message=message)


def _gives_product(terms: PaymentRule | None) -> bool:
    """Whether the terms count product in kind, themselves or in a part."""
    parts: tuple[PaymentRule, ...] = getattr(terms, "parts", ())
    return isinstance(terms, InKind) or any(_gives_product(part) for part in parts)


def _other_platforms(book: Book) -> Iterator[Finding]:
    """Posts on a platform that their creator does not name."""
    own = {creator.creator_id: creator.platforms for creator in book.creators}
    other = [
        post.post_id
        for post in book.posts
        if post.platform and own[post.creator_id] and post.platform not in own[post.creator_id]
    ]
    if other:
        what = "posts on a platform that their creator does not name"
        yield _several("INF307", "posts platform", other, what)


def _outside(book: Book) -> Iterator[Finding]:
    """Orders and results before the campaign began or after it ended."""
    period, campaign = book.campaign.period, book.campaign
    orders = [order.order_id for order in book.orders if not period.contains(order.at)]
    if orders:
        yield _several("INF308", "orders at", orders, "orders outside the campaign")
    results = [
        f"{row.creator_id} on {row.date.isoformat()}"
        for row in book.results
        if not campaign.starts <= row.date < campaign.ends
    ]
    if results:
        yield _several("INF308", "results date", results, "results outside the campaign")


def _early_results(board: Scoreboard) -> Iterator[Finding]:
    """Sales dated before the first post of their creator."""
    zone = board.book.campaign.time_zone
    early = [
        f"{card.creator.creator_id} {sale.fact}"
        for card in board.cards
        for sale in card.sales
        if card.posts and _day(sale.at, zone) < _day(card.posts[0].published_at, zone)
    ]
    if early:
        what = "sales dated before the first post of their creator"
        yield _several("INF309", "sales", early, what)


def _revenue_gaps(board: Scoreboard) -> Iterator[Finding]:
    """Counted rows in which revenue or orders are missing."""
    for card in board.cards:
        who = card.creator.creator_id
        if card.rows_without_revenue:
            message = f"rows of {who} that do not tell their revenue: {card.rows_without_revenue}"
            yield Finding(code="INF403", where=f"results {who}", message=message)
        orderless = [
            sale.fact for sale in card.sales if not sale.orders and not sale.revenue.is_zero
        ]
        if orderless:
            yield _several("INF310", f"results {who}", orderless, "rows with revenue and no orders")


def _unknown_profit(board: Scoreboard) -> Iterator[Finding]:
    """Creators whose gross profit nobody tells."""
    currency = board.book.campaign.currency
    unknown = [
        card.creator.creator_id
        for card in board.cards
        if total_gross_profit(filter(_tells_revenue, card.sales), currency=currency) is None
    ]
    if unknown:
        what = "creators whose gross profit is unknown without campaign.gross_margin"
        yield _several("INF401", "campaign gross_margin", unknown, what)


def _unknown_customers(board: Scoreboard) -> Iterator[Finding]:
    """Creators whose customers cannot be counted."""
    unknown = [
        card.creator.creator_id for card in board.cards if total_customers(card.sales) is None
    ]
    if unknown:
        what = "creators whose customers cannot be told apart"
        yield _several("INF402", "orders customer_id", unknown, what)


def _tells_revenue(sale: Sale) -> bool:
    """Whether a gross margin would tell the gross profit of a sale."""
    return sale.tells_revenue


def _day(at: dt.datetime, zone: ZoneInfo) -> dt.date:
    """The campaign's day on which a moment falls."""
    return at.astimezone(zone).date()


def _several(code: str, where: str, places: Sequence[str], what: str) -> Finding:
    """One finding for many of a kind, with the first few named."""
    first = sorted(places)[:_EXAMPLES]
    more = f" and {len(places) - _EXAMPLES} more" if len(places) > _EXAMPLES else ""
    return Finding(
        code=code, where=where, message=f"{what}: {len(places)} ({', '.join(first)}{more})"
    )
