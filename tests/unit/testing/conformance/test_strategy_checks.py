"""What the checks of ranking strategies look at, and how they tell what is wrong."""

from __future__ import annotations

import attrs
import pytest

from influence.bookings import Booking
from influence.candidates import Candidate
from influence.money import Money
from influence.plugins import load
from influence.ranking import Standing
from influence.testing import KINDS, Given, RankingStrategyConformance, Setup, faulty_members
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._kind import check_named
from influence.testing._conformance._member import Member
from influence.testing._strategy_checks._subject import called, priced, strategy_subject

_BUGS = {bug.name: bug for bug in faulty_members() if bug.claim.startswith("RS-")}
_SETUP = Setup(examples=8, deadline_s=60)


def test_every_check_of_a_strategy_is_claimed_by_a_bug() -> None:
    claimed = {bug.claim for bug in _BUGS.values()}
    assert [one.id for one in KINDS["RS"].kit.checks if one.id not in claimed] == []


@pytest.mark.parametrize("name", sorted(load(plugins=()).ranking_strategies))
@pytest.mark.parametrize("check_id", [one.id for one in KINDS["RS"].kit.checks])
def test_ours_conform(name: str, check_id: str) -> None:
    class Ours(RankingStrategyConformance):
        strategy = name
        examples = 8

    assert Ours.outcome(check_id).status == "passed"


def test_creators_are_drawn_with_much_and_little_known_of_them() -> None:
    subject = strategy_subject(Member(name="none", given=Given(members=())), Setup())
    people = [one for case in subject.cases for one in case]
    candidates = [one.candidate for one in people if one.candidate is not None]
    assert len(candidates) < len(people)
    assert {one.creator_id for one in people if one.candidate} == {
        one.creator_id for one in candidates
    }
    for field in ("price", "followers", "niche", "is_untried"):
        assert len({bool(getattr(one, field)) for one in candidates}) == 2, field
    bookings = [booking for one in candidates for booking in one.bookings]
    for field in ("exposure", "clicks", "orders", "gross_profit"):
        assert {getattr(booking, field) is None for booking in bookings} == {True, False}, field


def test_a_creator_is_called_otherwise_as_a_candidate_too() -> None:
    one = Standing(creator_id="maya", metrics={}, spend=Money("1", "USD"))
    known = attrs.evolve(one, candidate=Candidate(creator_id="maya", followers=3))
    assert called(one, "leo") == attrs.evolve(one, creator_id="leo")
    assert called(known, "leo").candidate == Candidate(creator_id="leo", followers=3)


def test_every_amount_of_a_creator_is_priced_anew() -> None:
    def one(times: int) -> Standing:
        def usd(minor: int) -> Money:
            return Money.from_minor(minor * times, "USD")

        bookings = (
            Booking(cycle=0, cost=usd(5), gross_profit=usd(7)),
            Booking(cycle=1, cost=usd(6)),
        )
        candidate = Candidate(creator_id="maya", price=usd(4), bookings=bookings)
        return Standing(
            creator_id="maya", metrics={}, spend=usd(9), profit=usd(-2), candidate=candidate
        )

    assert priced(one(1), lambda money: money * 10) == one(10)
    bare = Standing(creator_id="maya", metrics={}, spend=Money("1", "USD"))
    assert priced(bare, lambda money: money * 10) == attrs.evolve(bare, spend=Money("10", "USD"))
    unpriced = attrs.evolve(bare, candidate=Candidate(creator_id="maya"))
    assert priced(unpriced, lambda money: money).candidate == unpriced.candidate


@pytest.mark.parametrize(
    ("bug", "told"),
    [
        ("unsummed", "parts of the score of gus by seeded_bug must sum to 1000000000, got None"),
        ("floating", "score of gus by seeded_bug must be of fractions, got 1000000000.0"),
        (
            "costs_as_scores",
            (
                "score of fay, who stands after hal, must be at most -1000000000, got "
                "Fraction(-2500, 1)"
            ),
        ),
        (
            "unknown_first",
            "rank by seeded_bug of bo, whose score is unknown, must be after 2, got 1",
        ),
        (
            "beside_the_first",
            (
                "scores by seeded_bug, turned around, must be {'bo': '1 = 1', 'cy': '0 = 0', "
                "'gus': '0 = 0'}, got {'bo': '0 = 0', 'cy': '-1 = -1', 'gus': '-1 = -1'}"
            ),
        ),
        (
            "by_price",
            "creators of seeded_bug, where of everybody nothing is known, must be ['gus'], got []",
        ),
        ("of_somebody_else", "outlook of gus by seeded_bug must be of that creator, got 'cy'"),
    ],
)
def test_a_check_tells_who_stands_wrong_and_why(bug: str, told: str) -> None:
    kind, claim = KINDS["RS"], _BUGS[bug].claim
    judge = Judge(kind=kind, deadline_s=_SETUP.deadline_s, excuses={})
    subject = kind.kit.subject(_BUGS[bug].member, _SETUP)
    assert judge.outcome(check_named(claim), subject).told == told
