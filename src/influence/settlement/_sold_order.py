"""Sold order: an order with everybody who earned a part of it, before anything comes back.

    part of a creator = their share of the items, and after each refund their share of what remains

A refund of a shared order is never split on its own: what remains is split anew and the difference
is taken back, so the parts always sum to the order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

import attrs

from influence import _requirements as require
from influence.disputes import Dispute
from influence.errors import InvalidInputError
from influence.ids import CreatorId, CustomerId, OrderId, validated_id
from influence.money import Money
from influence.orders import Refund
from influence.payments import CreditedOrder, OrderLine
from influence.periods import microseconds
from influence.settlement._returns import after_refunds


def _reasons(held: Mapping[CreatorId, str] | tuple[()]) -> tuple[tuple[CreatorId, str], ...]:
    """The reasons as nobody can change them."""
    return tuple(dict[CreatorId, str](held).items())


def _credits(parts: Mapping[CreatorId, Fraction]) -> tuple[tuple[CreatorId, Fraction], ...]:
    """The parts in their order, which decides who gets the last cent."""
    return tuple((creator_id, Fraction(share)) for creator_id, share in dict(parts).items())


@attrs.frozen(kw_only=True)
class SoldOrder:
    """What was sold, and who earned it.

    Args:
        order_id: Identifies the order.
        at: When it was placed.
        items: Its items after discount, before tax, shipping and refunds.
        credits: Each creator's share; they sum to 1, and the first gets the last cent.
        customer_id: Who bought; ``None`` when unknown.
        customer_since: When that customer first bought anything; ``None`` when unknown.
        is_new_customer: Whether it is the customer's first order; ``None`` when unknown.
        lines: Its lines, which sum to *items*; none when only the whole is known.
        tax: Tax on top of *items*; ``None`` when unknown.
        shipping: Shipping on top of *items*; ``None`` when unknown.
        held: Why a creator's part may not be paid before a person has looked at it, by creator; a
            dispute that was won is that look.
        also_paid: Creators without a share who are paid on the whole order all the same, because
            the campaign pays every code.

    Raises:
        InvalidInputError: The shares do not sum to 1, the lines not to the items, or somebody with
            a share is also paid on the whole.
        CurrencyMismatchError: An amount is in another currency than the items.

    Example:
        >>> when = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
        >>> sold = SoldOrder(
        ...     order_id="1042",
        ...     at=when,
        ...     items=Money("0.05", "USD"),
        ...     credits={"maya": Fraction(1, 2), "noor": Fraction(1, 2)},
        ... )
        >>> [str(part.gross) for part in sold.credited(as_of=when).values()]
        ['0.03 USD', '0.02 USD']
    """

    order_id: OrderId = attrs.field(validator=validated_id)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    items: Money = attrs.field(validator=require.is_money)
    credits: tuple[tuple[CreatorId, Fraction], ...] = attrs.field(converter=_credits)
    customer_id: CustomerId | None = None
    customer_since: dt.datetime | None = None
    is_new_customer: bool | None = None
    lines: tuple[OrderLine, ...] = ()
    tax: Money | None = None
    shipping: Money | None = None
    held: tuple[tuple[CreatorId, str], ...] = attrs.field(default=(), converter=_reasons)
    also_paid: tuple[CreatorId, ...] = attrs.field(default=(), validator=require.are_texts)

    def __attrs_post_init__(self) -> None:
        twice = {who for who, _ in self.credits} & {*self.also_paid}
        if twice:
            rule = "be paid to nobody on a share and on the whole"
            raise InvalidInputError(f"order {self.order_id}", rule, min(twice))
        total = sum((share for _, share in self.credits), Fraction(0))
        if total != 1 or any(share <= 0 for _, share in self.credits):
            rule = "have shares above 0 that sum to 1"
            raise InvalidInputError(f"order {self.order_id}", rule, str(total))
        # The credited orders check everything else.
        self._parts(self.lines, net=self.items)

    def credited(
        self,
        *,
        refunds: Iterable[Refund] = (),
        disputes: Iterable[Dispute] = (),
        as_of: dt.datetime,
    ) -> Mapping[CreatorId, CreditedOrder]:
        """Each creator's part at a moment.

        Args:
            refunds: What came back of this order; later refunds are not looked at.
            disputes: The disputes of this order.
            as_of: The moment, that moment included.

        Raises:
            InvalidInputError: More came back than was sold, or a refund names a product that is not
                on the order.
            CurrencyMismatchError: A refund is in another currency.
        """
        states = {one.dispute_id: one.state_at(as_of) for one in disputes}
        known = [one for one in refunds if microseconds(one.at) <= microseconds(as_of)]
        lines, net = after_refunds(known, lines=self.lines, items=self.items)
        if "lost" in states.values():
            lines, net = tuple(attrs.evolve(one, refunded=one.gross) for one in lines), net * 0
        waits = [
            f"open dispute {name}" for name, state in sorted(states.items()) if state == "open"
        ]
        parts = self._parts(lines, net=net)
        held = {} if "won" in states.values() else dict(self.held)
        reasons = {who: ", ".join([*waits, *filter(None, [held.get(who)])]) for who in parts}
        return {
            who: attrs.evolve(part, held_because=reasons[who]) if reasons[who] else part
            for who, part in parts.items()
        }

    def _parts(
        self, lines: Sequence[OrderLine], *, net: Money
    ) -> Mapping[CreatorId, CreditedOrder]:
        """Every creator's part; of an order with lines, line by line."""
        whole = _Part(self.items, net, tuple(lines), self.tax, self.shipping)
        shares = [share for _, share in self.credits]
        parts = [whole] if len(shares) == 1 else whole.split(shares)
        also = [(creator_id, Fraction(1)) for creator_id in self.also_paid]
        return {
            creator_id: CreditedOrder(
                order_id=self.order_id,
                at=self.at,
                gross=part.gross,
                refunded=part.gross - part.net,
                is_new_customer=self.is_new_customer,
                credit=share,
                customer_id=self.customer_id,
                customer_since=self.customer_since,
                lines=part.lines,
                tax=part.tax,
                shipping=part.shipping,
            )
            for (creator_id, share), part in zip(
                (*self.credits, *also), (*parts, *[whole] * len(also)), strict=True
            )
        }


