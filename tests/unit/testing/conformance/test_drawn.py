from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

import attrs
from hypothesis import strategies as st

from influence.errors import InvalidInputError
from influence.money import Money
from influence.payments import PaymentRule
from influence.shares import Share
from influence.testing._conformance._drawn import drawn, members_of, refusals


@attrs.frozen(kw_only=True)
class _Part:
    count: int = 1


@attrs.frozen(kw_only=True)
class _Whole:
    """Every type that a book can hold."""

    rate: Share
    cap: Money | None
    many: tuple[int, ...]
    words: Mapping[str, int]
    word: Literal["a", "b"]
    since: dt.date
    text: str
    is_on: bool
    part: _Part
    terms: PaymentRule


@attrs.frozen(kw_only=True)
class _Refusing:
    many: tuple[int, ...] = attrs.field()
    words: Mapping[str, int] = attrs.field()
    either: int | str = attrs.field()
    other: complex = 0j

    def __attrs_post_init__(self) -> None:
        if not self.many:
            raise ZeroDivisionError
        if not self.words:
            raise KeyError
        if self.either == -1:
            raise InvalidInputError("either", "be more", self.either)


def test_members_are_drawn_of_their_fields_and_are_the_same_for_a_seed() -> None:
    first = members_of(_Whole, count=4, seed=3)
    assert len(first) == 4
    assert first == members_of(_Whole, count=4, seed=3)
    assert first != members_of(_Whole, count=4, seed=4)


def test_what_has_no_fields_is_made_once() -> None:
    assert members_of(dict, count=4, seed=0) == ({},)
    assert len(members_of(_Part, count=5, seed=0)) == 5


def test_what_cannot_be_made_is_not_drawn() -> None:
    def never() -> object:
        raise TypeError

    assert members_of(never, count=3, seed=0) == ()


def test_a_strategy_is_drawn_from_with_a_seed() -> None:
    assert drawn(st.integers(), count=3, seed=1) == drawn(st.integers(), count=3, seed=1)
    assert drawn(st.integers(), count=3, seed=1) != drawn(st.integers(), count=3, seed=2)


def test_extreme_values_of_each_type_are_tried() -> None:
    found = {key: type(error) for key, error in refusals(_Refusing)}
    assert found == {"many": ZeroDivisionError, "words": KeyError, "either": InvalidInputError}
