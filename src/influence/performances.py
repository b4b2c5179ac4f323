"""Performances: a scorecard in the words that payment rules and ledgers understand.

A deliverable counts as delivered when its state says so. Where nobody keeps the state, the posts
tell: a post of its kind is a delivery, as far as so many were agreed. A row of counted results
becomes as many orders as it counts, which share its revenue; a row with revenue and no count
becomes one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import attrs

from influence._earnings import EarnedOrder, earned_order
from influence.campaign_book import Book
from influence.deals import Deal
from influence.deliverables import History, ProductionTerms
from influence.ids import CreatorId
from influence.metrics import POST_METRICS
from influence.money import Money
from influence.orders import LineItem, Order, Refund
from influence.payments import CreditedOrder, OrderLine, Performance
from influence.periods import Period, microseconds
from influence.posts import Post
from influence.production import histories_of
from influence.sales import Sale
from influence.scorecards import Scoreboard, Scorecard
from influence.settlement import Reading, SoldOrder, performed
from influence.shares import Share

__all__ = ["performance_of", "readings_of", "sold_order", "sold_orders"]


def performance_of(card: Scorecard, *, board: Scoreboard, period: Period) -> Performance:
    """What a creator did up to the end of *period*, that moment included, as payment rules see it.

    Args:
        card: The creator's scorecard.
        board: The scoreboard that it stands on.
        period: From the start of the campaign to the moment of the settlement.
    """
    return performed(
        _credited(card, board=board, as_of=period.end),
        readings_of(card, board=board, read_at=period.end),
        period=period,
        currency=board.book.campaign.currency,
    )


def sold_orders(board: Scoreboard) -> tuple[SoldOrder, ...]:
    """Every order that somebody earned, and every order that counted results stand for."""
    stories = board.attribution.stories
    orders = board.book.orders_by_id
    told = (
        _sold(earned_order(orders[story.order_id], story=story), book=board.book)
        for story in stories
        if story.is_attributed
    )
    counted = (order for card in board.cards for order in _counted_orders(card))
    return (*told, *counted)


def readings_of(card: Scorecard, *, board: Scoreboard, read_at: dt.datetime) -> tuple[Reading, ...]:
    """What is known at a moment of a creator's deliverables and metrics, source by source.

    Args:
        card: The creator's scorecard.
        board: The scoreboard that it stands on.
        read_at: The moment.
    """
    posts = [
        post for post in card.posts if microseconds(post.published_at) <= microseconds(read_at)
    ]
    who = card.creator.creator_id
    delivered = (
        () if card.deal is None else _delivered(card.deal, posts, board=board, read_at=read_at)
    )
    return (*delivered, *_metrics(card, who=who, read_at=read_at))


def _credited(card: Scorecard, *, board: Scoreboard, as_of: dt.datetime) -> Iterator[CreditedOrder]:
    """The creator's parts of orders, as they stand at a moment."""
    who, book = card.creator.creator_id, board.book
    for earned in board.earnings.orders_of(who):
        order_id = earned.order.order_id
        refunds = book.refunds_by_order.get(order_id, ())
        disputes = book.disputes_by_order.get(order_id, ())
        is_whole = len(earned.shares) == 1 and not earned.also_paid
        if is_whole and not disputes and order_id not in book.lines_by_order:
            yield _whole(earned, who=who, refunds=refunds, book=book, as_of=as_of)
        else:
            sold = _sold(earned, book=book)
            yield sold.credited(refunds=refunds, disputes=disputes, as_of=as_of)[who]
    for order in _counted_orders(card):
        yield order.credited(as_of=as_of)[who]


def _whole(
    earned: EarnedOrder,
    *,
    who: CreatorId,
    refunds: Iterable[Refund],
    book: Book,
    as_of: dt.datetime,
) -> CreditedOrder:
    """An order without lines or disputes that is one creator's alone: nothing of it is split."""
    order, moment = earned.order, microseconds(as_of)
    back = sum(one.amount.minor for one in refunds if microseconds(one.at) <= moment)
    customer = order.customer_id
    return CreditedOrder(
        order_id=order.order_id,
        at=order.at,
        gross=order.items,
        refunded=Money.from_minor(back, order.items.currency),
        is_new_customer=order.is_new_customer,
        customer_id=customer,
        customer_since=None if customer is None else book.customers_since.get(customer),
        tax=order.tax,
        shipping=order.shipping,
        held_because=earned.held.get(who),
    )


def sold_order(
    order: Order,
    *,
    book: Book,
    credits: Mapping[CreatorId, Fraction],
    held: Mapping[CreatorId, str] | None = None,
    also_paid: tuple[CreatorId, ...] = (),
) -> SoldOrder:
    """An order of the book as those sold it who are credited with it.

    Args:
        order: The order.
        book: For its lines, and for when its customer first bought anything.
        credits: Each creator's share; who stands first gets the last cent.
        held: Whose part may not be paid before a person has looked at it, and why.
        also_paid: Who is paid on the whole order beside the shares.
    """
    customer = order.customer_id
    lines = sorted(book.lines_by_order.get(order.order_id, ()), key=lambda row: row.line_id)
    return SoldOrder(
        order_id=order.order_id,
        at=order.at,
        items=order.items,
        credits=credits,
        customer_id=customer,
        customer_since=None if customer is None else book.customers_since.get(customer),
        is_new_customer=order.is_new_customer,
        lines=tuple(_line(row) for row in lines),
        tax=order.tax,
        shipping=order.shipping,
        held=held or {},
        also_paid=also_paid,
    )


