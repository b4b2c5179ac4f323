"""Order line: one product of a credited order, as far as terms may tell products apart."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.money import Money
from influence.orders import LINE_KINDS, LineKind


@attrs.frozen(kw_only=True)
class OrderLine:
    """The creator's part of one line of an order.

    Args:
        product: Which product, as the shop calls it.
        gross: The line's price after discount, before tax and shipping; a fee may be below zero.
        refunded: What of it was given back; between nothing and *gross*.
        quantity: How many units.
        kind: ``item``, ``gift_card`` or ``fee``.

    Raises:
        InvalidInputError: *quantity* is below 1, *refunded* lies outside the line, or something
            else than a fee is below zero.
        CurrencyMismatchError: The two amounts differ in currency.
        UnknownNameError: *kind* is not known; the close one is named.
    """

    product: str = attrs.field(validator=require.is_line)
    gross: Money = attrs.field(validator=require.is_any_money)
    refunded: Money = attrs.field(validator=require.is_any_money)
    quantity: int = attrs.field(default=1, validator=require.at_least(1))
    kind: LineKind = attrs.field(default="item", validator=require.one_of(LINE_KINDS))

    def __attrs_post_init__(self) -> None:
        what = f"line {self.product}"
        if self.refunded.currency != self.gross.currency:
            rule = f"have its refund in {self.gross.currency}, the currency of its gross"
            raise CurrencyMismatchError(what, rule, self.refunded)
        if self.kind != "fee" and self.gross.is_negative:
            raise InvalidInputError(what, "be at least 0 unless it is a fee", self.gross)
        least, most = sorted((Money.zero(self.gross.currency), self.gross))
        if not least <= self.refunded <= most:
            rule = f"have a refund between 0 and its gross, {self.gross}"
            raise InvalidInputError(what, rule, self.refunded)

    @property
    def net(self) -> Money:
        """What is left of the line."""
        return self.gross - self.refunded

    @property
    def is_kept(self) -> bool:
        """Whether anything of it is left; a line that came back whole counts for nothing."""
        return self.refunded.is_zero or self.refunded != self.gross
