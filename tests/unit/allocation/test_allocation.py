from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, cast

import pytest

from influence.allocation import Allocation, AllocationPolicy, Choice, allocate
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import ExactMoney, Money
from influence.outlooks import Outlook
from influence.shares import Share
from influence.testing._books import usd

PLAIN = AllocationPolicy(least_partners=0, most_share=Share(1), response=Share(1), at_most=1)


def choice(
    who: str,
    price: str | None,
    multiple: float,
    *,
    test: float = 0.0,
    sd: float = 0.0,
    orders: float = 10.0,
    is_new: bool = False,
    at_most: int | None = None,
    because: str | None = None,
) -> Choice:
    """A creator whose expected return multiple is *multiple*."""
    outlook = Outlook(
        creator_id=who,
        log_mean=math.log(multiple) - sd**2 / 2,
        log_sd=sd,
        outcome_log_sd=sd,
        effective_orders=0.0 if is_new else orders,
        value_of_test=test,
    )
    bookings = () if is_new else (Booking(cycle=0, cost=usd("100"), gross_profit=usd("120")),)
    quote = None if price is None else usd(price)
    return Choice(
        candidate=Candidate(creator_id=who, price=quote, bookings=bookings),
        outlook=outlook,
        at_most=at_most,
        because=because,
    )


def reasons(found: Allocation) -> Mapping[str, str]:
    return {line.creator_id: line.reason for line in found.lines}


