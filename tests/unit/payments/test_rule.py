from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

import attrs
import pytest

from influence.errors import InvalidTermsError, PluginError
from influence.money import Money
from influence.payments import (
    Commission,
    Fee,
    FeeLine,
    PaymentRule,
    Performance,
    fee_of,
    is_payment_rule,
    top_rate_of,
)
from influence.payments._rule import refuse_no_rule, rules_within
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


def test_a_rule_says_its_top_rate_or_its_rate_or_pays_none() -> None:
    class Rated(Answers):
        rate = Share("0.2")

    class Topped(Rated):
        top_rate = Share("0.3")

    rules: list[PaymentRule] = [Answers(1), Rated(1), Topped(1)]
    assert [top_rate_of(rule) for rule in rules] == [Share(0), Share("0.2"), Share("0.3")]


@attrs.frozen
class Holding(Answers):
    """A rule that holds others in every way."""

    alone: PaymentRule
    parts: tuple[PaymentRule, ...]
    by_name: Mapping[str, PaymentRule]
    other: int = 7


def test_rules_inside_a_rule_are_found_wherever_they_are_held() -> None:
    rates = [Commission(rate=rate) for rate in ("0.1", "0.2", "0.3")]
    rule = Holding(1, rates[0], (rates[1],), {"a": rates[2]})
    assert [*rules_within(rule)] == [rule, *rates]


def test_what_is_no_rule_is_refused_where_one_should_stand() -> None:
    refuse_no_rule("terms", Answers(1))
    message = "terms must be a payment rule with a name and a fee, got '10 %'"
    with pytest.raises(InvalidTermsError, match=f"^{re.escape(message)}$"):
        refuse_no_rule("terms", "10 %")
