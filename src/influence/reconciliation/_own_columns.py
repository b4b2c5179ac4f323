"""Their own columns: what their basis, rate and count make, beside what we counted.

per order  amount = rate × count, where we may know another count
per post   amount = rate × so many posts, where we may know another number
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from influence.errors import InfluenceError
from influence.money import Money
from influence.payments import Commission
from influence.reconciliation._own_side import OwnSide
from influence.reconciliation._reason import Reason
from influence.reconciliation._their_line import TheirLine

_PER_POST = {"post", "posts", "per post", "per_post"}
_PER_ORDER = {"order", "orders", "per order", "per_order", "sale", "sales"}


def is_per_post(line: TheirLine) -> bool:
    """Whether they say that they pay for posts."""
    return line.basis is not None and line.basis.casefold() in _PER_POST


def is_per_order(line: TheirLine) -> bool:
    """Whether they say that they pay for orders."""
    return line.basis is not None and line.basis.casefold() in _PER_ORDER


def by_their_terms(line: TheirLine, *, side: OwnSide) -> Money | None:
    """What we would owe if their basis and rate had been agreed; ``None`` when they tell none."""
    if line.rate is None:
        return None
    if is_per_post(line):
        return line.rate * len(side.card.posts)
    if not is_per_order(line):
        return None
    try:
        return side.scenario(Commission(per_order=line.rate)).amount
    except InfluenceError:
        return None


def column_reasons(line: TheirLine, *, side: OwnSide) -> Iterator[Reason]:
    """Why their figure is what it is, as far as their own columns make it."""
    if line.rate is None:
        return
    if is_per_post(line):
        yield from _posts(line.amount, line.rate, known=len(side.card.posts))
    elif line.product == line.amount:
        yield _count(line, line.rate, known=counted_orders(side))


def contradiction(line: TheirLine) -> str | None:
    """What is wrong between their own columns, in words; ``None`` when nothing is."""
    if line.product is None or line.product == line.amount or is_per_post(line):
        return None
    made = f"{line.rate} × {line.count} is {line.product} and not {line.amount}"
    return f"which of their own columns is wrong: {made}"


def counted_orders(side: OwnSide) -> Fraction:
    """How many orders we pay for; of those that are held, none where only the rest is paid."""
    held = frozenset[str]() if side.against == "accrued" else side.held_ids
    kept = side.performance.with_orders(lambda order: order.order_id not in held)
    return kept.order_count


def _count(line: TheirLine, rate: Money, *, known: Fraction) -> Reason:
    """Rate times count, where the count or else the rate is another than ours."""
    made = f"{rate} × {line.count} by their own columns"
    if line.count != known:
        return Reason(kinds=("count",), text=f"{made}, and we know {_so_many(known, 'order')}")
    return Reason(kinds=("rate",), text=f"{made}, which is not the rate that was agreed")


def _posts(amount: Money, rate: Money, *, known: int) -> Iterator[Reason]:
    """The rate so many times, where that is a whole number."""
    if rate.is_zero or amount.minor % rate.minor or amount.is_negative != rate.is_negative:
        return
    times = amount.minor // rate.minor
    paid = f"the rate of {rate} {'once' if times == 1 else f'{times} times'}"
    yield Reason(kinds=("posts",), text=f"{paid}, and we know {_so_many(known, 'post')}")


def _so_many(count: Fraction | int, what: str) -> str:
    """So many of something, in words."""
    return f"1 {what}" if count == 1 else f"{count} {what}s"
