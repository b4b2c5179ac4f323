"""The lines of a Shopify order, so that they sum to its items to the last cent.

    line  = quantity × price − its own discount
    rest  = Σ lines − Subtotal, which a code took off the whole order
    line −= its part of the rest, and of the tax inside, by largest remainder

The rest has to lie between nothing and the ``Discount Amount``. If it does not, the lines are not
what was bought in the end (the order was edited, for one), and nobody can say which line the rest
is of; then the order stands without lines. A tip is no goods and may stand beside the subtotal.

Source: S150, S6.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import attrs

from influence.errors import InvalidInputError
from influence.money import Money
from influence.orders import LineItem, LineKind
from influence.sources._shopify_money import ShopifyMoney, amount_of, spread
from influence.sources._shopify_table import ToldLine

_WHOLE = re.compile(r"[0-9]{1,9}")


@attrs.frozen(kw_only=True)
class LineRules:
    """What decides the product and the kind of a line.

    Args:
        product: Whether a product is known by its name or its SKU.
        gift_cards: Words of which one stands in the name of a gift card.
        fees: The names of lines that are no goods, such as tips.
    """

    product: str
    gift_cards: tuple[str, ...]
    fees: tuple[str, ...]


@attrs.frozen(kw_only=True)
class LinesOfOrder:
    """The lines of an order.

    Args:
        lines: They sum to its items; none when they cannot be told.
        is_off: Whether there are lines that do not come to the subtotal.
        off: By how much they do not.
        discount: What was taken off the goods; ``None`` when the lines cannot be told.
        tips: What was paid beside the subtotal.
        is_tax_split: Whether the tax inside was split over several lines, and so estimated.
    """

    lines: tuple[LineItem, ...] = ()
    is_off: bool = False
    off: Money
    discount: Money | None = None
    tips: Money
    is_tax_split: bool = False


@attrs.frozen(kw_only=True)
class _Priced:
    """A line before what was taken off the whole order."""

    told: ToldLine
    quantity: int
    kind: LineKind
    gross: Money
    net: Money

    @property
    def is_taxed(self) -> bool:
        """Whether tax may lie in it."""
        return self.told.cells["Lineitem taxable"].casefold() != "false"


def lines_of(
    told: Sequence[ToldLine], *, order_id: str, money: ShopifyMoney, rules: LineRules
) -> LinesOfOrder:
    """The lines of one order.

    Raises:
        InvalidInputError: A quantity or an amount breaks its rule.
    """
    priced = [_priced(line, currency=money.currency, rules=rules) for line in told]
    chosen = _fitting(priced, money=money)
    if chosen:
        return _fitted(chosen, all_of=priced, order_id=order_id, money=money, rules=rules)
    off = _sum((line.net for line in priced), money) - money.subtotal
    return LinesOfOrder(is_off=bool(priced), off=off, tips=Money.zero(money.currency))


def _fitting(priced: Sequence[_Priced], *, money: ShopifyMoney) -> Sequence[_Priced]:
    """The lines that the subtotal is of, with or without tips; none when neither comes to it.

    What comes to it with nothing or all of the discount goes before what comes to it with a part.
    """
    goods = [line for line in priced if line.kind != "fee" or line.net.is_negative]
    most = money.discount or Money.zero(money.currency)
    fitting: list[tuple[bool, Sequence[_Priced]]] = []
    for lines in (goods, priced):
        rest = _sum((line.net for line in lines), money) - money.subtotal
        own = _sum((line.gross - line.net for line in lines), money)
        if lines and not rest.is_negative and rest <= most:
            fitting.append((rest.is_zero or rest in {most, most - own}, lines))
    exact = [lines for is_exact, lines in fitting if is_exact]
    return next(iter([*exact, *(lines for _, lines in fitting)]), ())


def _fitted(
    chosen: Sequence[_Priced],
    *,
    all_of: Sequence[_Priced],
    order_id: str,
    money: ShopifyMoney,
    rules: LineRules,
) -> LinesOfOrder:
    """Lines less their part of the rest and of the tax inside."""
    rest = _sum((line.net for line in chosen), money) - money.subtotal
    before = _after(rest, chosen=chosen)
    taxed = [
        amount if line.is_taxed else Money.zero(money.currency)
        for amount, line in zip(before, chosen, strict=True)
    ]
    over = taxed if money.goods_tax <= _positive(taxed, money) else before
    taxes = spread(money.goods_tax, over=over)
    amounts = [amount - tax for amount, tax in zip(before, taxes, strict=True)]
    return LinesOfOrder(
        lines=tuple(
            _line(line, amount, number=number, order_id=order_id, rules=rules)
            for number, (line, amount) in enumerate(zip(chosen, amounts, strict=True), start=1)
        ),
        off=Money.zero(money.currency),
        discount=_sum((line.gross for line in chosen), money) - money.subtotal,
        tips=_sum((line.net for line in all_of if line not in chosen), money),
        is_tax_split=sum(not tax.is_zero for tax in taxes) > 1,
    )


def _after(rest: Money, *, chosen: Sequence[_Priced]) -> list[Money]:
    """Each line less its part of what was taken off the whole order.

    Codes take nothing off gift cards and fees, unless the goods are not enough for it.
    """
    nets = [line.net for line in chosen]
    nothing = Money.zero(rest.currency)
    goods = [line.net if line.kind == "item" else nothing for line in chosen]
    over = goods if rest.minor <= sum(max(amount.minor, 0) for amount in goods) else nets
    return [net - part for net, part in zip(nets, spread(rest, over=over), strict=True)]


def _priced(told: ToldLine, *, currency: str, rules: LineRules) -> _Priced:
    """The price of a line, and what it is."""
    cells, nothing = told.cells, Money.zero(currency)
    if not cells["Lineitem name"]:
        raise InvalidInputError("Lineitem name", "not be empty", "")
    quantity = cells["Lineitem quantity"]
    if not _WHOLE.fullmatch(quantity) or not int(quantity):
        raise InvalidInputError("Lineitem quantity", "be a whole number of at least 1", quantity)
    gross = amount_of(cells, "Lineitem price", currency) * int(quantity)
    off = nothing
    if cells["Lineitem discount"]:
        off = amount_of(cells, "Lineitem discount", currency)
    if off.is_negative or (off > gross and not off.is_zero):
        rule = f"lie between 0 and {abs(gross)}, the price of the line"
        raise InvalidInputError("Lineitem discount", rule, cells["Lineitem discount"])
    kind = _kind(cells["Lineitem name"], is_negative=gross.is_negative, rules=rules)
    return _Priced(told=told, quantity=int(quantity), kind=kind, gross=gross, net=gross - off)


def _kind(name: str, *, is_negative: bool, rules: LineRules) -> LineKind:
    """What a line is, by its name."""
    folded = name.casefold()
    if is_negative or folded in _folded(rules.fees):
        return "fee"
    if any(word in folded for word in _folded(rules.gift_cards)):
        return "gift_card"
    return "item"


def _folded(words: Collection[str]) -> set[str]:
    return {word.casefold() for word in words}


def _line(
    priced: _Priced, amount: Money, *, number: int, order_id: str, rules: LineRules
) -> LineItem:
    """A line of the book."""
    cells = priced.told.cells
    sku = cells["Lineitem sku"] if rules.product == "sku" else ""
    return LineItem(
        line_id=f"{order_id}-{number}",
        order_id=order_id,
        product=sku or " ".join(cells["Lineitem name"].split()),
        amount=amount,
        quantity=priced.quantity,
        kind=priced.kind,
    )


def _sum(amounts: Iterable[Money], money: ShopifyMoney) -> Money:
    return Money.total(amounts, currency=money.currency)


def _positive(amounts: Sequence[Money], money: ShopifyMoney) -> Money:
    return _sum((amount for amount in amounts if amount.is_positive), money)
