"""Bugs of amounts: cents lost, decimals taken for granted, currencies mixed up."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_DOWN, Decimal
from typing import cast

import attrs

from influence.money import Money
from influence.orders import Order, Refund
from influence.sansio import Response
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._json import table_of, with_table
from influence.testing._faulty_connectors._seeded import bug

_CENT = Decimal("0.01")


def _with_items(item: object, change: Callable[[Money], Money]) -> object:
    """An order over a changed amount, and no other amounts."""
    if not isinstance(item, Order):
        return item
    items = change(item.items)
    same = items.currency == item.items.currency
    tax, discount = (item.tax, item.discount) if same else (None, None)
    return attrs.evolve(item, items=items, tax=tax, discount=discount)


def _with_amount(item: object, change: Callable[[Money], Money]) -> object:
    """A refund of a changed amount."""
    return attrs.evolve(item, amount=change(item.amount)) if isinstance(item, Refund) else item


def _through_a_float(amount: Money) -> Money:
    """An amount as a float has it, in whole hundredths."""
    return Money.from_minor(int(float(amount.amount) * 100), amount.currency)


def _hundredth(amount: Money) -> Money:
    """An amount that was divided by a hundred, whatever its currency."""
    return Money.from_minor(max(1, amount.minor // 100), amount.currency)


def _two_decimals(amount: Money) -> Money:
    """An amount to two decimals, whatever its currency, and never nothing."""
    cut = amount.amount.quantize(_CENT, rounding=ROUND_DOWN)
    return Money(cut or _CENT, amount.currency) if amount.exponent > 1 else amount


@bug("on_item", "PC-C40")
def float_orders(_self: Bent, item: object) -> object:
    """Reads the amount of an order as a float."""
    is_in_cents = isinstance(item, Order) and item.items.exponent == 2  # noqa: PLR2004  # cents
    return _with_items(item, _through_a_float) if is_in_cents else item


@bug("on_item", "PC-C41")
def cents_of_yen(_self: Bent, item: object) -> object:
    """Divides each amount by a hundred."""
    is_in_yen = isinstance(item, Order) and item.items.exponent == 0
    return _with_items(item, _hundredth) if is_in_yen else item


@bug("on_item", "PC-C42")
def third_decimal_lost(_self: Bent, item: object) -> object:
    """Cuts amounts of orders to two decimals."""
    return _with_items(item, _two_decimals)


@bug("on_item", "PC-C43")
def one_currency(_self: Bent, item: object) -> object:
    """Takes each amount for euros."""
    return _with_items(item, lambda amount: Money(amount.amount.quantize(_CENT), "EUR"))


@bug("on_item", "PC-C44")
def free_orders_lost(_self: Bent, item: object) -> object:
    """Takes an order over nothing for none."""
    return None if isinstance(item, Order) and not item.items.minor else item


@bug("on_item", "PC-C45")
def unknown_tax_is_none(_self: Bent, item: object) -> object:
    """Takes a tax that is not told for none."""
    if not isinstance(item, Order):
        return item
    return attrs.evolve(item, tax=item.tax or Money.zero(item.items.currency))


@bug("on_item", "PC-C46")
def losses_are_profits(_self: Bent, item: object) -> object:
    """Drops the sign of a loss."""
    if not isinstance(item, Order) or item.gross_profit is None:
        return item
    return attrs.evolve(item, gross_profit=abs(item.gross_profit))


@bug("on_item", "PC-C47")
def float_refunds(_self: Bent, item: object) -> object:
    """Reads the amount of a refund as a float."""
    is_in_cents = isinstance(item, Refund) and item.amount.exponent == 2  # noqa: PLR2004  # cents
    return _with_amount(item, _through_a_float) if is_in_cents else item


@bug("on_item", "PC-C48")
def two_decimals_back(_self: Bent, item: object) -> object:
    """Cuts amounts of refunds to two decimals."""
    return _with_amount(item, _two_decimals)


@bug("on_response", "PC-C49")
def refunds_below_zero_lost(_self: Bent, response: Response) -> Response:
    """Leaves out refunds that are told below zero."""
    table = table_of(response)
    rows = cast("list[dict[str, int]]", table.get("refunds", []))
    kept = [row for row in rows if row["minor"] >= 0]
    return with_table(response, {**table, "refunds": kept}) if rows else response
