from __future__ import annotations

from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.beliefs import Beliefs, LearningPolicy, learn
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.shares import Share
from influence.tier_benchmarks import PUBLISHED_TIERS, STUDIED_TIERS


def usd(amount: str | int) -> Money:
    return Money(amount, "USD")


def booked(orders: int | None, *, each: int = 40, **rest: object) -> Booking:
    worth = None if orders is None else usd(each * orders)
    known: dict[str, Any] = {"cycle": 0, "cost": usd(250), "orders": orders, "gross_profit": worth}
    return Booking(**{**known, **rest})


def candidate(who: str, *bookings: Booking, **rest: object) -> Candidate:
    known: dict[str, Any] = {"price": usd(250), "followers": 48_000}
    return Candidate(creator_id=who, bookings=bookings, **{**known, **rest})


def multiple(beliefs: Beliefs, who: str = "maya") -> float:
    return beliefs.outlook(who).expected_multiple


OTHERS = (candidate("theo", booked(6)), candidate("zoe", booked(5)), candidate("kim", booked(9)))


class TestWhereItBegins:
    def test_nobody_booked_means_the_benchmark(self) -> None:
        outlook = learn([candidate("maya")]).outlook("maya")
        assert outlook.expected_multiple == pytest.approx(1.36)
        assert outlook.effective_orders == 0

    def test_nobody_at_all_is_no_belief(self) -> None:
        assert dict(learn([]).outlooks) == {}

    def test_an_audience_of_unknown_size_begins_with_the_mean_of_the_tiers(self) -> None:
        assert multiple(learn([candidate("maya", followers=None)])) == pytest.approx(1.24)

    def test_another_prior_begins_elsewhere(self) -> None:
        assert multiple(learn([candidate("maya")], prior=STUDIED_TIERS)) == pytest.approx(3.3)

    def test_enough_orders_of_their_own_outweigh_every_prior(self) -> None:
        rows = [candidate("maya", *[booked(10, cycle=cycle) for cycle in range(40)])]
        policy = LearningPolicy(untracked=Share(0), fading=Share(0))
        for prior in (PUBLISHED_TIERS, STUDIED_TIERS):
            believed = learn(rows, policy=policy, prior=prior)
            assert multiple(believed) == pytest.approx(1.6, rel=0.06)


