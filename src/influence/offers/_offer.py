"""Offer: terms under a name, as long as nobody has signed them."""

from __future__ import annotations

from typing import Any

import attrs

from influence import _requirements as require
from influence.errors import InvalidTermsError
from influence.payments import PaymentRule, is_payment_rule


def _is_rule(_offer: object, _attribute: attrs.Attribute[Any], value: object) -> None:
    """A payment rule."""
    if not is_payment_rule(value):
        rule = "be a payment rule with a name and a fee"
        raise InvalidTermsError("offer terms", rule, value)


@attrs.frozen(kw_only=True)
class Offer:
    """Terms that could be agreed.

    Args:
        name: What tables call it, such as ``commission of 10 %``.
        terms: The payment rule.

    Raises:
        InvalidInputError: The name is not one line of text.
        InvalidTermsError: *terms* is no payment rule.
    """

    name: str = attrs.field(validator=require.is_line)
    terms: PaymentRule = attrs.field(validator=_is_rule)
