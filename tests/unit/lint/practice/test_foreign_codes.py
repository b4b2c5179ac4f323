from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import ForeignCodes


def caption(text: str) -> str:
    return f'post_id,caption\nmaya-1,"{text}"'


def test_a_code_of_somebody_else_is_told(said: Said) -> None:
    assert said(ForeignCodes(), posts=caption("Use diego15!")) == [
        "posts maya-1 caption: INF828 caption must name a code of maya, got DIEGO15 of diego"
    ]


def test_both_codes_may_be_named(said: Said) -> None:
    assert said(ForeignCodes(), posts=caption("MAYA15, and DIEGO15 for his friends")) == []


def test_a_code_inside_a_word_is_none(said: Said) -> None:
    assert said(ForeignCodes(), posts=caption("DIEGO150 is a road")) == []