class TestWhatItRefuses:
    def test_who_is_not_there_has_no_outlook(self) -> None:
        beliefs = learn([candidate("maya")])
        for ask in (beliefs.outlook, beliefs.working):
            with pytest.raises(UnknownNameError) as caught:
                ask("zed")
            assert str(caught.value) == "creator with an outlook must be one of maya, got 'zed'"

    def test_a_creator_is_there_once(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            learn([candidate("maya"), candidate("maya")])
        assert str(caught.value) == "candidates must be different creators, got 'maya'"

    def test_prices_are_in_one_currency(self) -> None:
        with pytest.raises(CurrencyMismatchError) as caught:
            learn([candidate("maya"), candidate("theo", price=Money(250, "EUR"))])
        wanted = "price of theo must be in USD as the others are, got Money('250.00', 'EUR')"
        assert str(caught.value) == wanted

    def test_costs_tell_the_currency_of_who_has_no_price(self) -> None:
        foreign = candidate("theo", booked(None, cost=Money(250, "EUR")), price=None)
        with pytest.raises(CurrencyMismatchError) as caught:
            learn([candidate("maya"), foreign])
        wanted = "price of theo must be in USD as the others are, got Money('250.00', 'EUR')"
        assert str(caught.value) == wanted


class TestUntrackedOrders:
    def test_they_lift_what_was_tracked(self) -> None:
        rows = [candidate("maya", *[booked(20)] * 30)]
        none = learn(rows, policy=LearningPolicy(untracked=Share(0)))
        third = learn(rows, policy=LearningPolicy(untracked=Share("1/3")))
        assert multiple(third) == pytest.approx(1.5 * multiple(none), rel=0.02)

    def test_how_unsure_they_are_makes_everybody_less_sure(self) -> None:
        sure = learn(OTHERS, policy=LearningPolicy(untracked_doubt=Share(0))).outlook("kim")
        unsure = learn(OTHERS, policy=LearningPolicy(untracked_doubt=Share("0.5"))).outlook("kim")
        assert unsure.log_sd**2 - sure.log_sd**2 == pytest.approx(0.25)


class TestStages:
    def test_clicks_speak_before_orders_do(self) -> None:
        rows = [
            candidate("theo", booked(6, clicks=200)),
            candidate("zoe", booked(5, clicks=200)),
            candidate("many", Booking(cycle=1, cost=usd(250), clicks=800)),
            candidate("few", Booking(cycle=1, cost=usd(250), clicks=20)),
        ]
        beliefs = learn(rows)
        assert multiple(beliefs, "many") > multiple(beliefs, "theo") > multiple(beliefs, "few")

    def test_exposure_speaks_where_nobody_counted_clicks(self) -> None:
        rows = [
            candidate("theo", booked(6, exposure=9_000, clicks=200)),
            candidate("far", Booking(cycle=1, cost=usd(250), exposure=60_000)),
            candidate("near", Booking(cycle=1, cost=usd(250), exposure=900)),
        ]
        beliefs = learn(rows)
        assert multiple(beliefs, "far") > multiple(beliefs, "near")

    def test_where_clicks_told_nothing_they_are_believed_less(self) -> None:
        told = [
            candidate(f"c{number}", booked(5 * number, clicks=100 * number))
            for number in range(1, 9)
        ]
        silent = [
            candidate(f"c{number}", booked(20, clicks=100 * number)) for number in range(1, 9)
        ]
        assert learn(silent).spreads.carried < 0.7 < learn(told).spreads.carried

    def test_a_post_that_went_far_and_sold_as_usual_for_it_was_lucky(self) -> None:
        usual = [booked(6, cycle=cycle, clicks=200) for cycle in range(4)]
        lucky = [*usual, booked(30, cycle=4, clicks=1_000)]
        skilled = [*usual, booked(30, cycle=4, clicks=200)]
        crowd = [candidate(f"c{number}", booked(6, clicks=200)) for number in range(8)]
        expected = [
            learn([candidate("maya", *rows), *crowd]).reckonings["maya"].expected
            for rows in (lucky, skilled)
        ]
        assert expected[0] > expected[1]

    def test_what_an_order_is_worth_is_learned_too(self) -> None:
        rows = [candidate("maya", booked(6, each=60)), *OTHERS]
        small = [candidate("maya", booked(6, each=20)), *OTHERS]
        assert multiple(learn(rows)) > multiple(learn(small))


class TestWhatIsMissing:
    def test_profit_tells_orders_that_nobody_counted(self) -> None:
        good = candidate("maya", booked(None, gross_profit=usd(800)))
        poor = candidate("maya", booked(None, gross_profit=usd(40)))
        assert multiple(learn([good, *OTHERS])) > multiple(learn([poor, *OTHERS]))

    def test_orders_tell_profit_that_nobody_counted(self) -> None:
        good = candidate("maya", booked(20, gross_profit=None))
        poor = candidate("maya", booked(1, gross_profit=None))
        assert multiple(learn([good, *OTHERS])) > multiple(learn([poor, *OTHERS]))

    def test_a_booking_of_which_nothing_is_known_is_no_failure(self) -> None:
        known = candidate("maya", booked(8, cycle=0))
        more = candidate("maya", booked(8, cycle=0), booked(None, cycle=0))
        unknown, nothing = learn([known, *OTHERS]), learn([more, *OTHERS])
        assert multiple(nothing) == pytest.approx(multiple(unknown), rel=0.03)

    def test_without_followers_a_fee_stands_for_itself(self) -> None:
        rows = [candidate("maya", price=usd(90), followers=None), *OTHERS]
        assert learn(rows).reckonings["maya"].price == pytest.approx(1.0)

    def test_without_a_price_the_last_cost_or_the_usual_fee_stands(self) -> None:
        paid = candidate("maya", booked(6, cycle=1), booked(6, cost=usd(999)), price=None)
        assert multiple(learn([paid, *OTHERS])) == pytest.approx(
            multiple(learn([attrs.evolve(paid, price=usd(250)), *OTHERS])), rel=0.1
        )
        usual = learn([candidate("maya", price=None), *OTHERS])
        assert usual.reckonings["maya"].price == pytest.approx(1.0)

    def test_where_nobody_has_a_price_returns_are_told_of_the_best(self) -> None:
        rows = [
            candidate("maya", booked(6, cost=usd(0)), price=None),
            candidate("theo", booked(1, cost=usd(0)), price=None),
        ]
        beliefs = learn(rows)
        assert multiple(beliefs, "maya") > multiple(beliefs, "theo")


class TestTime:
    def test_old_cycles_fade(self) -> None:
        worse = candidate("maya", booked(12, cycle=0), booked(2, cycle=5))
        better = candidate("maya", booked(2, cycle=0), booked(12, cycle=5))
        assert multiple(learn([better, *OTHERS])) > multiple(learn([worse, *OTHERS]))

    def test_a_season_that_was_good_for_all_is_nobodys_merit(self) -> None:
        steady = {0: 10, 1: 10, 2: 10, 3: 30}
        rows = [
            candidate(f"c{number}", *[booked(n, cycle=c) for c, n in steady.items()])
            for number in range(12)
        ]
        seasons = learn(rows).seasons
        assert seasons[3] > 1 > seasons[2]
        assert 0 not in seasons

    def test_several_packages_of_a_cycle_are_one_witness_of_its_season(self) -> None:
        rows = [
            candidate(
                f"c{number}",
                *[booked(10, cycle=cycle, clicks=90) for cycle in (0, 1, 2)],
                *[booked(30, cycle=3, clicks=90)] * 2,
            )
            for number in range(12)
        ]
        assert learn(rows).seasons[3] > 1

    def test_what_had_no_time_to_come_in_is_not_held_against_anybody(self) -> None:
        young = candidate("maya", booked(3, matured=Share("0.25")))
        old = candidate("maya", booked(3))
        assert multiple(learn([young, *OTHERS])) > multiple(learn([old, *OTHERS]))

    def test_the_last_cycle_has_no_use_for_a_test(self) -> None:
        rows = [candidate("maya")]
        assert learn(rows, cycles_left=1).outlook("maya").value_of_test == 0
        assert learn(rows, cycles_left=4).outlook("maya").value_of_test > 0

    def test_who_is_known_well_need_not_be_tested(self) -> None:
        known = candidate("maya", *[booked(12, cycle=cycle) for cycle in range(9)])
        beliefs = learn([known, candidate("zed"), *OTHERS], cycles_left=4)
        assert beliefs.outlook("maya").value_of_test < beliefs.outlook("zed").value_of_test


class TestFees:
    def test_a_bargain_is_trusted_by_half(self) -> None:
        crowd = [candidate(f"c{number}") for number in range(50)]
        cheap = learn([candidate("maya", price=usd(125)), *crowd])
        fair = learn([candidate("maya"), *crowd])
        assert multiple(cheap) / multiple(fair) == pytest.approx(2**0.5, rel=0.02)

    def test_trust_is_an_assumption(self) -> None:
        crowd = [candidate(f"c{number}") for number in range(50)]
        rows = [candidate("maya", price=usd(125)), *crowd]
        blind = learn(rows, policy=LearningPolicy(bargain_trust=Share(1)))
        wary = learn(rows, policy=LearningPolicy(bargain_trust=Share(0)))
        assert multiple(blind) == pytest.approx(2 * multiple(wary), rel=0.02)


class TestLosers:
    def test_only_losers_lower_what_the_untried_are_expected_to_return(self) -> None:
        losers = [candidate(f"c{number}", booked(0)) for number in range(5)]
        assert multiple(learn([candidate("maya"), *losers])) < 1.36
        assert multiple(learn(losers), "c0") < multiple(learn([candidate("maya"), *losers]))

    def test_orders_that_earned_nothing_are_a_loss(self) -> None:
        costly = candidate("maya", booked(60, each=0))
        beliefs = learn([costly, *OTHERS])
        assert multiple(beliefs) < multiple(beliefs, "zoe")

    def test_refunds_beyond_the_profit_leave_a_multiple_above_zero(self) -> None:
        refunded = candidate("maya", booked(3, gross_profit=usd(-4_000)))
        assert 0 < multiple(learn([refunded, *OTHERS])) < 0.2


class TestTheWorking:
    def test_the_parts_sum_to_the_score(self) -> None:
        rows = [candidate("maya", booked(12)), candidate("theo", booked(1)), candidate("zoe")]
        for outlook in learn(rows, cycles_left=3).outlooks.values():
            assert sum((part.amount for part in outlook.parts), Fraction(0)) == outlook.score

    def test_it_ends_in_the_expected_multiple(self) -> None:
        beliefs = learn([candidate("maya", booked(12))])
        assert beliefs.working("maya").result == f"{multiple(beliefs):.3f}"

    def test_its_factors_multiply_to_it(self) -> None:
        beliefs = learn([candidate("maya", booked(12)), *OTHERS])
        reckoned = beliefs.reckonings["maya"]
        assert reckoned.multiple == pytest.approx(multiple(beliefs))

    def test_one_package_varies_more_than_what_is_believed_of_many(self) -> None:
        outlook = learn(OTHERS).outlook("kim")
        assert outlook.outcome_log_sd > outlook.log_sd
