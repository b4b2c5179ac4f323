"""Flat fee: so much for each piece that was delivered, or once for the campaign.

    fee = Σ pieces delivered × price of their kind, or one sum for the whole campaign
    kill fee = Σ pieces called off × price of their kind × share that was agreed

Which deliverables count as delivered, and what share of those that were called off is owed, is
settled before they get here; this module only multiplies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

import attrs

from influence._frozen_mapping import FrozenMapping
from influence.deliverables import KINDS
from influence.errors import InvalidTermsError, UnknownNameError
from influence.money import Money
from influence.payments._agreed import (
    is_agreed,
    refuse_foreign,
    refuse_two_currencies,
    term,
)
from influence.payments._called_off import CalledOff
from influence.payments._dated_count import facts_of
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance


def _frozen(prices: Mapping[str, Money]) -> Mapping[str, Money]:
    """A copy that nobody can change; what is no mapping is left for the validator to refuse."""
    return FrozenMapping(prices) if isinstance(cast("object", prices), Mapping) else prices


def _are_prices(rule: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Amounts of at least 0, by kind of deliverable."""
    where = term(rule, attribute)
    if not isinstance(value, Mapping):
        raise InvalidTermsError(where, "be a mapping of kinds to amounts", value)
    for kind, price in cast("Mapping[str, object]", value).items():
        if kind not in KINDS:
            raise UnknownNameError(f"kind in {where}", kind, KINDS)
        if not isinstance(price, Money) or price.is_negative:
            raise InvalidTermsError(f"{where} {kind}", "be an amount of at least 0", price)


@attrs.frozen(kw_only=True)
class FlatFee:
    """Pay for the work, whatever it sells.

    Work that the brand calls off is paid by its kill fee. One sum for the campaign is called off
    piece by piece as well: while nothing is delivered, the highest share of any piece is owed.

    Args:
        per_deliverable: Price of one piece of each kind.
        per_campaign: One sum for everything, owed from the first delivery on.

    Raises:
        InvalidTermsError: Neither or both are given, a price is below zero, or two prices differ in
            currency.
        UnknownNameError: A kind of deliverable is not known; the close one is named.

    Example:
        >>> from influence.testing import performance
        >>> rule = FlatFee(per_deliverable={"short_video": Money("300", "USD")})
        >>> rule.fee(performance(deliverables={"short_video": 2}, currency="USD")).amount
        Money('600.00', 'USD')

    Source: S1, S2, S3.
    """

    name: ClassVar[str] = "flat_fee"
    per_deliverable: Mapping[str, Money] = attrs.field(
        factory=dict[str, Money], converter=_frozen, validator=_are_prices
    )
    per_campaign: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(is_agreed)
    )

    def __attrs_post_init__(self) -> None:
        terms = {"per_deliverable": self.per_deliverable or None, "per_campaign": self.per_campaign}
        given = [name for name, value in terms.items() if value is not None]
        if len(given) != 1:
            rule = "name either per_deliverable or per_campaign"
            raise InvalidTermsError("flat_fee", rule, given)
        refuse_two_currencies(
            (f"flat_fee per_deliverable {kind}", price)
            for kind, price in self.per_deliverable.items()
        )

    def fee(self, performance: Performance, /) -> Fee:
        """The price of what was delivered."""
        lines = (
            self._pieces(performance)
            if self.per_campaign is None
            else _whole(self.per_campaign, performance)
        )
        return Fee.of_lines(lines, currency=performance.currency)

    def _pieces(self, performance: Performance) -> list[FeeLine]:
        """A line for each kind that has a price."""
        lines: list[FeeLine] = []
        for kind, price in sorted(self.per_deliverable.items()):
            count = performance.deliverables.get(kind, 0)
            refuse_foreign(f"flat_fee per_deliverable {kind}", price, performance=performance)
            text = f"{count} × {kind.replace('_', ' ')} delivered at {price}"
            facts = facts_of(performance.deliveries, name=kind)
            lines.append(FeeLine(text, price * count, facts))
            lines += (
                _kill_fee(one, price * one.count, of=f"{one.count} × {kind.replace('_', ' ')}")
                for one in performance.called_off
                if one.name == kind
            )
        return lines


def _whole(price: Money, performance: Performance) -> list[FeeLine]:
    """The one line of a fee for the campaign."""
    refuse_foreign("flat_fee per_campaign", price, performance=performance)
    if any(performance.deliverables.values()):
        return [FeeLine("flat fee for the campaign", price, facts_of(performance.deliveries))]
    line = FeeLine("flat fee for the campaign, nothing delivered yet", price * 0)
    last = max(performance.called_off, key=lambda one: one.share, default=None)
    return [line] if last is None else [_kill_fee(last, price, of="flat fee for the campaign")]


def _kill_fee(one: CalledOff, price: Money, *, of: str) -> FeeLine:
    """What is owed of a price for what was called off."""
    amount = one.share.of(price).rounded()
    return FeeLine(f"{of} called off, {one.share} of {price}", amount, (one.fact,))