class TestWhatIsBooked:
    def test_two_that_fit_together_are_taken_before_the_one_with_the_best_yield(self) -> None:
        # Best value for money first would take maya for 60: 60 × 0.6 = 36, and 40 would be left.
        # Ben and zoe use all of the 100: 50 × 0.5 + 50 × 0.5 = 50.
        found = allocate(
            [choice("maya", "60", 1.6), choice("ben", "50", 1.5), choice("zoe", "50", 1.5)],
            budget=usd("100"),
            policy=PLAIN,
        )
        assert found.packages == {"ben": 1, "zoe": 1}
        assert found.expected_profit == usd("50")
        assert (found.is_exact, found.bound, found.shortfall) == (
            True,
            ExactMoney("50", "USD"),
            ExactMoney.zero("USD"),
        )

    def test_a_second_package_earns_the_response_of_the_first(self) -> None:
        # 2 × 100 − 100 = 100, 2 × 0.7 × 100 − 100 = 40, 2 × 0.49 × 100 − 100 = −2.
        policy = AllocationPolicy(least_partners=0, most_share=Share(1), response=Share("0.7"))
        found = allocate([choice("maya", "100", 2.0)], budget=usd("1000"), policy=policy)
        assert found.packages == {"maya": 2}
        assert found.expected_profit == usd("140")
        assert found.unspent == usd("800")
        assert found.unspent_reason == "no further package is worth its price"

    def test_a_test_is_worth_more_than_its_loss(self) -> None:
        # 0.9 × 100 − 100 = −10, and knowing better is worth 0.3 × 100 = 30; a second package would
        # be worth 0.9 × 0.7 × 100 − 100 + 0.25 × 30, far below 0.
        found = allocate(
            [choice("maya", "100", 0.9, test=0.3, is_new=True)],
            budget=usd("500"),
            policy=AllocationPolicy(least_partners=0),
        )
        (line,) = found.lines
        assert (line.packages, line.is_new) == (1, True)
        assert (line.expected_profit, line.value_of_test) == (usd("-10"), usd("30"))
        assert (found.expected_profit, found.value) == (usd("-10"), ExactMoney("20", "USD"))
        assert line.reason == (
            "a test: expected to cost 10.00 USD more than it earns; knowing better is worth "
            "30.00 USD"
        )

    def test_partners_go_before_value(self) -> None:
        people = [choice("maya", "90", 3.0), choice("ben", "50", 1.1), choice("zoe", "50", 1.2)]
        alone = allocate(people, budget=usd("100"), policy=PLAIN)
        assert alone.packages == {"maya": 1}
        policy = AllocationPolicy(least_partners=2, most_share=Share(1))
        together = allocate(people, budget=usd("100"), policy=policy)
        assert together.packages == {"ben": 1, "zoe": 1}
        assert together.partners_reason is None

    @pytest.mark.parametrize(("dear", "cheap"), [("ben", "zoe"), ("zoe", "ben")])
    def test_of_equal_value_the_cheaper_is_taken(self, dear: str, cheap: str) -> None:
        # 100 × 0.5 = 50 × 0.5 + 25 × 1.0.
        found = allocate(
            [choice(dear, "100", 1.5), choice(cheap, "50", 1.5), choice("kim", "25", 2.0)],
            budget=usd("100"),
            policy=PLAIN,
        )
        assert found.packages == {cheap: 1, "kim": 1}

    def test_a_share_of_the_budget_limits_each_creator(self) -> None:
        policy = AllocationPolicy(least_partners=0, most_share=Share("0.5"), response=Share(1))
        found = allocate([choice("maya", "100", 2.0)], budget=usd("499.99"), policy=policy)
        assert found.packages == {"maya": 2}
        assert found.unspent_reason == (
            "whoever is worth another package has all that one creator may get: 3 in number and "
            "50 % of the budget"
        )

    def test_exploration_limits_the_untried_when_somebody_was_tried(self) -> None:
        policy = AllocationPolicy(
            least_partners=0, exploration=Share("0.3"), response=Share(1), at_most=1
        )
        new = [choice(who, "100", 2.0, test=0.1, is_new=True) for who in ("ann", "bob", "cat")]
        known = choice("maya", "100", 1.1)
        found = allocate([*new, known], budget=usd("400"), policy=policy)
        assert found.packages == {"ann": 1, "maya": 1}
        assert found.unspent_reason == "the untried may get 30 % of the budget"
        assert reasons(found)["bob"] == (
            "worth its price: 2.00 expected back for every 1 spent; but what the untried may get "
            "is spent"
        )

    def test_a_first_cycle_has_a_limit_of_its_own(self) -> None:
        policy = AllocationPolicy(
            least_partners=0, exploration=Share("0.3"), first_cycle=Share("0.5"), at_most=1
        )
        new = [choice(who, "100", 2.0, test=0.1, is_new=True) for who in ("ann", "bob", "cat")]
        found = allocate(new, budget=usd("400"), policy=policy)
        assert found.packages == {"ann": 1, "bob": 1}
        assert found.unspent_reason == "the untried may get 50 % of the budget"

    def test_what_is_not_above_the_least_value_stays_in_hand(self) -> None:
        policy = AllocationPolicy(least_partners=0, least_value=Share("0.25"))
        found = allocate(
            [choice("ben", "100", 1.25), choice("zoe", "100", 1.26)],
            budget=usd("400"),
            policy=policy,
        )
        assert found.packages == {"zoe": 1}

    def test_nobody_can_be_booked_with_nothing(self) -> None:
        found = allocate([choice("maya", "100", 2.0)], budget=usd("0"))
        assert (found.packages, found.spent, found.unspent_reason) == ({}, usd("0"), None)

    def test_without_choices_all_stays_in_hand(self) -> None:
        found = allocate([], budget=usd("100"))
        assert (found.lines, found.unspent) == ((), usd("100"))
        assert found.unspent_reason == "there is nobody to book"
        assert found.partners_reason == (
            "3 partners were asked for, and 0 of 0 choices are worth their price"
        )


