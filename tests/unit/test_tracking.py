from __future__ import annotations

import copy
import datetime as dt
import pickle
import re
from typing import Any

import pytest

from influence.errors import InvalidInputError
from influence.tracking import Kind, Mark, Owners, Touch, normal_form, words


def _mark(kind: Kind, value: str, creator_id: str = "maya") -> Mark:
    return Mark(kind=kind, value=value, creator_id=creator_id)


@pytest.mark.parametrize(
    "typed",
    ["MAYA15", "maya15", " Maya 15 ", "ＭＡＹＡ１５", "maya\u00a015"],  # noqa: RUF001 - as phones type it
)
def test_a_code_is_the_same_however_it_is_typed(typed: str) -> None:
    assert normal_form(typed) == "maya15"
    assert Owners((_mark("code", "MAYA15"),)).of("code", typed) == "maya"


def test_words_are_what_stands_between_signs() -> None:
    assert words("Deal, please! STRAẞE-15") == ("deal", "please", "strasse", "15")
    assert words("🔥!") == ()


@pytest.mark.parametrize(
    ("keyword", "message"),
    [
        ("DEAL", "deal please"),
        ("DEAL", "Can I have the DEAL?"),
        ("SPRING DEAL", "the spring deal, please"),
        ("SPRING DEAL", "springdeal"),
        ("spring-deal", "Spring Deal"),
        ("DEAL!", "deal"),
        ("one two three four five six seven eight", "One two three four five six seven eight!"),
    ],
)
def test_a_keyword_is_found_wherever_its_words_stand_together(keyword: str, message: str) -> None:
    assert Owners((_mark("dm", keyword),)).of("dm", message) == "maya"


@pytest.mark.parametrize("message", ["dealer", "spring and deal", "deal spring", "", "ideal"])
def test_a_keyword_is_not_found_in_parts(message: str) -> None:
    assert Owners((_mark("dm", "spring deal"), _mark("dm", "deal9"))).of("dm", message) is None


def test_of_two_keywords_the_first_counts_and_the_longer_where_both_begin() -> None:
    owners = Owners(
        (_mark("dm", "deal"), _mark("dm", "deal now", "leo"), _mark("dm", "kit", "zoe"))
    )
    assert owners.of("dm", "deal or kit") == "maya"
    assert owners.of("dm", "kit or deal") == "zoe"
    assert owners.of("dm", "deal now") == "leo"


def test_a_link_names_its_landing_page_unless_that_is_somebody_elses() -> None:
    owners = Owners(
        (_mark("link", "maya"), _mark("link", "spring"), _mark("landing", "spring", "leo"))
    )
    assert owners.of("landing", "MAYA") == "maya"
    assert owners.of("landing", "spring") == "leo"
    assert owners.of("link", "spring") == "maya"
    assert owners.of("code", "maya") is None


def test_touches_and_codes_lead_to_their_owners() -> None:
    owners = Owners((_mark("code", "MAYA15"), _mark("link", "maya")))
    touch = Touch(
        touch_id="t1",
        at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
        visitor_id="v1",
        kind="link",
        value="Maya",
    )
    assert owners.of_touch(touch) == "maya"
    assert owners.of_codes(["maya15", "WELCOME"]) == (("maya15", "maya"), ("WELCOME", None))


def test_a_creator_may_name_a_mark_twice_and_two_may_not_share_it() -> None:
    assert Owners((_mark("code", "A"), _mark("code", "a"))).of("code", "A") == "maya"
    message = "dm mark must belong to one creator, not to both maya and leo, got 'deal!'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        Owners((_mark("dm", "Deal"), _mark("dm", "deal!", "leo")))


def test_owners_of_the_same_marks_are_equal_and_travel() -> None:
    owners = Owners((_mark("code", "MAYA15"),))
    for made in (copy.deepcopy(owners), pickle.loads(pickle.dumps(owners))):  # noqa: S301 - our own bytes
        assert made == owners
        assert hash(made) == hash(owners)
        assert made.of("code", "maya15") == "maya"


@pytest.mark.parametrize(
    ("kind", "value", "message"),
    [
        ("dm", "🔥", "dm mark must hold a letter or a digit, got '🔥'"),
        ("dm", "a b c d e f g h i", "dm mark must be at most 8 words, got 'a b c d e f g h i'"),
        ("code", " ", "Mark.value must be text that is not blank, got ' '"),
    ],
)
def test_a_mark_that_nobody_could_meet_is_refused(kind: Kind, value: str, message: str) -> None:
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        _mark(kind, value)


def test_owners_are_made_of_marks() -> None:
    marks: Any = ("MAYA15",)
    with pytest.raises(
        InvalidInputError, match=r"^Owners\.marks must hold only marks, got 'MAYA15'$"
    ):
        Owners(marks)
