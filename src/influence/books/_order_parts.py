"""Order parts: whether lines and refunds fit their orders, in the currency of the book.

    lines     sum to the items of their order, or all of them are left out
    refunds   by time and then by id; the ones that go over what is left are left out

Parts of an order that was told in another currency are told in it too, or in the currency of the
book, and are converted by the very rate of the order, each as the difference that it makes to the
sum. So all lines come to the items, and a refund of everything comes to the order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import attrs

from influence.books._judge import JudgedTable, left_out_text
from influence.books._rejections import told
from influence.errors import InvalidInputError, shown
from influence.exchange import Conversion
from influence.money import Money
from influence.orders import LineItem, Order, Refund

#: The code of a finding, its column and its message.
_Refusal = tuple[str, str, str]


def judge_lines(lines: JudgedTable[LineItem], *, orders: JudgedTable[Order] | None) -> None:
    """Leave out the lines of each order to which they do not sum."""
    conversions = _conversions(orders)
    places: dict[str, list[int]] = {}
    for place, row in enumerate(lines.rows):
        places.setdefault(row.order_id, []).append(place)
    items = _items(orders)
    left_out: set[int] = set()
    for order_id, own in places.items():
        conversion = conversions.get(order_id)
        whole = items[order_id] if conversion is None else conversion.original
        own.sort(key=lambda at: lines.rows[at].line_id)
        amounts = [lines.rows[place].amount for place in own]
        try:
            _check_sum(amounts, order_id=order_id, whole=whole)
            found = [] if conversion is None else _in_turn(amounts, conversion=conversion)
        except InvalidInputError as error:
            left_out.update(own)
            _refuse_lines(lines, sorted(own), error=error)
            continue
        for place, part in zip(own, found, strict=False):
            lines.convert(place, {"amount": part})
    lines.without(left_out=left_out)


def judge_refunds(
    refunds: JudgedTable[Refund],
    *,
    orders: JudgedTable[Order] | None,
    lines: Iterable[LineItem],
) -> None:
    """Leave out the refunds that do not fit their order or go over what is left of it.

    They are taken by time and then by id, so that the order of the rows changes nothing.
    """
    refunded = {refund.order_id for refund in refunds.rows}
    remains = _remains(refunded, orders=orders, lines=lines)
    over: set[int] = set()
    places = range(len(refunds.rows))
    by_time = sorted(places, key=lambda at: (refunds.rows[at].at, refunds.rows[at].refund_id))
    for place in by_time:
        refund = refunds.rows[place]
        order = remains[refund.order_id]
        refusal = order.refusal(refund)
        if refusal is not None:
            code, column, message = refusal
            refunds.reject(code, refunds.lines[place], message, column=column)
            over.add(place)
            continue
        conversion = order.conversion_of(refund)
        if conversion is not None:
            refunds.convert(place, {"amount": conversion})
        order.take(refund, conversion=conversion)
    refunds.without(left_out=over)


@attrs.define(kw_only=True)
class _Remains:
    """What is left of one order while its refunds are taken off.

    Args:
        order_id: Which order.
        left: What is left, in the currency of the book.
        told: How its items were converted; ``None`` when they were not.
        own_left: What is left of the items as they were told.
        products: The products of its lines; none when it has no lines.
    """

    order_id: str
    left: Money
    told: Conversion | None
    own_left: Money
    products: frozenset[str]

    def refusal(self, refund: Refund) -> _Refusal | None:
        """Why a refund cannot be taken off, if it cannot."""
        currencies = {self.own_left.currency: None, self.left.currency: None}
        if refund.amount.currency not in currencies:
            return "INF101", "currency", self._other_currency(refund, [*currencies])
        if refund.product is not None and self.products and refund.product not in self.products:
            message = f"product must name a product of order {self.order_id}, got "
            return "INF105", "product", message + shown(refund.product)
        is_own = refund.amount.currency == self.own_left.currency
        left = self.own_left if is_own else self.left
        if refund.amount > left:
            return self._over(refund, left=left)
        conversion = self.conversion_of(refund)
        amount = refund.amount if conversion is None else conversion.converted
        if amount > self.left:
            return self._over(refund, left=self.left)
        if amount.is_zero:
            rule = f"come to something in {self.left.currency} by the rate of its order"
            return "INF101", "amount", _refused("amount", rule, str(refund.amount))
        return None

    def conversion_of(self, refund: Refund) -> Conversion | None:
        """How a refund is converted; ``None`` when it is in the currency of the book."""
        if self.told is None or refund.amount.currency == self.left.currency:
            return None
        before = self.told.original - self.own_left
        return attrs.evolve(
            self.told, original=refund.amount, before=None if before.is_zero else before
        )

    def take(self, refund: Refund, *, conversion: Conversion | None) -> None:
        """Take a refund off."""
        if conversion is None:
            self.left -= refund.amount
        else:
            self.left -= conversion.converted
            self.own_left -= refund.amount
        if self.told is None:
            self.own_left = self.left

    def _over(self, refund: Refund, *, left: Money) -> _Refusal:
        """The refusal of a refund of more than is left."""
        rule = f"be at most {left}, what is left of order {self.order_id}"
        return "INF106", "amount", _refused("amount", rule, str(refund.amount))

    def _other_currency(self, refund: Refund, currencies: Sequence[str]) -> str:
        """The message about a refund in a currency that its order has no rate of."""
        rule = f"be {' or '.join(currencies)}, the currency of order {self.order_id}"
        return _refused("currency", rule, refund.amount.currency)


def _remains(
    wanted: Collection[str], *, orders: JudgedTable[Order] | None, lines: Iterable[LineItem]
) -> Mapping[str, _Remains]:
    """What is left of each of the *wanted* orders before anything came back."""
    products: dict[str, set[str]] = {}
    for line in lines:
        products.setdefault(line.order_id, set()).add(line.product)
    conversions = _conversions(orders)
    return {
        order_id: _Remains(
            order_id=order_id,
            left=items,
            told=conversions.get(order_id),
            own_left=conversions[order_id].original if order_id in conversions else items,
            products=frozenset(products.get(order_id, ())),
        )
        for order_id, items in _items(orders).items()
        if order_id in wanted
    }


def _items(orders: JudgedTable[Order] | None) -> Mapping[str, Money]:
    """The items of each order, in the currency of the book."""
    rows = () if orders is None else orders.rows
    return {order.order_id: order.items for order in rows}


def _conversions(orders: JudgedTable[Order] | None) -> Mapping[str, Conversion]:
    """How the items of each order were converted that was told in another currency."""
    if orders is None:
        return {}
    return {order_id: found["items"] for order_id, found in orders.conversions.items()}


def _check_sum(amounts: Iterable[Money], *, order_id: str, whole: Money) -> None:
    """Refuse lines that do not sum to the items of their order, as the order was told."""
    sums: dict[str, Money] = {}
    for amount in amounts:
        before = sums.get(amount.currency)
        sums[amount.currency] = amount if before is None else before + amount
    if sums != {whole.currency: whole}:
        rule = f"sum to {whole}, the items of order {order_id}"
        raise InvalidInputError("amount", rule, " and ".join(map(str, sums.values())))


def _in_turn(amounts: Iterable[Money], *, conversion: Conversion) -> list[Conversion]:
    """The lines of an order in the currency of the book, one after the other."""
    found: list[Conversion] = []
    before: Money | None = None
    for amount in amounts:
        found.append(attrs.evolve(conversion, original=amount, before=before))
        before = amount if before is None else before + amount
    return found


def _refuse_lines(
    lines: JudgedTable[LineItem], own: Sequence[int], *, error: InvalidInputError
) -> None:
    """Say that the lines of an order are left out."""
    numbers = [lines.lines[place] for place in own]
    text = left_out_text(numbers, of="order_lines")
    message = f"{told(error, as_what='amount')}: {text}"
    lines.reject("INF101", numbers[0], message, column="amount", rows=len(own))


def _refused(what: str, rule: str, value: object) -> str:
    """The message of a refusal."""
    return str(InvalidInputError(what, rule, value))
