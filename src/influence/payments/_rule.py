"""The protocol of a payment rule: no base class, only a name and a fee.

A rule may say more of itself, and whoever contains it asks here: the highest share of sales that it
pays, and the rules that it is made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Protocol, TypeGuard, cast, runtime_checkable

import attrs

from influence._foreign import asked, is_foreign, told
from influence.errors import InvalidInputError, InvalidTermsError, PluginError
from influence.payments._fee import Fee, FeeLine
from influence.payments._performance import Performance
from influence.shares import Share

_NOUN = "payment rule"


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
    if isinstance(rule, type):
        return False
    # The same as isinstance of the protocol, which takes ten times as long.
    name: object = getattr(rule, "name", None)
    return isinstance(name, str) and callable(getattr(rule, "fee", None))


def fee_of(rule: PaymentRule, performance: Performance) -> Fee:
    """What *rule* owes for *performance*, once it is clear that the answer is one.

    Raises:
        PluginError: The rule fails, answers something else, a fee that is not the sum of its lines,
            or one in another currency, or it changes the performance.
    """
    fee = asked(
        lambda: cast("object", rule.fee(performance)),
        noun=_NOUN,
        member=rule,
        rule="answer a fee without failing",
        shown=performance,
    )
    if not isinstance(fee, Fee):
        raise PluginError(told(_NOUN, rule), "answer a Fee", fee)
    if is_foreign(rule):
        fee = _judged(fee, rule=rule)
    if fee.amount.currency != performance.currency:
        wanted = f"answer a fee in {performance.currency}, the currency of the performance"
        raise PluginError(told(_NOUN, rule), wanted, fee.amount)
    return fee


def _judged(fee: Fee, *, rule: PaymentRule) -> Fee:
    """A fee that somebody else made, built once more, so that it is what a fee has to be."""
    parts = {
        f"{name}[{place}]": line
        for name, lines in (("working", fee.working), ("costs", fee.costs))
        for place, line in enumerate(lines)
    }
    where = "fee"
    try:
        for name, line in parts.items():
            where = f"fee.{name}"
            FeeLine(line.text, line.amount, line.facts)
        where = "fee"
        return Fee(amount=fee.amount, working=fee.working, costs=fee.costs)
    except (InvalidInputError, AttributeError) as error:
        given = error.value if isinstance(error, InvalidInputError) else error
        rule_of_it = error.rule if isinstance(error, InvalidInputError) else "be as it was built"
        raise PluginError(f"{told(_NOUN, rule)}: {where}", rule_of_it, given) from error


def refuse_no_rule(what: str, rule: object) -> None:
    """Refuse what stands where a rule should and is none.

    Raises:
        InvalidTermsError: *rule* is no payment rule.
    """
    if not is_payment_rule(rule):
        raise InvalidTermsError(what, "be a payment rule with a name and a fee", rule)


def top_rate_of(rule: PaymentRule) -> Share:
    """The highest share of sales that *rule* says it pays; 0 when it names none.

    It is the rule's ``top_rate``, else its ``rate``.

    Example:
        >>> from influence.payments import Commission
        >>> print(top_rate_of(Commission(rate="0.12")))
        12 %
    """
    for name in ("top_rate", "rate"):
        rate: object = getattr(rule, name, None)
        if isinstance(rate, Share):
            return rate
    return Share(0)


def rules_within(rule: PaymentRule) -> Iterator[PaymentRule]:
    """*rule* and every rule that its fields hold, at any depth."""
    yield rule
    for value in _fields(rule):
        yield from _rules_in(value)


def _rules_in(value: object) -> Iterator[PaymentRule]:
    """The rules that a term is, or holds."""
    if is_payment_rule(value):
        yield from rules_within(value)
        return
    for part in _fields(value):
        yield from _rules_in(part)


def _fields(value: object) -> tuple[object, ...]:
    """What a tuple, a mapping or an attrs value holds; nothing of another."""
    if isinstance(value, tuple):
        return cast("tuple[object, ...]", value)
    if isinstance(value, Mapping):
        return tuple(cast("Mapping[str, object]", value).values())
    if not attrs.has(type(value)):
        return ()
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
    return tuple(cast("object", getattr(value, field.name)) for field in fields)
