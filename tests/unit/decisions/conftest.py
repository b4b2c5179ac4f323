"""Evidence of a creator with an outlook, whose figures were worked out beforehand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

import attrs
import pytest

from influence.decisions import Evidence
from influence.outlooks import Outlook
from influence.testing._books import usd
from influence.trials import AngleTrial

MISSED = AngleTrial(
    angle="a", posts=2, cost=usd("100"), revenue=usd("0"), gross_profit=usd("0"),
    expected_orders=Fraction(4),
)  # fmt: skip


def _known(
    *,
    log_mean: float = 0.3,
    log_sd: float = 0.25,
    effective_orders: float = 22.0,
    value_of_test: float = 0.0,
    missed: int = 0,
    **changes: Any,  # noqa: ANN401  # the fields of the evidence
) -> Evidence:
    """What is not said is that of a creator who earned 310 within the window."""
    outlook = Outlook(
        creator_id="maya",
        log_mean=log_mean,
        log_sd=log_sd,
        outcome_log_sd=max(0.6, log_sd),
        effective_orders=effective_orders,
        value_of_test=value_of_test,
    )
    angles = tuple(attrs.evolve(MISSED, angle="ab"[place % 2]) for place in range(missed))
    earned = attrs.evolve(MISSED, angle="c", gross_profit=usd("120"))
    known = Evidence(
        creator_id="maya",
        spend=usd("500"),
        revenue=usd("2000"),
        profit=usd("350"),
        profit_in_window=usd("310"),
        payback_days=12,
        trials=(*angles, earned),
        sheet_rank=2,
        creators=40,
        outlook=outlook,
        price=usd("250"),
    )
    return attrs.evolve(known, **changes)


@pytest.fixture
def known() -> Callable[..., Evidence]:
    """Evidence of somebody who has paid back."""
    return _known


@pytest.fixture
def losing() -> Callable[..., Evidence]:
    """The same of somebody who has not earned the cost so far."""
    return partial(_known, profit=usd("-100"), profit_in_window=usd("-120"), payback_days=None)
