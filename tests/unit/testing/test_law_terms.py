from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest

from influence.money import Money
from influence.payments import (
    Amended,
    Amendment,
    Bonus,
    Commission,
    CommissionableBase,
    CommissionLine,
    Fee,
    FlatFee,
    Hybrid,
    PaymentRule,
    Performance,
)
from influence.shares import Share
from influence.testing import PaymentRuleLaws, faulty_rules, performance, usd
from influence.testing._faulty_rules._seeded import SeededRule, unwritten
from influence.testing._law_tape import Tape
from influence.testing._law_terms import hints_of, in_words, scaled, with_amounts


@dataclasses.dataclass(frozen=True)
class Listed:
    """A rule as another author may write it: no attrs, a list, a plain dict."""

    name: ClassVar[str] = "listed"
    bounds: list[Money]
    by_product: dict[str, Share]
    is_final: bool = True

    def fee(self, did: Performance, /) -> Fee:
        return Fee.of_lines([], currency=did.currency)


class Bare:
    """A rule that shows no terms at all."""

    name: ClassVar[str] = "bare"

    def fee(self, did: Performance, /) -> Fee:
        return Fee.of_lines([], currency=did.currency)


LISTED = Listed(bounds=[usd("5"), usd("7.50")], by_product={"shoes": Share("0.1")})


class TestHints:
    def test_amounts_shares_and_counts_are_found_wherever_they_stand(self) -> None:
        hints = hints_of(
            Hybrid(
                parts=(
                    Commission(rate="0.15"),
                    FlatFee(per_deliverable={"short_video": usd("300"), "long_video": usd("0")}),
                    Bonus(metric="saves", every=100, pay=usd("5"), at_most=usd("300")),
                )
            )
        )
        assert hints.currency == "USD"
        assert set(hints.amounts) == {30000, 500}
        assert hints.shares == (Fraction(3, 20),)
        assert hints.counts == (100,)
        assert {"short_video", "long_video", "saves"} <= set(hints.texts)

    def test_products_are_the_words_of_fields_of_that_name_and_keys(self) -> None:
        lines = (CommissionLine(product="shoes", rate="0.1"), CommissionLine(rate="0.2"))
        assert hints_of(Commission(lines=lines)).products == ("shoes",)
        assert hints_of(LISTED).products == ("shoes",)

    def test_days_are_where_terms_begin(self) -> None:
        later = Amendment(effective_from=dt.date(2026, 3, 10), terms=Commission(rate="0.2"))
        rule = Amended(first=Commission(rate="0.1"), amendments=(later,))
        assert hints_of(rule).days == (dt.date(2026, 3, 10),)

    def test_a_dataclass_is_looked_through_and_a_bare_rule_shows_nothing(self) -> None:
        assert hints_of(LISTED).amounts == (500, 750)
        bare = hints_of(Bare())
        assert attrs.astuple(bare) == (None, (), (), (), (), (), ())


class TestScaled:
    @pytest.mark.parametrize(
        ("rule", "wanted"),
        [
            (Commission(per_order=usd("5")), Commission(per_order=usd("50"))),
            (
                FlatFee(per_deliverable={"short_video": usd("3")}),
                FlatFee(per_deliverable={"short_video": usd("30")}),
            ),
            (
                LISTED,
                Listed(bounds=[usd("50"), usd("75.00")], by_product=LISTED.by_product),
            ),
        ],
    )
    def test_every_amount_is_multiplied(self, rule: PaymentRule, wanted: PaymentRule) -> None:
        assert scaled(rule, 10) == wanted

    def test_what_has_no_amount_is_the_same_thing(self) -> None:
        rule = Commission(rate="0.15")
        assert scaled(rule, 10) is rule

    def test_a_performance_is_scaled_with_all_that_its_orders_tell(self) -> None:
        did = performance(["10.00"], refunded={0: "2.50"}, metrics={"saves": 3}, currency="USD")
        large = scaled(did, 100)
        assert (large.gross_sales, large.net_sales) == (usd("1000"), usd("750"))
        assert large.metrics == {"saves": 3}

    def test_fields_that_are_private_are_changed_too(self) -> None:
        @attrs.frozen
        class Hidden:
            _pay: Money

        hidden = with_amounts(Hidden(usd("5")), lambda amount: amount.negated())
        assert hidden == Hidden(usd("-5"))


class TestInWords:
    @pytest.mark.parametrize(
        ("rule", "words"),
        [
            (Commission(rate="0.12"), "commission, rate 12 %"),
            (
                Commission(rate="0.1", new_customers_only=True),
                "commission, rate 10 %, new customers only yes",
            ),
            (
                Commission(rate="0.1", base=CommissionableBase(vat="0.19")),
                "commission, rate 10 %, base (vat 19 %)",
            ),
            (
                FlatFee(per_deliverable={"short_video": usd("300")}),
                "flat fee, per deliverable short_video 300.00 USD",
            ),
            (
                Hybrid(parts=(Commission(rate="0.1"), FlatFee(per_campaign=usd("5")))),
                "hybrid, parts (commission, rate 10 %); (flat fee, per campaign 5.00 USD)",
            ),
            (LISTED, "listed, bounds 5.00 USD; 7.50 USD, by product shoes 10 %, is final yes"),
            (Bare(), "bare"),
        ],
    )
    def test_terms_are_told_as_a_person_would(self, rule: PaymentRule, words: str) -> None:
        assert in_words(rule) == words


class TestTape:
    def test_past_its_end_every_choice_is_the_first(self) -> None:
        tape = Tape(b"")
        assert (tape.below(1000), tape.pick("abc"), tape.once_in(2)) == (0, "a", False)

    def test_a_wide_choice_reads_as_many_bytes_as_it_needs(self) -> None:
        assert Tape(bytes([1, 2])).below(1000) == 258
        assert Tape(bytes([7])).below(1) == 0


class TestSeededTerms:
    def test_terms_without_a_sum_pay_nothing(self) -> None:
        did = performance(["5.00"], currency="USD")
        assert SeededRule(pays=unwritten).fee(did).amount == usd("0")

    def test_what_a_bug_remembers_is_not_there_in_the_next_rule(self) -> None:
        bug = next(bug for bug in faulty_rules() if bug.name == "most_ever_paid")
        bug.rule.fee(performance(["500.00"], currency="USD"))
        assert bug.rule.fee(performance(currency="USD")).amount == usd("0")


def test_terms_so_large_that_they_cannot_be_scaled_far_are_scaled_less() -> None:
    laws: Mapping[str, object] = {
        "rule": FlatFee(per_campaign=usd("10000000000000")),
        "effort": 1,
    }
    made: PaymentRuleLaws = type("TestLarge", (PaymentRuleLaws,), dict(laws))()
    made.test_exact()
