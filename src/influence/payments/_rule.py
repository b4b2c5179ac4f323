"""The protocol of a payment rule: no base class, only a name and a fee."""

from __future__ import annotations

from typing import ClassVar, Protocol, TypeGuard, cast, runtime_checkable

from influence.errors import PluginError
from influence.payments._fee import Fee
from influence.payments._performance import Performance


@runtime_checkable
class PaymentRule(Protocol):
    """A pure function from a performance to a fee.

    A rule is frozen, has a ``name`` by which books call it, and answers the same fee for the same
    performance whatever the order of the facts in it. It never sees how credit was decided, the
    clock, or what was paid.
    """

    name: ClassVar[str]
    """The word that books use."""

    def fee(self, performance: Performance, /) -> Fee:
        """What is owed for *performance*."""
        ...


def is_payment_rule(rule: object) -> TypeGuard[PaymentRule]:
    """Whether *rule* is a payment rule; the class of one is not.

    Example:
        >>> from influence.payments import Commission
        >>> is_payment_rule(Commission(rate="0.1")), is_payment_rule(Commission)
        (True, False)
    """
    if isinstance(rule, type) or not isinstance(rule, PaymentRule):
        return False
    return callable(cast("object", rule.fee)) and isinstance(cast("object", rule.name), str)


def fee_of(rule: PaymentRule, performance: Performance) -> Fee:
    """What *rule* owes for *performance*, once it is clear that the answer is one.

    Raises:
        PluginError: The rule answers something else, or a fee in another currency.
    """
    fee = cast("object", rule.fee(performance))
    what = f"payment rule {rule.name}"
    if not isinstance(fee, Fee):
        raise PluginError(what, "answer a Fee", fee)
    if fee.amount.currency != performance.currency:
        wanted = f"answer a fee in {performance.currency}, the currency of the performance"
        raise PluginError(what, wanted, fee.amount)
    return fee
