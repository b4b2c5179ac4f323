from __future__ import annotations

import re
from typing import Any, ClassVar

import attrs
import pytest

from influence.errors import PluginError
from influence.money import Money
from influence.payments import (
    Commission,
    Fee,
    FeeLine,
    PaymentRule,
    Performance,
    fee_of,
    is_payment_rule,
)
from influence.shares import Share
from influence.testing import performance

_DID = performance(["500.00"], currency="USD")


@attrs.frozen
class Retainer:
    """So much a month: a rule of somebody else's, without a base class."""

    name: ClassVar[str] = "retainer"
    monthly: Money

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines([FeeLine("a month", self.monthly)], currency=performance.currency)


@attrs.frozen
class Answers:
    name: ClassVar[str] = "answers"
    answer: Any

    def fee(self, performance: Performance, /) -> Any:  # noqa: ANN401, ARG002 - wrong on purpose
        return self.answer


class Nameless:
    name = 7

    def fee(self, performance: Performance, /) -> Fee:
        raise NotImplementedError


class Feeless:
    name = "feeless"
    fee = "10 %"


def test_anything_with_a_name_and_a_fee_is_a_payment_rule() -> None:
    rule = Retainer(Money("400", "USD"))
    assert isinstance(rule, PaymentRule)
    assert is_payment_rule(rule)
    assert fee_of(rule, _DID).amount == Money("400", "USD")


@pytest.mark.parametrize("rule", [Retainer, Commission, Nameless(), Feeless(), "retainer", None])
def test_what_is_no_payment_rule_is_told_apart(rule: object) -> None:
    assert not is_payment_rule(rule)


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (None, "payment rule answers must answer a Fee, got None"),
        (Money("5", "USD"), "payment rule answers must answer a Fee, got Money('5.00', 'USD')"),
        (
            Fee.of_lines((), currency="EUR"),
            (
                "payment rule answers must answer a fee in USD, the currency of the performance, "
                "got Money('0.00', 'EUR')"
            ),
        ),
    ],
)
def test_a_rule_that_answers_no_fee_is_its_authors_mistake(answer: object, message: str) -> None:
    with pytest.raises(PluginError, match=f"^{re.escape(message)}$"):
        fee_of(Answers(answer), _DID)


def test_our_own_rules_pass_unchanged() -> None:
    rule = Commission(rate=Share("0.1"))
    assert fee_of(rule, _DID) == rule.fee(_DID)
