from __future__ import annotations

import re
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.payments import CalledOff, DatedCount
from influence.periods import Period
from influence.settlement import Reading, performed
from influence.settlement._ledger_facts import reading_fact, reading_of
from influence.shares import Share
from influence.testing import at, performance

_READ: dict[str, Any] = {
    "creator_id": "maya",
    "kind": "metric",
    "name": "saves",
    "source": "p1",
    "count": 40,
    "read_at": at(30),
}


def test_readings_add_up_and_those_with_a_date_keep_it() -> None:
    did = performed(
        reversed(performance(["1", "2"], currency="USD").orders),
        [
            Reading(**_READ, at=at(3)),
            Reading(**{**_READ, "source": "p2", "count": 2}),
            Reading(**{**_READ, "kind": "deliverable", "name": "post", "count": 1}, at=at(3)),
            Reading(**{**_READ, "kind": "deliverable", "name": "live", "count": 0}),
        ],
        period=Period(at(), at(30)),
        currency="USD",
    )
    assert [order.order_id for order in did.orders] == ["order-0", "order-1"]
    assert did.metrics == {"saves": 42}
    assert did.deliverables == {"post": 1, "live": 0}
    assert did.readings == (DatedCount(name="saves", at=at(3), count=40, fact="p1"),)
    assert did.deliveries == (DatedCount(name="post", at=at(3), count=1, fact="p1"),)


@pytest.mark.parametrize(
    ("changed", "error", "message"),
    [
        ({"count": -1}, InvalidInputError, "Reading.count must be a whole number of at least 0"),
        (
            {"kind": "figure"},
            UnknownNameError,
            "Reading.kind must be one of called_off, deliverable, metric",
        ),
        (
            {"kind": "called_off"},
            InvalidInputError,
            "Reading must have at and share where pieces were called off",
        ),
        ({"share": Share(2)}, InvalidInputError, "Reading.share must be a share of at most 1"),
        ({"source": ""}, InvalidInputError, "Reading.source must be text that is not blank"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(
    changed: dict[str, Any], error: type[InvalidInputError], message: str
) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}, got"):
        Reading(**{**_READ, **changed})


def test_pieces_called_off_are_told_with_their_share() -> None:
    told = {**_READ, "kind": "called_off", "name": "post", "source": "deliverable video"}
    reading = Reading(**{**told, "count": 2}, at=at(3), share=Share("1/3"))
    nothing = Reading(**{**told, "source": "deliverable other", "count": 0})
    did = performed([], [reading, nothing], period=Period(at(), at(30)), currency="USD")
    off = CalledOff(name="post", at=at(3), count=2, share=Share("1/3"), fact="deliverable video")
    assert did.called_off == (off,)
    assert did.deliverables == {}
    assert did.within(Period(at(), at(2))).called_off == ()
    assert did.within(Period(at(2), at(30))).called_off == (off,)


def test_a_ledger_keeps_the_share_of_what_was_called_off() -> None:
    told = {**_READ, "kind": "called_off", "name": "post", "count": 1}
    for reading in (Reading(**told, at=at(3), share=Share("1/3")), Reading(**_READ)):
        assert reading_of(reading_fact(reading)) == reading
    assert "share" not in reading_fact(Reading(**_READ)).content