def _sold(earned: EarnedOrder, *, book: Book) -> SoldOrder:
    """An order with everybody who earned it."""
    return sold_order(
        earned.order,
        book=book,
        credits=earned.shares,
        held=earned.held,
        also_paid=earned.also_paid,
    )


def _line(row: LineItem) -> OrderLine:
    """A line of an order before anything of it comes back."""
    return OrderLine(
        product=row.product,
        gross=row.amount,
        refunded=row.amount * 0,
        quantity=row.quantity,
        kind=row.kind,
    )


def _counted_orders(card: Scorecard) -> Iterator[SoldOrder]:
    """The orders that rows of counted results stand for."""
    for sale in card.sales:
        if not sale.fact.startswith("order "):
            yield from _counted(sale, who=card.creator.creator_id)


def _counted(sale: Sale, *, who: CreatorId) -> Iterator[SoldOrder]:
    """The orders that a row stands for; none when it tells neither orders nor revenue."""
    if not sale.orders and sale.gross.is_zero:
        return
    count = 1 if sale.orders is None else max(1, int(sale.orders))
    for place, part in enumerate(sale.gross.allocate([1] * count), start=1):
        name = f"{who} {sale.fact}"
        yield SoldOrder(
            order_id=name if count == 1 else f"{name} part {place}",
            at=sale.at,
            items=part,
            credits={who: Fraction(1)},
            is_new_customer=sale.is_new_customer,
        )


def _delivered(
    deal: Deal, posts: Iterable[Post], *, board: Scoreboard, read_at: dt.datetime
) -> Iterator[Reading]:
    """The pieces that were delivered: by moves, else their state, else posts of their kind."""
    book, who = board.book, deal.creator_id
    moves = (move for place, told in board.moves.items() if place[0] == who for move in told)
    named = {move.post_id for move in moves}
    # A post that a move names tells its own piece, and no other.
    unused = [post for post in posts if post.post_id not in named]
    histories = histories_of(book, deal, moves=board.moves, as_of=read_at)
    for place, (agreed, history) in enumerate(
        zip(deal.deliverables, histories, strict=True), start=1
    ):
        if history is not None:
            yield from _moved(deal, history, terms=book.campaign.production, read_at=read_at)
            continue
        if agreed.state is not None:
            count = agreed.count if agreed.is_delivered else 0
            yield Reading(
                creator_id=deal.creator_id,
                kind="deliverable",
                name=agreed.kind,
                source=f"deliverable {place}",
                count=count,
                read_at=read_at,
            )
            continue
        told = [post for post in unused if post.kind == agreed.kind][: agreed.count]
        unused = [post for post in unused if post not in told]
        for post in told:
            yield Reading(
                creator_id=deal.creator_id,
                kind="deliverable",
                name=agreed.kind,
                source=post.post_id,
                count=1,
                read_at=read_at,
                at=post.published_at,
            )


def _moved(
    deal: Deal, history: History, *, terms: ProductionTerms, read_at: dt.datetime
) -> Iterator[Reading]:
    """The pieces of a deliverable whose moves the book keeps."""
    agreed, published = history.deliverable, history.reached("published")
    count = agreed.count if history.owed_by(terms) == "whole" else 0
    delivered = Reading(
        creator_id=deal.creator_id,
        kind="deliverable",
        name=agreed.kind,
        source=f"deliverable {agreed.deliverable_id}",
        count=count,
        read_at=read_at,
        at=published if count else None,
    )
    yield delivered
    before = history.called_off_in
    share = Share(0) if before is None else terms.kill_fee(before)
    is_owed = share.fraction > 0
    yield attrs.evolve(
        delivered,
        kind="called_off",
        count=agreed.count if is_owed else 0,
        at=history.since if is_owed else None,
        share=share if is_owed else None,
    )


def _metrics(card: Scorecard, *, who: CreatorId, read_at: dt.datetime) -> Iterator[Reading]:
    """The known figures that a bonus may count; of a shared one only the whole part."""
    totals = {
        "clicks": card.clicks.value,
        "leads": card.leads.value,
        "signups": card.signups.value,
        "customers": card.customers,
    }
    known = {name: int(count) for name, count in totals.items() if count is not None}
    for name, count in known.items():
        yield Reading(
            creator_id=who, kind="metric", name=name, source="book", count=count, read_at=read_at
        )
    for post in card.posts:
        for name in POST_METRICS:
            figure = post.figure(name)
            if figure is not None and name not in known:
                yield Reading(
                    creator_id=who,
                    kind="metric",
                    name=name,
                    source=post.post_id,
                    count=figure,
                    read_at=read_at,
                    at=post.published_at,
                )
