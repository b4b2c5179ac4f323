from __future__ import annotations

import datetime as dt

from hypothesis import given, strategies as st

from influence.memberships import (
    MEMBERSHIP_ENDS,
    MEMBERSHIP_EXITS,
    MEMBERSHIP_STATES,
    MembershipState,
    MembershipStep,
    membership_of,
)

START = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)


def step(place: int, to: MembershipState, who: str = "maya") -> MembershipStep:
    return MembershipStep(
        step_id=f"{place:02}", creator_id=who, to=to, at=START + dt.timedelta(days=place)
    )


def test_no_state_is_without_an_exit_but_the_ends() -> None:
    assert set(MEMBERSHIP_EXITS) == set(MEMBERSHIP_STATES)
    assert {state for state, exits in MEMBERSHIP_EXITS.items() if not exits} == set(MEMBERSHIP_ENDS)


def test_every_state_is_reached_from_the_first() -> None:
    seen, edge = {"suggested"}, ["suggested"]
    while edge:
        new = set(MEMBERSHIP_EXITS[edge.pop()]) - seen  # type: ignore[index]  # pyright: ignore[reportArgumentType]  # states as text
        seen |= new
        edge += new
    assert seen == set(MEMBERSHIP_STATES)


def test_steps_are_folded_in_the_order_of_their_moments() -> None:
    told = membership_of("maya", [step(3, "replied"), step(1, "vetted"), step(2, "invited")])
    assert (told.state, told.since) == ("replied", START + dt.timedelta(days=3))


def test_a_step_that_does_not_follow_changes_nothing() -> None:
    told = membership_of("maya", [step(1, "vetted"), step(2, "member"), step(3, "vetted")])
    assert (told.state, [one.to for one in told.refused]) == ("vetted", ["member"])


def test_nobody_without_a_step_is_in_a_state() -> None:
    assert membership_of("maya", [step(1, "vetted", who="diego")]).state is None


@given(path=st.lists(st.sampled_from(MEMBERSHIP_STATES), max_size=12), order=st.randoms())
def test_rows_may_stand_in_any_order(path: list[MembershipState], order: object) -> None:
    steps = [step(place, to) for place, to in enumerate(path)]
    shuffled = list(steps)
    order.shuffle(shuffled)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]  # dice of Hypothesis
    told = membership_of("maya", shuffled)
    assert told == membership_of("maya", steps)
    assert told.state is None or told.state in path
