"""The money of a Shopify order: what of it is goods, tax, shipping, discount and refund.

    prices without tax     items = Subtotal                 Total = Subtotal + Shipping + Taxes
    prices with tax        items = Subtotal − its tax       Total = Subtotal + Shipping

``Subtotal`` is after discounts. With tax inside, ``Taxes`` is of the goods and of the shipping
together, and is taken out of both by their prices. ``Refunded Amount`` is of everything that was
paid, so of a part of it only the share of the goods is a refund of items. What was worked out by
such a share and not told is said to be estimated.

Source: S150, S152.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.money import Money, known_currencies

Cells = Mapping[str, str]


@attrs.frozen(kw_only=True)
class ShopifyMoney:
    """The amounts of one order, all in its currency.

    Args:
        subtotal: The goods after discount, as the export has them.
        items: The goods after discount, before tax.
        goods_tax: The tax that was taken out of the goods; zero when prices have none inside.
        tax: All taxes; ``None`` when the export does not tell them.
        shipping: The shipping before tax; ``None`` when the export does not tell it.
        discount: What the codes took off, of goods and shipping; ``None`` when not told.
        total: All that was to be paid; ``None`` when not told.
        is_tax_split: Whether the tax of the goods is a share of all taxes, and so estimated.
    """

    subtotal: Money
    items: Money
    goods_tax: Money
    tax: Money | None
    shipping: Money | None
    discount: Money | None
    total: Money | None
    is_tax_split: bool

    @property
    def currency(self) -> str:
        """The currency of the order."""
        return self.items.currency


@attrs.frozen(kw_only=True)
class Refunded:
    """What of an order's refund is of its items.

    Args:
        amount: The part of the items that came back.
        beyond: What was given back that is of no item; zero when nothing.
        is_estimated: Whether *amount* is a share of the refund.
    """

    amount: Money
    beyond: Money
    is_estimated: bool


def amount_of(cells: Cells, column: str, currency: str) -> Money:
    """The amount in a column.

    Raises:
        InvalidInputError: It is not a plain decimal number, or finer than the currency.
    """
    try:
        return Money(cells[column], currency)
    except InvalidInputError as error:
        raise InvalidInputError(column, error.rule, cells[column]) from error


def money_of(cells: Cells, *, includes_tax: bool) -> ShopifyMoney:
    """The amounts of the order in *cells*.

    Raises:
        InvalidInputError: An amount breaks its rule, is below zero, or the total says that taxes
            lie where the source was not told that they do.
        UnknownNameError: The currency is not in ISO 4217.
    """
    currency = cells["Currency"]
    if currency not in known_currencies():
        raise UnknownNameError("Currency", currency, known_currencies())
    subtotal = _not_negative(cells, "Subtotal", currency)
    tax, shipping = _told(cells, "Taxes", currency), _told(cells, "Shipping", currency)
    total = _told(cells, "Total", currency)
    nothing = Money.zero(currency)
    _check_total(subtotal, tax or nothing, shipping or nothing, total, includes_tax=includes_tax)
    goods_tax, shipping_tax = nothing, nothing
    if includes_tax:
        goods_tax, shipping_tax = _tax_inside(subtotal, tax=tax, shipping=shipping or nothing)
    return ShopifyMoney(
        subtotal=subtotal,
        items=subtotal - goods_tax,
        goods_tax=goods_tax,
        tax=tax,
        shipping=None if shipping is None else shipping - shipping_tax,
        discount=_told(cells, "Discount Amount", currency),
        total=total,
        is_tax_split=not (goods_tax + shipping_tax).is_zero and not (shipping or nothing).is_zero,
    )


def refunded(cells: Cells, *, money: ShopifyMoney) -> Refunded:
    """What of the refund of an order is of its items.

    Raises:
        InvalidInputError: The amount breaks its rule, or a refunded order tells none.
    """
    status, nothing = cells["Financial Status"].casefold(), Money.zero(money.currency)
    back = _told(cells, "Refunded Amount", money.currency) or nothing
    if status == "refunded" and back.is_zero:
        return Refunded(amount=money.items, beyond=nothing, is_estimated=False)
    if status == "partially_refunded" and back.is_zero:
        rule = "be above 0 for a partially_refunded order"
        raise InvalidInputError("Refunded Amount", rule, cells["Refunded Amount"])
    if back.is_zero:
        return Refunded(amount=nothing, beyond=nothing, is_estimated=False)
    paid = money.total or _sum_of(money)
    if back >= paid:
        return Refunded(amount=money.items, beyond=back - paid, is_estimated=False)
    if paid == money.items:
        return Refunded(amount=back, beyond=nothing, is_estimated=False)
    exact = back.exact * money.items.exact.minor
    part = Money.from_minor(round(exact.minor / paid.minor), money.currency)
    return Refunded(amount=part, beyond=nothing, is_estimated=True)


def spread(whole: Money, *, over: Sequence[Money]) -> tuple[Money, ...]:
    """Split *whole* over amounts in proportion to them; those below zero get nothing.

    No part is larger than its amount as long as the whole is not larger than their sum.
    """
    if whole.is_zero:
        return tuple(whole for _ in over)
    return whole.allocate([max(amount.minor, 0) for amount in over])


def _not_negative(cells: Cells, column: str, currency: str) -> Money:
    amount = amount_of(cells, column, currency)
    if amount.is_negative:
        raise InvalidInputError(column, "be at least 0", cells[column])
    return amount


def _told(cells: Cells, column: str, currency: str) -> Money | None:
    """The amount in a column that may be empty."""
    return _not_negative(cells, column, currency) if cells[column] else None


def _sum_of(money: ShopifyMoney) -> Money:
    """All that was to be paid, from its parts."""
    parts = (money.items, money.tax, money.shipping)
    return Money.total((part for part in parts if part is not None), currency=money.currency)


def _check_total(
    subtotal: Money, tax: Money, shipping: Money, total: Money | None, *, includes_tax: bool
) -> None:
    """Refuse a total that says that taxes lie elsewhere; tips and duties may raise it."""
    if total is None or tax.is_zero:
        return
    on_top = subtotal + shipping + tax
    if includes_tax and total >= on_top:
        rule = f"be below {on_top}, as prices are said to include tax (prices_include_tax)"
        raise InvalidInputError("Total", rule, str(total))
    if not includes_tax and total < on_top:
        rule = f"be at least {on_top}, unless prices include tax (prices_include_tax)"
        raise InvalidInputError("Total", rule, str(total))


def _tax_inside(subtotal: Money, *, tax: Money | None, shipping: Money) -> tuple[Money, Money]:
    """The taxes inside the goods and inside the shipping."""
    if tax is None:
        raise InvalidInputError("Taxes", "be told where prices include them", "")
    if tax > subtotal + shipping:
        rule = f"be at most {subtotal + shipping}, the prices that they are in"
        raise InvalidInputError("Taxes", rule, str(tax))
    goods, rest = spread(tax, over=(subtotal, shipping))
    return goods, rest
