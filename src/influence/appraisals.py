"""Appraisals: the money side of one scorecard, before anybody is compared with anybody.

    spend → statement → unit economics → payback → trials

Each step looks only at what stands before it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from influence._ripeness import Ripeness
from influence.campaign_book import Book
from influence.candidates import Candidate
from influence.creator_lines import CodeResult
from influence.metrics import METRICS
from influence.money import ExactMoney, Money
from influence.payments import Fee, fee_of
from influence.performances import performance_of
from influence.periods import DAY_IN_MICROSECONDS, Period, microseconds
from influence.posts import Post
from influence.ranking import Standing
from influence.roi import UnitEconomics
from influence.sales import (
    Sale,
    payback_day,
    total_gross_profit,
    total_orders,
    total_revenue,
)
from influence.scorecards import Scoreboard, Scorecard
from influence.settlement import Statement, settle
from influence.shares import Share
from influence.spending import Spend, spend_of
from influence.tracking import normal_form
from influence.trials import AngleTrial

__all__ = ["Appraisal", "appraise", "most_per_order", "standing_of", "trials_of"]


@attrs.frozen(kw_only=True)
class Appraisal:
    """What one creator cost and brought in.

    Args:
        card: What the book knows of the creator.
        spend: What was spent on them.
        statement: What they are owed; ``None`` when no terms were agreed.
        economics: What follows from the two.
        payback_day: Days until gross profit covered the spend; ``None`` when it has not.
        profit_in_window: Profit with only the sales of the payback window; ``None`` when unknown.
        codes: What each of their codes brought in.
    """

    card: Scorecard
    spend: Spend
    statement: Statement | None
    economics: UnitEconomics
    payback_day: int | None
    profit_in_window: Money | None
    codes: tuple[CodeResult, ...]


def appraise(
    card: Scorecard, *, board: Scoreboard, settled: Scoreboard, as_of: dt.datetime
) -> Appraisal:
    """The money side of a scorecard, with a statement at the moment *as_of*.

    What was spent and earned follows from all facts of the book; the statement, only from those up
    to *as_of*. A refund that came later takes nothing from what could be paid by then: it is for a
    later statement.

    Args:
        card: Everything that the book knows of the creator.
        board: The scoreboard that it stands on.
        settled: The scoreboard of the book without the facts that came after *as_of*.
        as_of: The moment of the settlement.
    """
    book, currency = board.book, board.book.campaign.currency
    statement, fee = _owed(card, board=board, settled=settled, as_of=as_of)
    spend = spend_of(fee=fee, posts=card.posts, costs=card.costs, currency=currency)
    return Appraisal(
        card=card,
        spend=spend,
        statement=statement,
        economics=_economics(card, spend=spend.total, tells_sales=book.tells_sales),
        payback_day=(
            payback_day(card.sales, spend=spend.total, start=card.start)
            if book.tells_sales
            else None
        ),
        profit_in_window=(
            _profit_in_window(card, spend=spend.total, days=book.decisions.payback_days)
            if book.tells_sales
            else None
        ),
        codes=_codes(card, currency=currency),
    )


def _owed(
    card: Scorecard, *, board: Scoreboard, settled: Scoreboard, as_of: dt.datetime
) -> tuple[Statement | None, Fee | None]:
    """What the terms owe at the moment, and for everything that the book knows."""
    if card.deal is None or card.deal.terms is None:
        return None, None
    book, who = board.book, card.creator.creator_id
    start = book.campaign.period.start
    by_then = performance_of(settled.card(who), board=settled, period=_up_to(as_of, start=start))
    statement = settle(
        card.deal.terms, by_then, creator_id=who, policy=book.settlement, as_of=as_of
    )
    if microseconds(as_of) >= microseconds(book.last_moment):
        return statement, statement.accrued_fee
    whole = _up_to(book.last_moment, start=start)
    return statement, fee_of(card.deal.terms, performance_of(card, board=board, period=whole))


def _up_to(moment: dt.datetime, *, start: dt.datetime) -> Period:
    """From the campaign's start to a moment, which may lie before it."""
    if microseconds(start) < microseconds(moment):
        return Period(start, moment)
    return Period(moment.astimezone(dt.UTC) - dt.timedelta(microseconds=1), moment)


def _economics(card: Scorecard, *, spend: Money, tells_sales: bool) -> UnitEconomics:
    """Unit economics of the creator; without a source of sales they are unknown, not zero."""
    visits = UnitEconomics(
        spend=spend,
        clicks=card.clicks.value,
        leads=card.leads.value,
        signups=card.signups.value,
    )
    if not tells_sales:
        return visits
    tells_revenue, currency = not card.rows_without_revenue, spend.currency
    return attrs.evolve(
        visits,
        revenue=total_revenue(card.sales, currency=currency) if tells_revenue else None,
        gross_profit=total_gross_profit(card.sales, currency=currency),
        signup_customers=card.signup_customers,
        orders=total_orders(card.sales),
        customers=card.customers,
        repeat_customers=card.repeat_customers,
    )


def _profit_in_window(card: Scorecard, *, spend: Money, days: int) -> Money | None:
    """Gross profit of the sales within the payback window, less the whole spend."""
    end = microseconds(card.start) + days * DAY_IN_MICROSECONDS
    within = (sale for sale in card.sales if sale.place < (end, ""))
    earned = total_gross_profit(within, currency=spend.currency)
    return None if earned is None else earned - spend


