"""What each model refuses, and the picture of its weights; the laws say the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

from influence.attribution import Custom, LastNonDirect, PathTouch, PositionBased, TimeDecay
from influence.errors import InvalidInputError, UnknownNameError
from influence.shares import Share
from influence.testing import at
from influence.testing._path_strategies import path_of

_EVERY = {"code": 1, "dm": 1, "link": 1, "landing": 1}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda: PositionBased(first=Share("0.6"), last=Share("0.5")),
            "PositionBased.last must be at most 1 together with first, got Share('0.5')",
        ),
        (
            lambda: PositionBased(first=Share("1.1")),
            "PositionBased.first must be a share of at most 1, got Share('1.1')",
        ),
        (
            lambda: TimeDecay(half_life_days=0),
            "TimeDecay half-life must be from 1 to 8784 hours, got 0",
        ),
        (
            lambda: TimeDecay(half_life_days=366, half_life_hours=1),
            "TimeDecay half-life must be from 1 to 8784 hours, got 8785",
        ),
        (
            lambda: TimeDecay(half_life_days=-1),
            "TimeDecay.half_life_days must be a whole number of at least 0, got -1",
        ),
        (
            lambda: TimeDecay(half_life_hours=True),
            "TimeDecay.half_life_hours must be a whole number of at least 0, got True",
        ),
        (
            lambda: LastNonDirect(direct=()),
            "LastNonDirect.direct must hold at least one kind of touch, got ()",
        ),
        (
            lambda: Custom(first=-1),
            "Custom.first must be a whole number from 0 to 1000, got -1",
        ),
        (
            lambda: Custom(last=1_001),
            "Custom.last must be a whole number from 0 to 1000, got 1001",
        ),
        (
            lambda: Custom(middle=True),
            "Custom.middle must be a whole number from 0 to 1000, got True",
        ),
        (
            lambda: Custom(kinds={**_EVERY, "dm": 1_001}),
            "Custom.kinds.dm must be a whole number from 0 to 1000, got 1001",
        ),
        (
            lambda: Custom(kinds={"code": 1, "dm": 2, "link": 3}),
            "Custom.kinds must weigh the kind landing, got {'code': 1, 'dm': 2, 'link': 3}",
        ),
    ],
)
def test_parameters_that_make_no_sense_are_refused(
    make: Callable[[], object], message: str
) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        make()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (
            lambda kind: LastNonDirect(direct=(kind,)),
            (
                "LastNonDirect.direct must be one of code, dm, landing, link, got 'landin'; "
                "did you mean 'landing'?"
            ),
        ),
        (
            lambda kind: Custom(kinds={**_EVERY, kind: 1}),
            (
                "kind of Custom.kinds must be one of code, dm, landing, link, got 'landin'; "
                "did you mean 'landing'?"
            ),
        ),
    ],
)
def test_a_kind_that_does_not_exist_is_refused_with_the_close_one(
    make: Callable[[Any], object], message: str
) -> None:
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        make("landin")


def test_shares_may_be_text_and_any_ratio() -> None:
    model = PositionBased(first="1/3", last="1/6")
    weights = model.of(4)
    assert [Fraction(weight, sum(weights)) for weight in weights] == [
        Fraction(1, 3),
        Fraction(1, 4),
        Fraction(1, 4),
        Fraction(1, 6),
    ]


def test_the_largest_age_of_the_table_and_all_beyond_weigh_one() -> None:
    model = TimeDecay(half_life_days=0, half_life_hours=1)
    touches = [
        PathTouch(at=at(-days), kind="link", creator_id="maya", value="maya")
        for days in (0, 1, 2, 3_000)
    ]
    path = path_of(touches, at=at())
    assert (len(model.by_hours), list(model.weights(path))) == (21, [1, 1, 1, 1 << 20])


def test_models_are_values() -> None:
    assert Custom(kinds=_EVERY) == Custom()
    assert hash(Custom()) == hash(Custom(kinds=dict(reversed(_EVERY.items()))))
    assert PositionBased() == PositionBased(first=Share("2/5"))
    assert len({TimeDecay(), TimeDecay(half_life_days=7), TimeDecay(half_life_days=8)}) == 2
