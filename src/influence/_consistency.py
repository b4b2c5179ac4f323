"""Consistency: what the rows of a book ask of each other.

Each function here refuses what cannot be true of one campaign: an id that stands twice, a row about
something that is not there, lines or refunds that do not fit their order, sales in two grains, a
region in two arms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.exchange import ExchangeRate
from influence.incrementality import RegionDay
from influence.money import Money
from influence.orders import LineItem, Order, Refund
from influence.results import Result
from influence.tracking import Owners, Touch

#: What identifies a row: what messages call it, its table, and the field.
IDS = (
    ("creator", "creators", "creator_id"),
    ("deal of creator", "deals", "creator_id"),
    ("exchange rate", "rates", "rate_id"),
    ("post", "posts", "post_id"),
    ("touch", "touches", "touch_id"),
    ("order", "orders", "order_id"),
    ("line", "line_items", "line_id"),
    ("refund", "refunds", "refund_id"),
    ("dispute", "disputes", "dispute_id"),
    ("lead", "leads", "lead_id"),
    ("cost", "costs", "cost_id"),
    ("region and day", "controls", "region_day"),
    ("unit of the holdout", "holdouts", "unit_id"),
    ("move", "moves", "move_id"),
    ("asset", "assets", "asset_id"),
    ("use of an asset", "asset_uses", "use_id"),
    ("recent post", "recent_posts", "post_id"),
    ("comment", "comments", "comment_id"),
    ("part of an audience", "audience", "place"),
    ("step of a membership", "memberships", "step_id"),
)

#: Tables whose rows name a creator: what messages call a row, its table, and what identifies it.
OF_CREATORS = (
    ("post", "posts", "post_id"),
    ("cost", "costs", "cost_id"),
    ("move", "moves", "move_id"),
    ("asset", "assets", "asset_id"),
    ("recent post", "recent_posts", "post_id"),
    ("comment", "comments", "comment_id"),
    ("part of an audience", "audience", "place"),
    ("step of a membership", "memberships", "step_id"),
)


def refuse_twice(what: str, ids: Iterable[str]) -> None:
    """Refuse an id that stands twice in its table."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise InvalidInputError(what, "stand once", name)
        seen.add(name)


def refuse_strangers(
    named: Iterable[tuple[str, str]], *, known: Collection[str], rule: str
) -> None:
    """Refuse rows that name what is not in the book."""
    for what, name in named:
        if name not in known:
            raise InvalidInputError(what, rule, name)


def refuse_foreign(amounts: Iterable[tuple[str, Money | None]], *, currency: str) -> None:
    """Refuse amounts in another currency than the campaign's."""
    for what, amount in amounts:
        if amount is not None and amount.currency != currency:
            rule = f"be in {currency}, the currency of the campaign"
            raise CurrencyMismatchError(what, rule, amount)


def refuse_other_quotes(rates: Iterable[ExchangeRate], *, currency: str) -> None:
    """Refuse rates that are not told in the campaign's currency."""
    for rate in rates:
        if rate.quote != currency:
            rule = f"be told in {currency}, the currency of the campaign"
            raise CurrencyMismatchError(f"exchange rate {rate.rate_id}", rule, rate.quote)


def refuse_partial_lines(
    lines: Mapping[str, Sequence[LineItem]], *, orders: Mapping[str, Order]
) -> None:
    """Refuse lines that are not the whole order."""
    for order_id, own in lines.items():
        items = orders[order_id].items
        total = Money.total((line.amount for line in own), currency=items.currency)
        if total != items:
            rule = f"sum to its items, {items}"
            raise InvalidInputError(f"lines of order {order_id}", rule, total)


def refuse_excess(
    refunds: Iterable[Refund],
    *,
    orders: Mapping[str, Order],
    lines: Mapping[str, Sequence[LineItem]],
) -> None:
    """Refuse refunds that exceed their order, and of products that are not on it."""
    left: dict[str, Money] = {}
    for refund in refunds:
        before = left.get(refund.order_id, orders[refund.order_id].items)
        rest = before - refund.amount
        if rest.is_negative:
            rule = f"be at most {before}, what is left of its order"
            raise InvalidInputError(f"refund {refund.refund_id}", rule, str(refund.amount))
        left[refund.order_id] = rest
        own = lines.get(refund.order_id, ())
        if refund.product and own and refund.product not in {line.product for line in own}:
            rule = f"name a product of order {refund.order_id}"
            raise InvalidInputError(f"refund {refund.refund_id}", rule, refund.product)


def refuse_two_grains(
    results: Iterable[Result],
    *,
    owners: Owners,
    touches: Iterable[Touch],
    orders: Iterable[Order],
) -> None:
    """Refuse results of a creator whose marks are borne by touches or orders as well."""
    counted = {row.creator_id for row in results}
    marked = (owners.of_touch(touch) for touch in touches) if counted else ()
    coded = (owners.of_codes(order.codes, at=order.at) for order in orders) if counted else ()
    credited = {*marked, *(owner for codes in coded for _, owner in codes)}
    for creator_id in sorted(counted & credited):
        rule = "be of creators whose marks no touch or order bears, lest sales count twice"
        raise InvalidInputError("results", rule, creator_id)


def refuse_two_arms(rows: Iterable[RegionDay]) -> None:
    """Refuse a region that is treated on one day and control on another, or changes its people."""
    first: dict[str, RegionDay] = {}
    for row in rows:
        own = first.setdefault(row.region, row)
        for what, told, other in (
            ("arm", row.arm, own.arm),
            ("people", row.people, own.people),
        ):
            if told != other:
                rule = f"be {other}, as on its other days"
                raise InvalidInputError(f"{what} of region {row.region}", rule, told)
