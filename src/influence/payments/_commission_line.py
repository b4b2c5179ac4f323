"""Commission line: what is paid for some products, or for some customers.

Terms may hold several lines in an order; what was bought takes the first that matches. A line that
asks for what an order does not tell neither matches nor fails to: that is ``None``, and nothing is
guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.money import ExactMoney, Money
from influence.payments._agreed import is_agreed
from influence.payments._order_part import OrderPart, so_many_orders
from influence.shares import Share, ShareLike

CustomerKind = Literal["new", "repeat"]

UNKNOWN_CUSTOMER = "not known whether the customer is new"


def as_rate(rate: ShareLike | None) -> Share | None:
    """The rate as a share, if there is one."""
    return None if rate is None else Share.as_share(rate)


def is_rate(_terms: object, _attribute: object, rate: Share | None) -> None:
    """A share of at most the whole sale, where there is one."""
    if rate is not None and rate.fraction > 1:
        raise InvalidTermsError("commission rate", "be at most 1, the whole sale", rate)


def refuse_all_but_one(what: str, terms: Mapping[str, object]) -> None:
    """Refuse terms that name none or several of the ways to pay."""
    given = [name for name, value in terms.items() if value is not None]
    if len(given) != 1:
        *others, last = terms
        raise InvalidTermsError(what, f"name one of {', '.join(others)} or {last}", given)


@attrs.frozen(kw_only=True)
class CommissionLine:
    """What is paid where product and customer are as said.

    Args:
        product: The product, as the shop calls it; ``None`` for any.
        customer: ``new`` when the order is the customer's first, ``repeat`` when it is not;
            ``None`` for any.
        rate: Share of what counts.
        per_order: Amount for each order with such a product instead.
        per_unit: Amount for each such unit instead.

    Raises:
        InvalidTermsError: None or several of *rate*, *per_order* and *per_unit* are given, the rate
            is above 1, or an amount is below zero.
        UnknownNameError: *customer* is not known; the close one is named.
    """

    name: ClassVar[str] = "commission line"
    """How errors call it."""
    product: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_line)
    )
    customer: CustomerKind | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(get_args(CustomerKind)))
    )
    rate: Share | None = attrs.field(default=None, converter=as_rate, validator=is_rate)
    per_order: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_agreed)
    )
    per_unit: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_agreed)
    )

    def __attrs_post_init__(self) -> None:
        ways = {"rate": self.rate, "per_order": self.per_order, "per_unit": self.per_unit}
        refuse_all_but_one(self.name, ways)

    def matches(self, part: OrderPart) -> bool | None:
        """Whether the line is for *part*; ``None`` when the order does not tell."""
        told = (_is(self.product, part.product), _is(self.customer, _customer_of(part)))
        if False in told:
            return False
        return None if None in told else True

    def unknown_of(self, part: OrderPart) -> str:
        """What is missing where the order does not tell whether the line matches."""
        if _is(self.product, part.product) is None:
            return "not known which products were bought"
        return UNKNOWN_CUSTOMER

    @property
    def amount(self) -> Money | None:
        """The fixed amount, if it pays one."""
        return self.per_unit if self.per_order is None else self.per_order

    @property
    def way(self) -> str:
        """The term by which it pays."""
        ways = {"rate": self.rate, "per_order": self.per_order, "per_unit": self.per_unit}
        return next(name for name, value in ways.items() if value is not None)

    def earned(self, parts: Sequence[OrderPart], *, base: ExactMoney) -> ExactMoney:
        """What the parts earn, exactly, when *base* of them counts."""
        if self.rate is not None:
            return self.rate.of(base)
        amount = self.amount or Money.zero(base.currency)
        return amount.exact * (_credits(parts) if self.per_order is not None else _units(parts))

    def in_words(self, parts: Sequence[OrderPart], *, sold: str, whose: str) -> str:
        """What is paid for the parts, of which *sold* says what they came to."""
        orders = len({part.order.order_id for part in parts})
        among = so_many_orders(orders) + self._whose + whose
        if self.rate is not None:
            return f"{self.rate} of {sold}{self._product} in {among}"
        if self.per_order is not None:
            with_product = "" if self.product is None else f" with {self.product}"
            count = _credits(parts)
            shared = f", shared with others and together worth {count} of an order"
            among += with_product + (shared if count != orders else "")
            return f"{self.per_order} for each of {among}"
        units = _units(parts)
        counted = "1 unit" if units == 1 else f"{units} units"
        return f"{self.per_unit} for each of {counted}{self._product} in {among}"

    @property
    def _product(self) -> str:
        """The product that it asks for, in words; nothing when it asks for none."""
        return "" if self.product is None else f" of {self.product}"

    @property
    def _whose(self) -> str:
        """The customers that it asks for, in words; nothing when it asks for none."""
        return "" if self.customer is None else f" of {self.customer} customers"


def _is(asked: str | None, told: str | None) -> bool | None:
    """Whether what is told is what is asked; ``None`` when it is not told."""
    if asked is None:
        return True
    return None if told is None else asked == told


def _customer_of(part: OrderPart) -> CustomerKind | None:
    """Whether the customer is new, where the order tells."""
    is_new = part.order.is_new_customer
    if is_new is None:
        return None
    return "new" if is_new else "repeat"


def _credits(parts: Iterable[OrderPart]) -> Fraction:
    """How many orders the parts are of, each once; a shared order counts in part."""
    orders = {part.order.order_id: part.order for part in parts}
    return sum((order.credit for order in orders.values()), Fraction(0))


def _units(parts: Iterable[OrderPart]) -> Fraction:
    """How many units the parts are, which all tell it."""
    return sum((part.units or Fraction(0) for part in parts), Fraction(0))
