from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.leads import Lead

_FIELDS: dict[str, Any] = {
    "lead_id": "l1",
    "at": dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
    "visitor_id": "v1",
}


@pytest.mark.parametrize(("qualified", "counts"), [(None, True), (True, True), (False, False)])
def test_a_lead_counts_unless_somebody_judged_it_unqualified(
    qualified: bool | None, counts: bool
) -> None:
    assert Lead(**_FIELDS, qualified=qualified).counts == counts


def test_a_judgement_is_true_or_false() -> None:
    with pytest.raises(
        InvalidInputError, match=r"^Lead\.qualified must be true or false, got 'no'$"
    ):
        Lead(**{**_FIELDS, "qualified": "no"})


def test_a_kind_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"; did you mean 'booking'\?$"):
        Lead(**{**_FIELDS, "kind": "bookings"})
