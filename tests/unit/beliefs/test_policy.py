from __future__ import annotations

from typing import Any

import pytest

from influence.beliefs import LearningPolicy
from influence.errors import InvalidInputError
from influence.shares import Share


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("untracked", Share(1), "LearningPolicy.untracked must be a share below 1, got Share('1')"),
        ("fading", Share(1), "LearningPolicy.fading must be a share below 1, got Share('1')"),
        ("between", Share(0), "LearningPolicy.between must be a share above 0, got Share('0')"),
        (
            "bargain_trust",
            Share("1.5"),
            "LearningPolicy.bargain_trust must be a share of at most 1, got Share('1.5')",
        ),
        (
            "post_weight",
            0,
            "LearningPolicy.post_weight must be a whole number of at least 1, got 0",
        ),
    ],
)
def test_an_assumption_that_would_break_the_sums_is_refused(
    field: str, value: object, message: str
) -> None:
    wrong: dict[str, Any] = {field: value}
    with pytest.raises(InvalidInputError) as caught:
        LearningPolicy(**wrong)
    assert str(caught.value) == message
