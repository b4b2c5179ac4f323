from __future__ import annotations

import pytest

from influence.errors import InvalidInputError
from influence.guidelines import Guidelines, script_signs


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Say exactly this: buy now", ("say exactly",)),
        ("READ THE FOLLOWING aloud", ("read the following",)),
        ("Répétez mot pour mot", ("mot pour mot",)),
        ("Bitte wortwörtlich sagen", ("wortwörtlich",)),
        ("Léelo palabra por palabra", ("palabra por palabra",)),
        ("一字一句読んでください", ("一字一句",)),
        ("그대로 말 하세요", ("그대로 말",)),
        ("قلها كلمة بكلمة", ("كلمة بكلمة",)),
        ("End with “I have never in my life run so well as now”", ("a quotation of 11 words",)),
        ("Sage „ich bin noch nie in meinem Leben so gut gelaufen“", ("a quotation of 10 words",)),
        ("I love how this kit packs away so small", ("a line in the first person",)),
        ("Hi guys, today I have something for you", ("a line in the first person",)),
        ("I like it", ()),
        ("Mention “packs small” once", ()),
        ("An “open quotation that never ends and goes on and on", ()),
        ("Show it in the rain", ()),
        ("", ()),
    ],
)
def test_what_dictates_words_is_found(text: str, signs: tuple[str, ...]) -> None:
    assert script_signs(text) == signs


def test_a_deal_says_some_of_it_anew() -> None:
    whole = Guidelines(goal="a", talking_points=("b",), guardrails=("c",), approval_days=5)
    told = whole.with_those_of(Guidelines(talking_points=("d",), contact="e"))
    assert told == Guidelines(
        goal="a", talking_points=("d",), guardrails=("c",), approval_days=5, contact="e"
    )
    assert told.texts == ("a", "d", "c")


def test_blank_texts_are_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"Guidelines\.talking_points must be text"):
        Guidelines(talking_points=(" ",))
