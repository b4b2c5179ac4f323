"""A dispute is open, then won or lost, and at each moment only what was known then counts."""

from __future__ import annotations

import datetime as dt
from typing import Any

import attrs
import pytest

from influence.disputes import Dispute
from influence.errors import InvalidInputError

OPENED = dt.datetime(2026, 3, 10, 9, tzinfo=dt.UTC)
CLOSED = dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC)
MOMENT = dt.timedelta(microseconds=1)
OPEN = Dispute(dispute_id="d-1", order_id="7", opened_at=OPENED)
LOST = attrs.evolve(OPEN, closed_at=CLOSED, outcome="lost")
WON = attrs.evolve(OPEN, closed_at=CLOSED, outcome="won")


@pytest.mark.parametrize(
    ("dispute", "moment", "state"),
    [
        (LOST, OPENED - MOMENT, "none"),
        (LOST, OPENED, "open"),
        (LOST, CLOSED - MOMENT, "open"),
        (LOST, CLOSED, "lost"),
        (WON, CLOSED, "won"),
        (OPEN, CLOSED, "open"),
    ],
)
def test_a_moment_has_the_state_that_began_by_then(
    dispute: Dispute, moment: dt.datetime, state: str
) -> None:
    assert dispute.state_at(moment) == state


def test_an_end_that_came_later_is_not_known() -> None:
    assert LOST.known_at(CLOSED - MOMENT) == OPEN
    assert LOST.known_at(CLOSED) is LOST
    assert LOST.known_at(OPENED - MOMENT) is LOST


def test_a_dispute_may_end_in_the_moment_it_began() -> None:
    assert attrs.evolve(LOST, closed_at=OPENED).state_at(OPENED) == "lost"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        (
            {"closed_at": CLOSED},
            "dispute d-1 must have both an end and an outcome, or neither, got None",
        ),
        (
            {"outcome": "won"},
            "dispute d-1 must have both an end and an outcome, or neither, got 'won'",
        ),
        (
            {"closed_at": OPENED - MOMENT, "outcome": "won"},
            (
                "Dispute.closed_at must not end before it began at 2026-03-10T09:00:00+00:00, "
                "got '2026-03-10T08:59:59.999999+00:00'"
            ),
        ),
        (
            {"closed_at": CLOSED, "outcome": "wun"},
            "Dispute.outcome must be one of lost, won, got 'wun'; did you mean 'won'?",
        ),
        (
            {"dispute_id": " d"},
            "dispute_id must not begin or end with white space, got ' d'",
        ),
        (
            {"opened_at": dt.date(2026, 3, 1)},
            "Dispute.opened_at must be a time with an offset, got datetime.date(2026, 3, 1)",
        ),
    ],
)
def test_what_no_dispute_can_be_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(OPEN, **fields)
    assert str(caught.value) == message
