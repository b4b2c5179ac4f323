"""Following: the rules of the sources, on creators whose figures can be seen at a glance."""

from __future__ import annotations

from fractions import Fraction

import pytest

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.markets import FollowersProgramme, Following, Question
from influence.metrics import SuccessMetrics
from influence.ranking import Profit, Sheet, Standing
from influence.testing._books import usd

THREE = SuccessMetrics(("saves", "clicks", "orders"))


def _booking(earned: str | None, *, angle: str = "one", cycle: int = 0) -> Booking:
    gross = None if earned is None else usd(earned)
    return Booking(cycle=cycle, cost=usd("100"), gross_profit=gross, orders=1, angle=angle)


def _candidate(name: str, *bookings: Booking, price: str = "100") -> Candidate:
    return Candidate(creator_id=name, price=usd(price), bookings=bookings)


def _question(*candidates: Candidate, budget: str = "1000") -> Question:
    return Question(
        candidates=candidates,
        budget=usd(budget),
        cycle=1,
        cycles=8,
        standings=tuple(_standing(one) for one in candidates),
    )


def _standing(candidate: Candidate) -> Standing:
    """Ranked by what was earned; saves, clicks and orders are all the same as that."""
    earned = [one.gross_profit for one in candidate.bookings if one.gross_profit is not None]
    whole = sum((one.exact.amount for one in earned), Fraction(0))
    cost = usd("100") * len(candidate.bookings)
    profit = usd(str(int(whole))) - cost if earned else None
    return Standing(
        creator_id=candidate.creator_id,
        metrics=dict.fromkeys(THREE.names, whole) if candidate.bookings else {},
        spend=cost,
        profit=profit,
        candidate=candidate,
    )


WINNER = _candidate("winner", _booking("300"))
EVEN = _candidate("even", _booking("100"))
LOSER = _candidate("loser", _booking("20"))
TWICE = _candidate("twice", _booking("20"), _booking("30", angle="two", cycle=1))
NEW, NEWER = _candidate("new"), _candidate("newer")
EVERYBODY = _question(NEW, TWICE, LOSER, EVEN, WINNER, NEWER)


def test_the_sheet_of_the_sources_renews_the_top_and_drops_the_rest() -> None:
    bare = Following(strategy=Sheet(metrics=THREE), retries=False, fills_budget=False)
    assert bare.book(EVERYBODY) == {"winner": 1, "new": 1, "newer": 1}


def test_second_chances_end_with_two_missed_angles() -> None:
    retrying = Following(strategy=Sheet(metrics=THREE), fills_budget=False)
    assert retrying.book(EVERYBODY) == {"winner": 1, "even": 1, "loser": 1, "new": 1, "newer": 1}


def test_what_is_left_of_the_budget_goes_to_the_renewed() -> None:
    full = Following(strategy=Sheet(metrics=THREE))
    assert full.book(EVERYBODY)["winner"] == 2


def test_a_missed_angle_is_one_that_earned_less_than_it_cost() -> None:
    mixed = _candidate("mixed", _booking("20"), _booking("150", angle="two", cycle=1))
    programme = Following(strategy=Sheet(metrics=THREE), fills_budget=False)
    assert programme.book(_question(WINNER, mixed, TWICE)) == {"winner": 1, "mixed": 1}


def test_an_angle_that_nobody_told_of_has_not_missed_and_not_paid_back() -> None:
    unknown = _candidate("unknown", _booking(None), _booking(None, angle="two", cycle=1))
    retrying = Following(strategy=Sheet(metrics=THREE), fills_budget=False)
    assert retrying.book(_question(WINNER, unknown)) == {"winner": 1, "unknown": 1}
    paying = Following(strategy=Profit(), retries=False, fills_budget=False, pays_back=True)
    assert paying.book(_question(WINNER, unknown)) == {"winner": 1}


def test_an_angle_that_breaks_even_has_not_missed() -> None:
    evens = _candidate("evens", _booking("100"), _booking("100", angle="two", cycle=1))
    programme = Following(strategy=Sheet(metrics=THREE), fills_budget=False)
    assert programme.book(_question(WINNER, evens)) == {"winner": 1, "evens": 1}


def test_by_payback_whoever_earned_back_their_cost_is_renewed() -> None:
    paying = Following(strategy=Profit(), retries=False, fills_budget=False, pays_back=True)
    assert paying.book(EVERYBODY) == {"winner": 1, "even": 1, "new": 1, "newer": 1}


def test_partners_bound_only_the_tests() -> None:
    few = Following(strategy=Profit(), fills_budget=False, partners=1)
    assert few.book(EVERYBODY) == {"winner": 1, "even": 1, "loser": 1}
    assert few.book(_question(NEW, NEWER)) == {"new": 1}


def test_the_top_is_a_share_of_those_who_were_tried() -> None:
    half = Following(strategy=Profit(), retries=False, fills_budget=False, renew_share="0.5")
    assert half.book(_question(LOSER, EVEN, WINNER, TWICE)) == {"winner": 1, "even": 1}


def test_whoever_costs_too_much_is_passed_over() -> None:
    dear = _candidate("dear", price="950")
    programme = Following(strategy=Profit())
    assert programme.book(_question(WINNER, dear, NEW, budget="300")) == {"winner": 2, "new": 1}
    unpriced = Candidate(creator_id="unpriced")
    assert programme.book(_question(unpriced, NEW)) == {"new": 1}


def test_a_first_cycle_only_tests() -> None:
    assert Following(strategy=Profit()).book(_question(NEW, NEWER)) == {"new": 1, "newer": 1}


@pytest.mark.parametrize(("given", "name"), [("", "profit"), ("mine", "mine")])
def test_a_programme_is_called_as_its_strategy_unless_it_says(given: str, name: str) -> None:
    assert Following(strategy=Profit(), name=given).name == name


def test_followers_take_the_largest_that_can_be_paid() -> None:
    candidates = (
        Candidate(creator_id="small", price=usd("50"), followers=4_000),
        Candidate(creator_id="star", price=usd("900"), followers=2_000_000),
        Candidate(creator_id="big", price=usd("300"), followers=300_000),
        Candidate(creator_id="unknown", price=usd("10")),
        Candidate(creator_id="unpriced", followers=9_000_000),
    )
    question = Question(candidates=candidates, budget=usd("400"), cycle=0, cycles=1)
    assert FollowersProgramme().book(question) == {"big": 1, "small": 1, "unknown": 1}
