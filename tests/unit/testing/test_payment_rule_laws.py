from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import settings, strategies as st
from hypothesis.errors import Flaky

from influence.errors import InvalidInputError, MissingDataError, PluginError, UnknownNameError
from influence.money import Money
from influence.payments import Commission, Fee, FeeLine, PaymentRule, Performance
from influence.shares import Share
from influence.testing import RULE_LAWS, PaymentRuleLaws, performance
from influence.testing._law_trial import PERFORMANCES, Trial, hinted

LAWS = (
    "deterministic",
    "order_independent",
    "repeated_facts",
    "splitting",
    "monotone",
    "no_cliff",
    "at_most_top_rate",
    "no_sales_no_commission",
    "never_negative",
    "full_refund",
    "partial_refunds",
    "refund_bounded",
    "scaling",
    "exact",
    "currencies",
    "creators",
)

_MARCH = performance(currency="USD").period


@pytest.fixture(autouse=True)
def with_all_examples() -> Iterator[None]:
    """The same examples in every run: what is matched here is the smallest one."""
    before = settings.get_current_profile_name()
    settings.load_profile("ci")
    yield
    settings.load_profile(before)


@attrs.frozen(kw_only=True)
class Sum:
    """A rule that pays what a function says, so that each test writes only its bug."""

    name: ClassVar[str] = "sum"
    pays: Any
    rate: Share = Share("0.5")
    seen: list[int] = attrs.field(factory=list[int], eq=False)

    def fee(self, did: Performance, /) -> Fee:
        paid = Money.from_minor(self.pays(self, did), did.currency)
        return Fee.of_lines([FeeLine("paid", paid)], currency=did.currency)


def half_of_gross(_rule: Sum, did: Performance) -> int:
    return round(Fraction(did.gross_sales.minor, 2))


def half_of_net(_rule: Sum, did: Performance) -> int:
    return round(Fraction(did.net_sales.minor, 2))


def laws_of(
    rule: object, *, exceptions: dict[str, str] | None = None, **more: object
) -> PaymentRuleLaws:
    """An author's test class, as pytest would make it."""
    terms = {"rule": rule, "exceptions": exceptions or {}, **more}
    made: PaymentRuleLaws = type("TestMine", (PaymentRuleLaws,), terms)()
    return made


def told(laws: PaymentRuleLaws, law_id: str) -> str:
    """What the author reads when the law is broken."""
    with pytest.raises(AssertionError) as caught:
        getattr(laws, f"test_{law_id}")()
    return str(caught.value)


class TestLaws:
    def test_their_ids_and_order_never_change(self) -> None:
        assert tuple(RULE_LAWS) == LAWS

    def test_each_is_a_test(self) -> None:
        methods = [name for name in vars(PaymentRuleLaws) if name.startswith("test_")]
        assert methods == [f"test_{law_id}" for law_id in LAWS]

    @pytest.mark.parametrize("law_id", LAWS)
    def test_a_lawful_rule_keeps_each(self, law_id: str) -> None:
        getattr(laws_of(Commission(rate="0.15"), effort=1), f"test_{law_id}")()


class TestStatements:
    def test_a_broken_law_is_told_as_a_bookkeeper_would_tell_it(self) -> None:
        assert told(laws_of(Sum(pays=half_of_gross)), "full_refund") == (
            "TestMine\n"
            "law 10, full_refund: an order that came back whole is as if it had never been placed\n"
            "terms: sum\n"
            "\n"
            "without the order:\n"
            "  no orders\n"
            "    0.00 USD  paid\n"
            "  owed: 0.00 USD\n"
            "\n"
            "with the order, all of it back:\n"
            "  order       placed            gross  refunded       net\n"
            "  order-back  2026-03-01 00:00   0.02      0.02  0.00 USD  new customer\n"
            "    0.01 USD  paid\n"
            "  owed: 0.01 USD\n"
            "\n"
            "expected: 0.00 USD both times\n"
            "came:     then 0.01 USD"
        )

    def test_scaled_terms_are_told_beside_what_they_pay(self) -> None:
        rule = Commission(rate="0.15", rounding="floor")
        text = told(laws_of(rule), "scaling")
        assert "\n  terms: commission, rate 15 %, rounding floor\n" in text
        assert re.search(r"\n10+ times all amounts:\n", text)

    def test_a_fee_in_a_third_currency_is_told_as_an_error(self) -> None:
        rule = Commission(rate="0.5")
        dollars = rule.fee(Performance(currency="USD", period=_MARCH)).amount

        @attrs.frozen
        class Dollars:
            name: ClassVar[str] = "dollars"

            def fee(self, _did: Performance, /) -> Fee:
                return Fee.of_lines([FeeLine("paid", dollars)], currency="USD")

        assert told(laws_of(Dollars()), "currencies").endswith(
            "expected: 0.00 EUR\n"
            "came:     an error: payment rule dollars must answer a fee in EUR, the currency of "
            "the performance, got Money('0.00', 'USD')"
        )

    def test_what_is_known_of_an_order_stands_beside_it(self) -> None:
        def disputed(rule: Sum, did: Performance) -> int:
            is_rich = any(
                order.held_because and order.lines and order.credit < 1 for order in did.orders
            )
            rule.seen.append(1)
            return len(rule.seen) if is_rich and did.metrics else 0

        text = told(laws_of(Sum(pays=disputed), effort=40), "deterministic")
        assert re.search(r"1/\d of it, new customer.*, tax 0\.0\d, shipping 0\.0\d, ", text)
        assert ", a dispute is open\n" in text
        assert re.search(r"\n  counted: \d+ \w+", text)

    def test_a_rule_that_remembers_is_told_even_if_it_never_does_it_again(self) -> None:
        calls: list[int] = []

        def once(_rule: Sum, did: Performance) -> int:
            calls.append(1)
            return half_of_net(_rule, did) + (len(calls) == 2)

        assert told(laws_of(Sum(pays=once)), "deterministic").endswith(
            "expected: the same fee, line by line\ncame:     another"
        )


