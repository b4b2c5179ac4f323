"""Codes: of names, of letters, never twice and never a word that offends."""

from __future__ import annotations

from typing import Any

import pytest

from influence.creators import Creator, Handle
from influence.errors import InvalidInputError
from influence.links import (
    ALPHABET,
    CodePolicy,
    blocked_word,
    code_for,
    look_alike_form,
)


def _code(name: str, *taken: str, creator_id: str = "id", handle: str = "", **policy: Any) -> str:  # noqa: ANN401  # the fields of a policy
    handles = (Handle("instagram", handle),) if handle else ()
    creator = Creator(creator_id=creator_id, name=name, handles=handles)
    return code_for(creator, taken=taken, policy=CodePolicy(**policy))


@pytest.mark.parametrize(
    ("name", "taken", "expected"),
    [
        ("Maya Okafor", (), "MAYA15"),
        ("Lucía Berenguer", (), "LUCIA15"),
        ("Tomasz Żurek", (), "TOMASZ15"),
        ("Niamh O'Rourke", ("NIAMH15",), "NIAMHO15"),
        ("Jo", (), "JO15"),
        ("Christopherson Smith", (), "CHRISTOPHERS15"),
        ("Maya Okafor", ("maya 15",), "MAYAO15"),
        ("Maya Okafor", ("MAYAIS",), "MAYAO15"),
        ("Maya Okafor", ("MAYA15", "MAYAO15"), "MAYAOKAFOR15"),
        ("Maya Okafor", ("MAYA15", "MAYAO15", "MAYAOKAFOR15"), "MAYARUNS15"),
    ],
)
def test_a_code_is_the_shortest_name_that_is_free(
    name: str, taken: tuple[str, ...], expected: str
) -> None:
    assert _code(name, *taken, handle="@maya.runs", discount=15) == expected


def test_letters_are_drawn_only_when_every_name_is_taken() -> None:
    taken = ["MAYA15", "MAYAOKAFOR15", "MAYAO15", "ID15"]
    code = _code("Maya Okafor", *taken, discount=15)
    assert code.startswith("MAYA15")
    assert len(code) == 8
    assert set(code[-2:]) <= set(ALPHABET)
    assert _code("Maya Okafor", *taken, code, discount=15) not in {*taken, code}


def test_drawn_endings_grow_when_there_are_too_few() -> None:
    taken: list[str] = []
    for _ in range(120):
        taken.append(_code("Maya", *taken, creator_id="maya", discount=15))
    assert len({look_alike_form(code) for code in taken}) == 120
    assert {len(code) - len("MAYA15") for code in taken} == {0, 2, 3, 4}


def test_when_all_endings_are_taken_the_whole_code_is_drawn() -> None:
    seen: list[str] = []
    for _ in range(560):
        seen.append(_code("Jo", *seen, creator_id="jo", most=8))
    assert len({look_alike_form(code) for code in seen}) == 560
    drawn = [code for code in seen if not code.startswith("JO")]
    assert drawn
    assert all(set(code) <= set(ALPHABET) for code in drawn)


@pytest.mark.parametrize("name", ["مايا", "😀", "!!!"])
def test_a_name_that_cannot_be_written_falls_back_on_the_id(name: str) -> None:
    assert _code(name, creator_id="noor-1", discount=15) == "NOOR15"


def test_nothing_to_write_is_drawn_from_letters_that_look_like_no_others() -> None:
    code = _code("مايا", creator_id="玛雅", discount=15)
    assert len(code) == 8
    assert set(code) <= set(ALPHABET)


def test_without_vanity_no_name_is_used_and_no_digit_of_the_discount() -> None:
    code = _code("Maya", is_vanity=False, discount=15)
    assert set(code) <= set(ALPHABET)
    assert "MAYA" not in code


def test_short_codes_are_made_longer() -> None:
    code = _code("Zoe", creator_id="zoe")
    assert code[:3] == "ZOE"
    assert len(code) == 5


def test_a_name_of_one_letter_gets_enough_letters_after_it() -> None:
    code = _code("X", creator_id="x")
    assert code[0] == "X"
    assert len(code) == 4


def test_the_drawn_alphabet_has_one_of_each_look_alike_at_most() -> None:
    assert len({look_alike_form(character) for character in ALPHABET}) == len(ALPHABET)
    assert set(ALPHABET).isdisjoint("0OQ1IL2Z5S6G8BUV")


@pytest.mark.parametrize(
    ("one", "other"),
    [("O0Q", "000"), ("1IL", "lil"), ("Z2", "22"), ("S5", "55"), ("G6", "66"), ("B8", "88"),
     ("UV", "VU"), ("MAYA-15", "maya 15"), ("\uff2d\uff21\uff39\uff21", "maya")],
)  # fmt: skip
def test_look_alikes_are_one(one: str, other: str) -> None:
    assert look_alike_form(one) == look_alike_form(other)


def test_a_code_of_nothing_but_signs_has_a_form_of_its_own() -> None:
    assert look_alike_form("--") == "--"


@pytest.mark.parametrize(
    "text",
    ["sh17", "SH1T", "FUCK10", "fuuuck", "F.U.C.K", "$hit", "5LUT", "s1ut", "M3RDA", "ASS15",
     "A55", "kurwa", "ШИТ shit", "CUM20", "xxfuckxx", "P3N1S"],
)  # fmt: skip
def test_blocked_words_are_found_in_digits_and_across_joints(text: str) -> None:
    assert blocked_word(text)


@pytest.mark.parametrize(
    "text",
    ["MAYA15", "HANA15", "CASSANDRA", "ESSEX", "TITO20", "ANUSHKA10", "ANALIA", "PABLO25",
     "NIGERIA", "MATSUKA", "DRAPER", "COMPUTER", "", "15"],
)  # fmt: skip
def test_names_that_only_hold_a_short_word_pass(text: str) -> None:
    assert blocked_word(text) == ""


def test_a_name_and_a_discount_that_join_to_a_blocked_word_are_not_used() -> None:
    assert not _code("Sh", discount=17).startswith("SH")
    assert _code("Dick Jones", handle="djones", discount=15) == "DJONES15"


_PER_CENT = "CodePolicy.discount must be a whole number of per cent from 1 to 100"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"discount": 0}, f"{_PER_CENT}, got 0"),
        ({"discount": 101}, f"{_PER_CENT}, got 101"),
        ({"discount": "15"}, f"{_PER_CENT}, got '15'"),
        ({"most": 7}, "CodePolicy.most must be a whole number of at least 8, got 7"),
        ({"most": 21}, "CodePolicy.most must be at most 20, got 21"),
        ({"is_vanity": "no"}, "CodePolicy.is_vanity must be true or false, got 'no'"),
    ],
)  # fmt: skip
def test_a_policy_that_cannot_be_is_refused(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        CodePolicy(**fields)
    assert str(caught.value) == message