def _codes(card: Scorecard, *, currency: str) -> tuple[CodeResult, ...]:
    """What each code of the deal brought in; the same code written in two ways is one."""
    codes = {normal_form(code): code for code in reversed(card.deal.codes if card.deal else ())}
    led: dict[str, list[Sale]] = {code: [] for code in reversed(codes)}
    for sale in card.sales:
        if sale.code is not None:
            led.setdefault(normal_form(sale.code), []).append(sale)
    return tuple(
        CodeResult(
            code=codes.get(code, code),
            orders=total_orders(sales) or Fraction(0),
            revenue=total_revenue(sales, currency=currency),
            gross_profit=total_gross_profit(sales, currency=currency),
        )
        for code, sales in led.items()
    )


def trials_of(
    appraisal: Appraisal, *, book: Book, profit_per_order: ExactMoney | None, ripeness: Ripeness
) -> tuple[AngleTrial, ...]:
    """What came of each angle that the creator told or agreed to tell.

    A sale belongs to the angle of the creator's last post before it. The spend is split over the
    posts in equal parts, because nobody knows which of them took more work.

    Args:
        appraisal: The creator's money side.
        book: For the thresholds.
        profit_per_order: The most that an order of this campaign earns; ``None`` when unknown.
        ripeness: How much of what a post brings has come after so many days.
    """
    card, cost = appraisal.card, appraisal.spend.total
    agreed = () if card.deal is None else card.deal.angles
    told: dict[str, list[Post]] = {angle: [] for angle in agreed}
    for post in card.posts:
        told.setdefault(post.angle or "", []).append(post)
    weights = [len(posts) for posts in told.values()]
    costs = cost.allocate(weights) if card.posts else tuple(cost * 0 for _ in told)
    sales, end = _sales_by_angle(card), microseconds(book.last_moment)
    return tuple(
        _trial(
            angle,
            posts=posts,
            sales=_within(sales.get(angle, ()), posts, days=book.decisions.payback_days),
            cost=part,
            profit_per_order=profit_per_order,
            least=book.decisions.least_expected_orders,
            matured=ripeness.of_posts(posts, end=end),
        )
        for (angle, posts), part in zip(told.items(), costs, strict=True)
    )


def _sales_by_angle(card: Scorecard) -> Mapping[str, list[Sale]]:
    """The sales by the angle of the last post before each, else of the first post."""
    by_angle: dict[str, list[Sale]] = {}
    for post, sales in zip(card.posts, card.sales_by_post, strict=True):
        by_angle.setdefault(post.angle or "", []).extend(sales)
    return by_angle


def _within(sales: Iterable[Sale], posts: Sequence[Post], *, days: int) -> list[Sale]:
    """The sales within a window that the first of the posts opens."""
    if not posts:
        return []
    end = microseconds(posts[0].published_at) + days * DAY_IN_MICROSECONDS
    return [sale for sale in sales if microseconds(sale.at) < end]


def _trial(
    angle: str,
    *,
    posts: Sequence[Post],
    sales: Sequence[Sale],
    cost: Money,
    profit_per_order: ExactMoney | None,
    least: int,
    matured: Share,
) -> AngleTrial:
    """What came of one angle."""
    is_known = all(sale.tells_revenue for sale in sales)
    return AngleTrial(
        angle=angle,
        posts=len(posts),
        cost=cost,
        revenue=total_revenue(sales, currency=cost.currency) if is_known else None,
        gross_profit=total_gross_profit(sales, currency=cost.currency),
        expected_orders=(
            None if profit_per_order is None else cost.exact.amount / profit_per_order.amount
        ),
        least_expected_orders=least,
        matured=matured,
    )


def most_per_order(appraisals: Sequence[Appraisal], *, currency: str) -> ExactMoney | None:
    """The most that an order of the campaign earns, over the creators for whom it is known.

    It is the gross profit of an order where that is known and above zero, else its whole revenue. A
    creator who breaks even shows no fewer orders than the spend holds such sums. ``None`` when
    nothing was sold.
    """
    economics = [one.economics for one in appraisals]
    for amounts in (
        [(one.gross_profit, one.orders) for one in economics],
        [(one.revenue, one.orders) for one in economics],
    ):
        known = [(amount, orders) for amount, orders in amounts if amount is not None and orders]
        total = ExactMoney.total((amount for amount, _ in known), currency=currency)
        if total.is_positive:
            return total * (1 / sum((Fraction(orders) for _, orders in known), Fraction(0)))
    return None


def standing_of(appraisal: Appraisal, *, candidate: Candidate) -> Standing:
    """What a ranking strategy sees of a creator.

    Args:
        appraisal: Their money side.
        candidate: Their price, audience and bookings.
    """
    economics = appraisal.economics
    revenue, profit = economics.revenue, economics.gross_profit
    known: dict[str, int | Fraction | None] = {
        **{name: known.total for name, known in appraisal.card.tallies.items()},
        "orders": economics.orders,
        "customers": economics.customers,
        "leads": economics.leads,
        "signups": economics.signups,
        "revenue": None if revenue is None else revenue.exact.amount,
        "gross_profit": None if profit is None else profit.exact.amount,
    }
    if economics.clicks is not None:
        known["clicks"] = economics.clicks
    return Standing(
        creator_id=appraisal.card.creator.creator_id,
        metrics={
            name: Fraction(figure)
            for name, figure in ((name, known.get(name)) for name in METRICS)
            if figure is not None
        },
        spend=economics.spend,
        profit=economics.profit,
        candidate=candidate,
    )
