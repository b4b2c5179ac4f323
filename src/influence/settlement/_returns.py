"""Returns: what remains of an order and its lines once goods came back.

    refund that names a product   taken off the lines of that product, one after the other
    any other refund              split over the lines in proportion to what remains of them

A refund that takes the last of the order takes the last of every line, fees included.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.orders import Refund
from influence.payments import OrderLine
from influence.periods import microseconds


def after_refunds(
    refunds: Iterable[Refund], *, lines: Sequence[OrderLine], items: Money
) -> tuple[tuple[OrderLine, ...], Money]:
    """The lines of an order and what remains of its items, whatever order the refunds are told in.

    Raises:
        InvalidInputError: More came back than was sold, or a product that is not on the order.
        CurrencyMismatchError: A refund is in another currency.
    """
    kept, net = tuple(lines), items
    for refund in sorted(refunds, key=lambda one: (microseconds(one.at), one.refund_id)):
        what = f"refund {refund.refund_id}"
        if refund.amount.currency != net.currency:
            rule = f"be in {net.currency}, the currency of its order"
            raise CurrencyMismatchError(what, rule, refund.amount)
        if refund.amount > net:
            rule = f"be at most {net}, what is left of its order"
            raise InvalidInputError(what, rule, refund.amount)
        net -= refund.amount
        if kept:
            kept = _all_back(kept) if net.is_zero else _returned(kept, refund)
    return kept, net


def _all_back(lines: Sequence[OrderLine]) -> tuple[OrderLine, ...]:
    """Lines of which nothing is left."""
    return tuple(attrs.evolve(line, refunded=line.gross) for line in lines)


def _returned(lines: tuple[OrderLine, ...], refund: Refund) -> tuple[OrderLine, ...]:
    """The lines after one refund."""
    if refund.product is None:
        return _spread(lines, refund.amount)
    if refund.product not in {line.product for line in lines}:
        rule = f"name a product of order {refund.order_id}"
        raise InvalidInputError(f"refund {refund.refund_id}", rule, refund.product)
    rest, after = refund.amount, list[OrderLine]()
    for line in lines:
        part = rest * 0
        if line.product == refund.product and line.net.is_positive:
            part = min(rest, line.net)
        rest -= part
        after.append(attrs.evolve(line, refunded=line.refunded + part))
    return _spread(tuple(after), rest)


def _spread(lines: tuple[OrderLine, ...], amount: Money) -> tuple[OrderLine, ...]:
    """The lines with an amount taken off them in proportion to what remains of each."""
    if amount.is_zero:
        return lines
    left = [max(0, line.net.minor) for line in lines]
    parts = amount.allocate(left)
    return tuple(
        attrs.evolve(line, refunded=line.refunded + part)
        for line, part in zip(lines, parts, strict=True)
    )