class TestReasons:
    def test_everybody_is_told_why(self) -> None:
        found = allocate(
            [
                choice("again", "100", 2.0, sd=0.4),
                choice("dear", "501", 3.0),
                choice("first", "100", 1.9, is_new=True),
                choice("loser", "100", 0.8),
                choice("loser who may surprise", "100", 0.5, test=0.1),
                choice("tested", "100", 1.85, test=0.2, is_new=True),
                choice("unknown", None, 2.0),
                choice("waiting", "100", 1.01),
            ],
            budget=usd("400"),
            policy=AllocationPolicy(response=Share("0.9")),
        )
        assert found.packages == {"again": 2, "first": 1, "tested": 1}
        assert reasons(found) == {
            "again": "2.00 expected back for every 1 spent, and paying in the long run has a "
            "probability of 0.94; the second package still brings 1.80",
            "dear": "a package costs 501.00 USD, and one creator may get 200.00 USD",
            "first": "never booked before: 1.90 expected back for every 1 spent",
            "loser": "not worth its price: 0.80 expected back for every 1 spent",
            "loser who may surprise": "not worth its price: 0.50 expected back for every 1 spent, "
            "and knowing better is worth 10.00 USD",
            "tested": "never booked before: 1.85 expected back for every 1 spent, and knowing "
            "better is worth 20.00 USD",
            "unknown": "no price is known: ask for a quote before booking",
            "waiting": "worth its price: 1.01 expected back for every 1 spent; but the budget is "
            "worth more elsewhere",
        }
        assert found.unspent_reason is None

    def test_the_sixth_package_is_told_by_its_number(self) -> None:
        policy = AllocationPolicy(
            at_most=6, most_share=Share(1), response=Share(1), least_partners=0
        )
        found = allocate([choice("maya", "100", 2.0)], budget=usd("600"), policy=policy)
        assert reasons(found)["maya"].endswith("; the 6th package still brings 2.00")

    def test_whoever_is_left_out_is_told_why(self) -> None:
        found = allocate(
            [
                choice("ben", "100", 2.0, at_most=0, because="rests after 3 cycles in a row"),
                choice("zoe", "100", 2.0, at_most=0),
            ],
            budget=usd("400"),
        )
        assert reasons(found) == {
            "ben": "rests after 3 cycles in a row",
            "zoe": "not to be booked in this cycle",
        }

    def test_whoever_was_judged_must_be_likely_to_pay(self) -> None:
        policy = AllocationPolicy(least_probability=Share("0.6"), enough_orders=5, least_partners=0)
        found = allocate(
            [
                choice("judged", "100", 1.3, sd=1.0, orders=5.0),
                choice("not yet", "100", 1.3, sd=1.0, orders=4.9),
                choice("sure", "100", 1.3, sd=0.1, orders=5.0),
            ],
            budget=usd("400"),
            policy=policy,
        )
        assert found.packages == {"not yet": 1, "sure": 1}
        assert reasons(found)["judged"] == (
            "paying in the long run has a probability of 0.41 after 5 orders, below 0.60"
        )

    def test_the_next_package_would_cost_more_than_is_left(self) -> None:
        found = allocate(
            [choice("ben", "100", 1.5), choice("zoe", "150", 1.2)],
            budget=usd("160"),
            policy=PLAIN,
        )
        assert found.packages == {"ben": 1}
        assert found.unspent_reason == (
            "the cheapest package that is still worth its price costs 150.00 USD"
        )

    def test_partners_that_cannot_be_paid_are_told(self) -> None:
        found = allocate(
            [choice(who, "100", 1.5) for who in ("ann", "bob", "cat")],
            budget=usd("250"),
            policy=AllocationPolicy(at_most=1),
        )
        assert found.partners_reason == (
            "3 partners were asked for, and the budget pays for no more of those who are worth "
            "their price"
        )

    def test_partners_who_are_not_there_are_told(self) -> None:
        found = allocate([choice("ann", "100", 1.5), choice("bob", "100", 0.5)], budget=usd("300"))
        assert found.partners_reason == (
            "3 partners were asked for, and 1 of 2 choices are worth their price"
        )