class TestExceptions:
    def test_one_that_is_needed_is_no_failure(self) -> None:
        laws_of(Sum(pays=half_of_gross), exceptions={"full_refund": "gross"}).test_full_refund()

    def test_one_that_is_not_needed_fails(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("influence.testing._law_trial.SEARCHED", 200)
        monkeypatch.setattr("influence.testing._payment_rule_laws.SEARCHED", 200)
        laws = laws_of(Commission(rate="0.15"), exceptions={"monotone": "we were not sure"})
        assert told(laws, "monotone") == (
            "exception monotone of TestMine must be needed; 200 performances kept the law, "
            "got 'we were not sure'"
        )

    def test_one_that_is_no_law_is_refused_and_the_close_one_named(self) -> None:
        message = "exception of TestMine must be one of .*, got 'no_clif'; did you mean 'no_cliff'"
        with pytest.raises(UnknownNameError, match=rf"^{message}\?$"):
            laws_of(Commission(rate="0.15"), exceptions={"no_clif": "a slip"})

    @pytest.mark.parametrize("reason", ["", "  \n"])
    def test_one_without_a_reason_is_refused(self, reason: str) -> None:
        message = f"exception no_cliff of TestMine must have a reason, got {reason!r}"
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            laws_of(Commission(rate="0.15"), exceptions={"no_cliff": reason})


class TestWhatAnAuthorSets:
    @pytest.mark.parametrize("rule", [Commission, None, "commission"])
    def test_a_rule_that_is_none_is_refused(self, rule: object) -> None:
        message = f"rule of TestMine must be a payment rule or a strategy of them, got {rule!r}"
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            laws_of(rule).test_monotone()

    def test_a_forgotten_rule_is_refused(self) -> None:
        class TestNothing(PaymentRuleLaws):
            pass

        message = "rule of TestNothing must be a payment rule or a strategy of them, got None"
        with pytest.raises(InvalidInputError, match=f"^{message}$"):
            TestNothing().test_monotone()

    def test_a_strategy_stands_for_many_rules(self) -> None:
        rules = st.sampled_from([Commission(rate="0.15"), Sum(pays=half_of_gross)])
        assert "terms: sum" in told(laws_of(rules), "full_refund")

    def test_the_top_rate_is_theirs_before_the_rules(self) -> None:
        low = laws_of(Sum(pays=half_of_net), top_rate=Share("0.4"))
        assert "law 7, at_most_top_rate" in told(low, "at_most_top_rate")
        laws_of(Sum(pays=half_of_net)).test_at_most_top_rate()

    def test_sales_are_in_their_currency_where_the_terms_have_none(self) -> None:
        assert "JPY" in told(laws_of(Sum(pays=half_of_gross), currency="JPY"), "full_refund")

    def test_the_exact_sum_is_theirs(self) -> None:
        def exact(_self: object, _rule: PaymentRule, did: Performance) -> Fraction:
            return Fraction(did.net_sales.minor, 2)

        laws_of(Sum(pays=half_of_net), exact=exact).test_exact()
        text = told(laws_of(Sum(pays=half_of_gross), exact=exact), "exact")
        assert text.endswith("expected: 0 USD, give or take 0.005 USD\ncame:     0.01 USD")

    def test_effort_multiplies_the_examples_of_the_profile(self) -> None:
        asked: list[int] = []

        def counted(_rule: Sum, did: Performance) -> int:
            asked.append(1)
            return half_of_net(_rule, did)

        for effort in (1, 3):
            laws_of(Sum(pays=counted), effort=effort).test_never_negative()
            assert len(asked) == effort * settings().max_examples * PERFORMANCES
            asked.clear()


class TestRulesThatRefuse:
    def test_facts_that_it_cannot_do_without_are_told(self) -> None:
        def taxed(_rule: Sum, did: Performance) -> int:
            for order in did.orders:
                if order.tax is None:
                    raise MissingDataError(order.order_id, "tell its tax", None)
            return half_of_gross(_rule, did)

        assert ", tax 0." in told(laws_of(Sum(pays=taxed)), "full_refund")

    def test_what_no_order_can_tell_is_the_authors_to_mend(self) -> None:
        def missing(_rule: Sum, _performance: Performance) -> int:
            what = "performance"
            raise MissingDataError(what, "tell the weather", None)

        with pytest.raises(MissingDataError) as caught:
            laws_of(Sum(pays=missing)).test_monotone()
        assert str(caught.value) == "performance must tell the weather, got None"

    def test_an_error_that_comes_only_once_is_not_taken_for_a_broken_law(self) -> None:
        calls: list[int] = []

        def fails_once(_rule: Sum, _did: Performance) -> int:
            calls.append(1)
            return 1 // (len(calls) != 3)

        with pytest.raises(Flaky):
            laws_of(Sum(pays=fails_once)).test_monotone()

    def test_without_a_sum_by_hand_the_limit_is_compared(self) -> None:
        truncated = Commission(rate="0.15", rounding="floor")
        told_of = Trial(law_id="exact", rules=hinted(truncated)).counterexample()
        assert told_of is not None
        assert "\n1000000 times all amounts:\n" in told_of

    def test_any_other_error_is_not_taken_for_a_broken_law(self) -> None:
        def broken(_rule: Sum, _performance: Performance) -> int:
            return 1 // 0

        with pytest.raises(PluginError, match=r"must answer a fee without failing") as caught:
            laws_of(Sum(pays=broken)).test_monotone()
        assert isinstance(caught.value.__cause__, ZeroDivisionError)
