from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from influence.deliverables import DELIVERED, STATES, TRANSITIONS, Deliverable, State
from influence.errors import InvalidInputError, InvalidTransitionError, UnknownNameError

_ENDS = {"rejected", "cancelled", "expired", "taken_down"}


@pytest.mark.parametrize("start", STATES)
@pytest.mark.parametrize("end", STATES)
def test_a_deliverable_goes_where_the_table_lets_it(start: State, end: State) -> None:
    piece = Deliverable(kind="short_video", count=2, state=start)
    if end in TRANSITIONS[start]:
        assert piece.moved_to(end) == Deliverable(kind="short_video", count=2, state=end)
    else:
        with pytest.raises(InvalidTransitionError, match=f", got '{end}'$"):
            piece.moved_to(end)


def test_every_state_has_its_exits_and_four_are_ends() -> None:
    assert set(TRANSITIONS) == set(STATES)
    assert {state for state, exits in TRANSITIONS.items() if not exits} == _ENDS


@pytest.mark.parametrize(
    ("start", "message"),
    [
        (
            "published",
            "deliverable must go from published to verified or taken_down, got 'agreed'",
        ),
        ("rejected", "deliverable must stay rejected, which is an end, got 'agreed'"),
        (None, "deliverable must have a state before it goes to another, got None"),
    ],
)
def test_a_refused_step_says_where_it_may_go(start: State | None, message: str) -> None:
    with pytest.raises(InvalidTransitionError, match=f"^{re.escape(message)}$"):
        Deliverable(kind="post", state=start).moved_to("agreed")


def test_a_state_that_nobody_knows_is_refused_with_the_close_one() -> None:
    state: Any = "publish"
    with pytest.raises(UnknownNameError, match=r"; did you mean 'published'\?$"):
        Deliverable(kind="post", state="approved").moved_to(state)


@pytest.mark.parametrize("state", [*STATES, None])
def test_what_the_audience_has_seen_out_is_delivered(state: State | None) -> None:
    assert Deliverable(kind="post", state=state).is_delivered == (state in DELIVERED)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"count": 0},
            "Deliverable.count must be a whole number of at least 1, got 0",
        ),
        ({"kind": "short_vid"}, "did you mean 'short_video'?"),
        ({"state": "publshed"}, "did you mean 'published'?"),
    ],
)
def test_a_field_that_breaks_its_rule_is_named(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"{re.escape(message)}$"):
        Deliverable(**{"kind": "post", **fields})


def test_the_table_of_states_cannot_be_changed() -> None:
    table: Any = TRANSITIONS
    with pytest.raises(TypeError):
        table["rejected"] = ("agreed",)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"post_due": dt.date.max},
            (
                "Deliverable.post_due must lie in the years 1900 to 2999, got "
                "datetime.date(9999, 12, 31)"
            ),
        ),
        ({"draft_due": "soon"}, "Deliverable.draft_due must be a date, got 'soon'"),
        (
            {"follows": "v1", "within_days": 3651},
            "Deliverable.within_days must be a whole number from 0 to 3650, got 3651",
        ),
        (
            {"follows": "v1", "within_months": -1},
            "Deliverable.within_months must be a whole number from 0 to 120, got -1",
        ),
    ],
)
def test_days_that_no_calendar_has_room_for_are_refused(
    fields: dict[str, Any], message: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Deliverable(kind="post", **fields)
