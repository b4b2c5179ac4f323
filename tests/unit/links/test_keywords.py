"""Keywords: a word or two, of one creator, that nobody says anyway."""

from __future__ import annotations

from typing import Any

import pytest

from influence.creators import Creator
from influence.errors import InvalidInputError
from influence.links import KEYWORD_WORDS, STOP_WORDS, KeywordWords, keyword_for, said_anyway
from influence.tracking import normal_form

MAYA = Creator(creator_id="maya", name="Maya Okafor")
FEW = KeywordWords(singles=("acorn", "anvil"), firsts=("brave",), seconds=("otter", "owl"))


def test_a_keyword_is_the_same_each_time() -> None:
    assert keyword_for(MAYA) == keyword_for(MAYA, taken=["SUMMIT"]) == "ALPINE"


def test_a_keyword_that_is_taken_is_left_in_whatever_case() -> None:
    assert keyword_for(MAYA, taken=["alpine"]) != "ALPINE"


def test_a_part_of_a_keyword_is_taken_as_well() -> None:
    assert keyword_for(MAYA, taken=["alpine sunset"]) != "ALPINE"


def test_pairs_follow_when_single_words_are_taken() -> None:
    taken: list[str] = []
    for _ in range(4):
        taken.append(keyword_for(MAYA, taken=taken, words=FEW))
    assert sorted(taken) == ["ACORN", "ANVIL", "BRAVE OTTER", "BRAVE OWL"]
    with pytest.raises(InvalidInputError) as caught:
        keyword_for(MAYA, taken=taken, words=FEW)
    assert str(caught.value) == (
        "words for keywords must have one for each creator; give more of them, got '4 keywords'"
    )


@pytest.mark.parametrize(("keyword", "left"), [("otter", "BRAVE OWL"), ("owl", "BRAVE OTTER")])
def test_a_pair_that_holds_a_keyword_is_left(keyword: str, left: str) -> None:
    assert keyword_for(MAYA, taken=["acorn", "anvil", keyword], words=FEW) == left


def test_a_pair_that_reads_like_a_keyword_without_its_space_is_left() -> None:
    assert keyword_for(MAYA, taken=["acorn", "anvil", "braveowl"], words=FEW) == "BRAVE OTTER"


def test_what_the_campaign_and_the_creator_are_called_is_avoided() -> None:
    acorn = Creator(creator_id="a", name="Acorn Smith")
    assert keyword_for(acorn, words=FEW) == "ANVIL"
    assert keyword_for(MAYA, avoided=["The Acorn kit"], words=FEW) == "ANVIL"


def test_a_word_that_offends_is_left() -> None:
    words = KeywordWords(singles=("cock", "acorn"))
    assert keyword_for(MAYA, words=words) == "ACORN"


@pytest.mark.parametrize(
    ("keyword", "expected"),
    [("DEAL", "deal"), ("how much", "how"), ("SUMMIT", ""), ("summit deal", ""), ("kit", "kit")],
)
def test_what_is_said_anyway_is_told(keyword: str, expected: str) -> None:
    assert said_anyway(keyword, avoided=["Trail kit"]) == expected


@pytest.mark.parametrize(
    ("singles", "rule", "value"),
    [
        (("Acorn",), "be one word in lower case", "'Acorn'"),
        (("two words",), "be one word in lower case", "'two words'"),
        ((7,), "be one word in lower case", "7"),
        (("deal",), "be none that people say anyway", "'deal'"),
        (("acorn", "acorn"), "stand in one place", "'acorn'"),
    ],
)
def test_words_that_make_no_keyword_are_refused(
    singles: tuple[Any, ...], rule: str, value: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        KeywordWords(singles=singles)
    assert str(caught.value) == f"word of a keyword must {rule}, got {value}"


def test_no_two_keywords_of_ours_read_the_same() -> None:
    pairs = [one + two for one in KEYWORD_WORDS.firsts for two in KEYWORD_WORDS.seconds]
    every = [*KEYWORD_WORDS.singles, *pairs]
    assert len(set(every)) == len(every)
    assert len(every) > 5_000


def test_our_words_are_short_and_can_be_said() -> None:
    every = (*KEYWORD_WORDS.singles, *KEYWORD_WORDS.firsts, *KEYWORD_WORDS.seconds)
    assert all(word.isascii() and 2 < len(word) <= 11 for word in every)
    assert all(set(word) & set("aeiouy") for word in every)
    assert all(normal_form(word) == word for word in STOP_WORDS)