class TestWorkings:
    def test_a_line_shows_what_each_package_adds(self) -> None:
        found = allocate(
            [choice("maya", "100", 1.5, test=0.2)],
            budget=usd("400"),
            policy=AllocationPolicy(at_most=2, least_partners=0, response="0.7"),
        )
        assert str(found.line("maya").working()).splitlines() == [
            "price of a package                          100.00 USD",
            "package 1: expected back for every 1 spent  1.5",
            "package 1: expected profit                  50.00 USD",
            "package 1: value of the test                20.00 USD",
            "package 2: expected back for every 1 spent  1.05",
            "package 2: expected profit                  5.00 USD",
            "package 2: value of the test                5.00 USD",
            f"why                                         {found.line('maya').reason}",
            "2 × 100.00 USD                              200.00 USD",
        ]

    def test_a_line_without_a_price_shows_that(self) -> None:
        line = allocate([choice("maya", None, 1.5)], budget=usd("400")).line("maya")
        assert [step.result for step in line.working().steps] == ["unknown", line.reason, "0"]
        assert (line.cost, line.expected_profit, line.value.rounded()) == (usd("0"),) * 3

    def test_the_whole_shows_budget_lines_and_remainder(self) -> None:
        found = allocate([choice("maya", "100", 1.5, is_new=True)], budget=usd("400"), policy=PLAIN)
        steps = [(step.text, step.result) for step in found.working().steps]
        assert steps == [
            ("budget", "400.00 USD"),
            ("maya: why", "never booked before: 1.50 expected back for every 1 spent"),
            ("maya: 1 × 100.00 USD", "100.00 USD"),
            ("spent", "100.00 USD"),
            ("expected profit", "50.00 USD"),
            ("value of the tests", "0.00 USD"),
            ("value, both together", "50.00 USD"),
            ("why not all is spent", found.unspent_reason),
            ("left", "300.00 USD"),
        ]

    def test_missing_partners_and_an_empty_remainder_are_shown(self) -> None:
        policy = AllocationPolicy(most_share=Share(1), at_most=1)
        found = allocate([choice("maya", "100", 1.5)], budget=usd("100"), policy=policy)
        *_, partners, left = found.working().steps
        assert (partners.text, partners.result) == (
            "why there are not more partners",
            "3 partners were asked for, and 1 of 1 choices are worth their price",
        )
        assert (left.text, left.result) == ("left", "0.00 USD")

    def test_a_search_that_was_cut_off_shows_what_the_best_could_be_worth(self) -> None:
        people = [choice("maya", "60", 1.6), choice("ben", "50", 1.5), choice("zoe", "50", 1.5)]
        found = allocate(people, budget=usd("100"), policy=PLAIN, most_states=0)
        # Maya, and four fifths of one of the others: 36 + 0.8 × 25.
        assert (found.is_exact, found.bound.rounded("ceiling")) == (False, usd("56"))
        steps = {step.text: step.result for step in found.working().steps}
        assert steps["value, both together"] == "36.00 USD"
        assert steps["no allocation is worth more than"] == "56.00 USD"
        assert found.shortfall == found.bound - found.value

    def test_only_choices_have_a_line(self) -> None:
        found = allocate([choice("maya", "100", 1.5)], budget=usd("100"))
        with pytest.raises(
            UnknownNameError, match=r"^creator must be one of maya, got 'mayo'; did you mean 'maya'"
        ):
            found.line("mayo")


class TestWhatIsRefused:
    def test_a_creator_twice(self) -> None:
        with pytest.raises(
            InvalidInputError, match=r"^choices must hold each creator once, got 'maya'$"
        ):
            allocate([choice("maya", "1", 2.0), choice("maya", "2", 2.0)], budget=usd("5"))

    def test_a_budget_below_zero(self) -> None:
        with pytest.raises(
            InvalidInputError,
            match=r"^budget must be an amount of at least 0, got Money\('-5.00', 'USD'\)$",
        ):
            allocate([], budget=usd("-5"))

    def test_a_budget_that_is_no_money(self) -> None:
        with pytest.raises(InvalidInputError, match=r"^budget must be an amount of .+, got 5$"):
            allocate([], budget=cast("Any", 5))

    def test_what_is_no_choice(self) -> None:
        with pytest.raises(InvalidInputError, match=r"^choices must hold only choices, got 'maya'"):
            allocate([cast("Any", "maya")], budget=usd("5"))

    def test_a_price_in_another_currency(self) -> None:
        with pytest.raises(
            CurrencyMismatchError,
            match=r"^price of maya must be in EUR as the budget is, got Money\('1.00', 'USD'\)$",
        ):
            allocate([choice("maya", "1", 2.0)], budget=Money("5", "EUR"))

    def test_an_outlook_of_somebody_else(self) -> None:
        maya, ben = choice("maya", "1", 2.0), choice("ben", "1", 2.0)
        with pytest.raises(
            InvalidInputError,
            match=r"^Choice.outlook must be of maya as its candidate is, got 'ben'$",
        ):
            Choice(candidate=maya.candidate, outlook=ben.outlook)

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            ("most_share", "1.1", "be a share of at most 1, got Share('1.1')"),
            ("at_most", 0, "be a whole number of at least 1, got 0"),
            ("least_partners", -1, "be a whole number of at least 0, got -1"),
            ("rest_after", 0, "be a whole number of at least 1, got 0"),
        ],
    )
    def test_a_policy_that_cannot_be(self, field: str, value: object, message: str) -> None:
        with pytest.raises(InvalidInputError) as caught:
            AllocationPolicy(**cast("Any", {field: value}))
        assert str(caught.value) == f"AllocationPolicy.{field} must {message}"
