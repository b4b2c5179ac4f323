"""Counterpart: what of ours stands against a line of theirs, and what explains the rest.

a creator      the figure of their statement
an order       the fee of that order alone
a period       what the accrual period is entitled to
no terms       what their own basis and rate make of our facts
a stranger     nothing
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from influence.campaign_book import Book
from influence.errors import InfluenceError, close_match
from influence.money import Money
from influence.orders import Order
from influence.payments import PaymentRule
from influence.periods import microseconds
from influence.reconciliation._explanation import makes, reasons_for, untold
from influence.reconciliation._own_columns import by_their_terms, column_reasons, contradiction
from influence.reconciliation._own_side import OwnSide, earners
from influence.reconciliation._reason import Reason, ReasonKind
from influence.reconciliation._scenario import Scenario
from influence.reconciliation._their_line import TheirLine
from influence.reconciliation._variants import variants_of

_NOT_ADDITIVE = "the fee of this order alone; the rule is not the sum of its orders"
_MONTH = len("2026-03")


@attrs.frozen(kw_only=True)
class Counterpart:
    """What of ours stands against what a line of theirs is for.

    Args:
        ours: Our figure; ``None`` when it cannot be said.
        scenario: What it follows from; ``None`` when it follows from no terms of ours.
        reasons: Why theirs differs, where that is known without trying changes.
        missing: What would have to be known to say more.
        note: How our figure is to be read.
    """

    ours: Money | None
    scenario: Scenario | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()
    note: str = ""


def counterpart_of(line: TheirLine, *, side: OwnSide, book: Book) -> Counterpart:
    """What of ours stands against a *line* about a creator of the book.

    Args:
        line: Theirs.
        side: What we know of the creator at the moment.
        book: The whole book, with what came after the moment.
    """
    if side.terms is None:
        return _without_terms(line, side=side)
    if line.order_id is not None:
        return _of_order(line, side.terms, side=side, book=book)
    scenario = side.scenario(side.terms)
    try:
        if line.period is not None:
            return _of_period(line.period, scenario)
        return Counterpart(ours=scenario.amount, scenario=scenario)
    except InfluenceError as error:
        return Counterpart(ours=None, missing=(f"our figure: {error}",))


def explained_by(
    line: TheirLine, *, found: Counterpart, side: OwnSide
) -> tuple[tuple[Reason, ...], tuple[str, ...]]:
    """Why a line differs from its counterpart, and what is missing where nothing tells."""
    scenario, reasons = found.scenario, list(found.reasons)
    if scenario is not None:
        others = side.others() if line.period is None else ()
        reasons += reasons_for(line.amount, scenario=scenario, others=others)
    if line.order_id is None and line.period is None and found.ours is not None:
        reasons += column_reasons(line, side=side)
    if reasons:
        return tuple(reasons), found.missing
    return (), tuple(_missing(line, found=found))


def _missing(line: TheirLine, *, found: Counterpart) -> Iterator[str]:
    """The facts that would decide, where nothing explains a line."""
    yield from found.missing
    wrong = contradiction(line)
    if wrong is not None:
        yield wrong
    if found.scenario is None:
        return
    if line.order_id is None:
        yield "which orders they counted: a line for each order"
    if line.rate is None or line.count is None:
        yield "by what they paid: basis, rate and count"
    yield from untold(found.scenario)


def _without_terms(line: TheirLine, *, side: OwnSide) -> Counterpart:
    """A creator with whom nothing was agreed: their own basis and rate on our facts."""
    terms = f"the terms agreed with {side.creator_id}: the book has none"
    ours = None if line.order_id or line.period else by_their_terms(line, side=side)
    if ours is None:
        basis = "their basis, order or post, and their rate"
        return Counterpart(ours=None, missing=(terms, basis))
    note = f"by their own basis, {line.basis}, and rate, {line.rate}, on our facts"
    if ours == line.amount:
        reason = Reason(kinds=("no_terms",), text="no terms agreed; their own basis and rate fit")
        return Counterpart(ours=ours, reasons=(reason,), missing=(terms,), note=note)
    return Counterpart(ours=ours, missing=(terms,), note=note)


def _of_period(period: str, scenario: Scenario) -> Counterpart:
    """What an accrual period is entitled to; a campaign that is not cut is cut into months."""
    months = scenario.policy.period_months
    policy = attrs.evolve(scenario.policy, period_months=months or 1)
    cut = attrs.evolve(scenario, policy=policy)
    known = cut.periods
    found = [one for one in known if one == period or one[:_MONTH] == period]
    if len(found) != 1:
        which = f"which days {period} covers: our periods begin on {', '.join(known)}"
        return Counterpart(ours=None, missing=(which,))
    of_period = attrs.evolve(cut, period=found[0])
    note = "" if months else f"the month from {found[0]}, because the book cuts no periods"
    return Counterpart(ours=of_period.amount, scenario=of_period, note=note)


def _of_order(line: TheirLine, terms: PaymentRule, *, side: OwnSide, book: Book) -> Counterpart:
    """The fee of one order alone; nothing for one that the creator did not earn by then."""
    order_id = line.order_id or ""
    if order_id in side.orders:
        alone = side.scenario(terms).with_orders((side.orders[order_id],))
        scenario = attrs.evolve(alone, order_id=order_id)
        try:
            note = "" if side.is_additive else _NOT_ADDITIVE
            return Counterpart(ours=scenario.amount, scenario=scenario, note=note)
        except InfluenceError as error:
            return Counterpart(ours=None, missing=(f"our figure: {error}",))
    nothing = Money.zero(book.campaign.currency)
    order = book.orders_by_id.get(order_id)
    if order is None:
        close = close_match(order_id, book.orders_by_id)
        hint = f"; did they mean {close}?" if close else ""
        which = f"what order {order_id} is: the book does not have it{hint}"
        return Counterpart(ours=nothing, missing=(which,))
    kind, why = _why_not(order, side=side)
    reasons = tuple(_if_earned(line, order, terms, side=side, kind=kind, why=why))
    missing = () if reasons else (f"how they come to {line.amount}: order {order_id} is {why}",)
    return Counterpart(ours=nothing, reasons=reasons, missing=missing, note=why)


def _why_not(order: Order, *, side: OwnSide) -> tuple[ReasonKind, str]:
    """Why an order of the book earned the creator nothing by the moment."""
    if not order.is_paid:
        return "order_unpaid", f"a {order.status} one" if order.status == "test" else "cancelled"
    story = side.board.attribution.story(order.order_id)
    if story is None:
        return "order_later", f"placed later, {order.at.isoformat()}"
    return "order_of_others", earners(story)


def _if_earned(
    line: TheirLine,
    order: Order,
    terms: PaymentRule,
    *,
    side: OwnSide,
    kind: ReasonKind,
    why: str,
) -> Iterator[Reason]:
    """Why they pay for it, where the figure is what the creator would have earned with it."""
    scenario = attrs.evolve(
        side.scenario(terms).with_orders((side.whole(order),)),
        order_id=order.order_id,
        measure="accrued",
        as_of=max(order.at, side.as_of, key=microseconds),
    )
    if makes(scenario, line.amount):
        yield Reason(kinds=(kind,), text=f"the fee of the order, which is {why}")
        return
    for other in variants_of(scenario):
        if makes(other.scenario, line.amount):
            text = f"the fee of the order, which is {why}, {other.said}"
            yield Reason(kinds=(kind, other.kind), text=text)
