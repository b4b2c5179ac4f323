"""Commissionable base: the part of an order that a share is paid on.

    base = items after discount, less refunds, less gift cards (+ tax, + shipping where agreed),
           less the value-added tax that prices include

It is never below zero. Tax and shipping are switches, and are counted by the part of the items that
was kept; so are gift cards, which are paid for once more when they are used. A negative fee line
belongs to the base. Where terms tell products apart, what belongs to the whole order (fees, tax,
shipping) is spread over its products by what counts of each. Rules round; the base is exact.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError, MissingDataError
from influence.money import ExactMoney, Money
from influence.payments._credited_order import CreditedOrder
from influence.payments._order_line import OrderLine
from influence.shares import Share, ShareLike

Included = Literal["tax", "shipping", "gift_cards"]
INCLUDED: tuple[Included, ...] = get_args(Included)


def _share(rate: ShareLike | None) -> Share | None:
    """The rate as a share, if there is one."""
    return None if rate is None else Share.as_share(rate)


@attrs.frozen(kw_only=True)
class CommissionableBase:
    """What of an order counts.

    Args:
        includes: What counts beside the items: ``tax``, ``shipping``, ``gift_cards``.
        vat: The rate of the value-added tax that the prices include; ``None`` when they are net.

    Raises:
        InvalidTermsError: A switch stands twice, or tax is included and netted at once.
        UnknownNameError: A switch is not known; the close one is named.

    Example:
        >>> from influence.testing import performance
        >>> [order] = performance(["119.00"], currency="EUR").orders
        >>> CommissionableBase(vat="0.19").of_order(order)
        ExactMoney('100', 'EUR')
    """

    includes: tuple[Included, ...] = attrs.field(default=(), validator=require.are_texts)
    vat: Share | None = attrs.field(default=None, converter=_share)

    def __attrs_post_init__(self) -> None:
        for word in self.includes:
            require.one_of(INCLUDED)(self, attrs.fields(CommissionableBase).includes, word)
        if len(set(self.includes)) != len(self.includes):
            raise InvalidTermsError("base includes", "name each switch once", list(self.includes))
        if self.vat is not None and "tax" in self.includes:
            raise InvalidTermsError("base", "include tax or take VAT out, not both", self.vat)

    def of_order(self, order: CreditedOrder) -> ExactMoney:
        """What of an order counts, exactly.

        Raises:
            MissingDataError: Tax or shipping is included and the order does not tell it.
        """
        if not order.lines and not self.includes:
            return self._net_of_vat(order.net.exact)
        zero = ExactMoney.zero(order.gross.currency)
        return max(zero, self._items(order) + self._extras(order)) if order.is_kept else zero

    def of_orders(self, orders: Iterable[CreditedOrder], *, currency: str) -> ExactMoney:
        """What of all *orders* counts, exactly."""
        return ExactMoney.total((self.of_order(order) for order in orders), currency=currency)

    def of_products(self, order: CreditedOrder) -> tuple[tuple[OrderLine, ExactMoney], ...]:
        """The products of an order of which something is left, each with its part of the base.

        The parts sum to the order's base. Fees are no product, and gift cards only where the base
        includes them. Where nothing counts of any product, all have the same part.

        Raises:
            MissingDataError: Tax or shipping is included and the order does not tell it.
        """
        products = [line for line in order.lines if line.is_kept and self._is_product(line)]
        own = [self.of_line(line).minor for line in products]
        weights = own if any(own) else [Fraction(1)] * len(own)
        whole = self.of_order(order) if products else ExactMoney.zero(order.gross.currency)
        parts = [whole * (weight / sum(weights)) for weight in weights]
        return tuple(zip(products, parts, strict=True))

    def of_line(self, line: OrderLine) -> ExactMoney:
        """What of one line counts, exactly; below zero for a fee that is taken off."""
        if line.kind == "gift_card" and "gift_cards" not in self.includes:
            return ExactMoney.zero(line.gross.currency)
        return self._net_of_vat(line.net.exact)

    def in_words(self, amount: ExactMoney) -> str:
        """So much of this base, as a working says it: ``20.00 USD net sales with shipping``."""
        rounded = amount.rounded()
        shown = str(rounded) if rounded == amount else f"about {rounded}"
        extras = " and ".join(word.replace("_", " ") for word in self.includes)
        included = f" with {extras}" if extras else ""
        netted = "" if self.vat is None else f" without VAT of {self.vat}"
        return f"{shown} net sales{included}{netted}"

    def _is_product(self, line: OrderLine) -> bool:
        """Whether a line is something that was bought and counts."""
        return line.kind == "item" or (line.kind == "gift_card" and "gift_cards" in self.includes)

    def _items(self, order: CreditedOrder) -> ExactMoney:
        """The items of an order, by its lines where they are known."""
        if not order.lines:
            return self._net_of_vat(order.net.exact)
        return ExactMoney.total(
            (self.of_line(line) for line in order.lines), currency=order.gross.currency
        )

    def _extras(self, order: CreditedOrder) -> ExactMoney:
        """Tax and shipping where they are included, by the part of the items that was kept."""
        kept = Fraction(1) if order.gross.is_zero else order.net.exact.minor / order.gross.minor
        told = (("tax", order.tax), ("shipping", order.shipping))
        wanted = [_known(order, what, amount) for what, amount in told if what in self.includes]
        return ExactMoney.total(wanted, currency=order.gross.currency) * kept

    def _net_of_vat(self, amount: ExactMoney) -> ExactMoney:
        """The amount without the tax that its price includes."""
        return amount if self.vat is None else amount * (1 / (1 + self.vat.fraction))


#: The items after discount and refunds, before tax and shipping, without gift cards.
ITEMS_BASE = CommissionableBase()


def _known(order: CreditedOrder, what: str, amount: Money | None) -> Money:
    """An amount that the terms include, which the order has to tell."""
    if amount is None:
        rule = f"tell its {what}, which the commissionable base includes"
        raise MissingDataError(f"order {order.order_id}", rule, amount)
    return amount
