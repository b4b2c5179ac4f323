"""Breach: a law that a rule broke, as a statement that a bookkeeper can read.

It shows the performances that were compared, each with what the rule owes for it, what the law
expected and what came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

import attrs

from influence.money import ExactMoney
from influence.payments import CreditedOrder, Fee, PaymentRule, Performance, fee_of
from influence.shares import Share
from influence.testing._law_tape import Tape
from influence.testing._law_terms import Hints, in_words

Oracle = Callable[[PaymentRule, Performance], Fraction | None]

_HEAD = ("order", "placed", "gross", "refunded", "net", "")
_AMOUNTS = range(2, 5)


@attrs.frozen(kw_only=True)
class Side:
    """A performance, and what a rule owed for it.

    Args:
        title: What it is, such as ``with one more order``.
        performance: The performance.
        fee: What was owed.
        rule: The rule, where it is not that of the case.
    """

    title: str
    performance: Performance
    fee: Fee
    rule: PaymentRule | None = None


@attrs.frozen(kw_only=True)
class Case:
    """What a law looks at.

    Args:
        rule: The rule.
        performance: A performance that was steered to the rule's terms.
        is_full: Whether its orders tell all that they can.
        choices: What the law may choose, such as which order to split.
        hints: What stands in the rule's terms.
        top_rate: The highest share of a sale that the rule pays.
        exact: The author's own sum in minor units, or ``None`` where there is none.
    """

    rule: PaymentRule
    performance: Performance
    is_full: bool
    choices: Tape
    hints: Hints
    top_rate: Share
    exact: Oracle

    def fee(self, performance: Performance) -> Fee:
        """What the rule owes for *performance*."""
        return fee_of(self.rule, performance)

    def side(self, title: str, performance: Performance) -> Side:
        """A performance with its title and what the rule owes for it."""
        return Side(title=title, performance=performance, fee=self.fee(performance))


@attrs.frozen(kw_only=True)
class Breach:
    """A law that was broken.

    Args:
        sides: The performances that were compared.
        expected: What the law expected.
        came: What came instead.
    """

    sides: tuple[Side, ...]
    expected: str
    came: str

    def statement(self, title: str, *, rule: PaymentRule) -> str:
        """The whole of it as text, headed by *title*."""
        parts = [title, f"terms: {in_words(rule)}"]
        parts += [text for side in self.sides for text in ("", *_told(side))]
        return "\n".join((*parts, "", f"expected: {self.expected}", f"came:     {self.came}"))


def compared(case: Case, *told: tuple[str, Performance]) -> Breach | None:
    """A breach when two performances, each with its title, are owed different amounts."""
    sides = tuple(case.side(title, performance) for title, performance in told)
    amounts = [side.fee.amount for side in sides]
    if amounts[0] == amounts[-1]:
        return None
    return Breach(sides=sides, expected=f"{amounts[0]} both times", came=f"then {amounts[-1]}")


def _told(side: Side) -> Iterator[str]:
    """A performance and its fee, line by line."""
    yield f"{side.title}:"
    if side.rule is not None:
        yield f"  terms: {in_words(side.rule)}"
    if side.performance.orders:
        yield from _table([_HEAD, *map(_row, side.performance.orders)])
    else:
        yield "  no orders"
    for what, counts in (
        ("delivered", side.performance.deliverables),
        ("counted", side.performance.metrics),
    ):
        if counts:
            named = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items())
            yield f"  {what}: {named}"
    yield from _owed(side.fee)


def _owed(fee: Fee) -> Iterator[str]:
    """What was owed, line by line."""
    width = max((len(str(line.amount)) for line in fee.working), default=0)
    for line in fee.working:
        yield f"    {line.amount!s:>{width}}  {line.text}"
    yield f"  owed: {fee.amount}"


def _row(order: CreditedOrder) -> tuple[str, ...]:
    """One order as a row of the table."""
    placed = order.at.strftime("%Y-%m-%d %H:%M")
    amounts = (order.gross.text, order.refunded.text, str(order.net))
    return (order.order_id, placed, *amounts, ", ".join(_remarks(order)))


def _remarks(order: CreditedOrder) -> Iterator[str]:
    """What else is known of an order."""
    if order.credit != 1:
        yield f"{order.credit} of it"
    if order.is_new_customer is not None:
        yield "new customer" if order.is_new_customer else "known customer"
    if order.customer_id is not None:
        yield order.customer_id
    for what, amount in (("tax", order.tax), ("shipping", order.shipping)):
        if amount is not None:
            yield f"{what} {amount.text}"
    for line in order.lines:
        yield f"{line.quantity} {line.product} {line.net.text}"
    if order.held_because is not None:
        yield order.held_because


def _table(rows: Sequence[tuple[str, ...]]) -> Iterable[str]:
    """Rows under each other, amounts to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if place in _AMOUNTS else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield f"  {'  '.join(cells)}".rstrip()


def written(minor: Fraction, currency: str) -> str:
    """An exact number of minor units in words: ``12.005 USD``, or about so much for a third."""
    exact = ExactMoney.from_minor(minor, currency)
    return f"about {exact.rounded()}" if "/" in exact.text else str(exact)