@attrs.frozen
class _Part:
    """The amounts of an order, or of one creator's part of it."""

    gross: Money
    net: Money
    lines: tuple[OrderLine, ...]
    tax: Money | None
    shipping: Money | None

    def split(self, shares: Sequence[Fraction]) -> list[_Part]:
        """The amounts of each creator; of an order with lines, line by line."""
        lines = [_line_split(line, shares) for line in self.lines]
        amounts = zip(
            self.gross.allocate(shares),
            self.net.allocate(shares),
            _split(self.tax, shares),
            _split(self.shipping, shares),
            strict=True,
        )
        return [
            _Part(max(gross, net), net, tuple(line[place] for line in lines), tax, shipping).summed
            for place, (gross, net, tax, shipping) in enumerate(amounts)
        ]

    @property
    def summed(self) -> _Part:
        """The part with the sums of its lines, where it has lines."""
        if not self.lines:
            return self
        currency = self.gross.currency
        gross = Money.total((line.gross for line in self.lines), currency=currency)
        net = Money.total((line.net for line in self.lines), currency=currency)
        return attrs.evolve(self, gross=gross, net=net)


def _split(amount: Money | None, shares: Sequence[Fraction]) -> Sequence[Money | None]:
    """An amount over the creators, where it is known."""
    return [None] * len(shares) if amount is None else amount.allocate(shares)


def _line_split(line: OrderLine, shares: Sequence[Fraction]) -> list[OrderLine]:
    """Each creator's part of a line: what remains is split, and what came back is the rest.

    What remains of a part may be rounded a unit beyond its gross; then that is its gross.
    """
    farther = min if line.gross.is_negative else max
    return [
        attrs.evolve(line, gross=farther(gross, net), refunded=farther(gross, net) - net)
        for gross, net in zip(line.gross.allocate(shares), line.net.allocate(shares), strict=True)
    ]
