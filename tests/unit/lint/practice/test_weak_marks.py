from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import WeakMarks


def test_marks_are_judged_as_links_does(said: Said) -> None:
    text = '[[deals]]\ncreator = "maya"\nlinks = ["maya@example.com"]\ndm_keywords = ["LINK"]'
    assert [one.split(" ")[2] for one in said(WeakMarks(), campaign=text)] == ["INF323", "INF327"]


def test_sound_marks_are_not_told(said: Said) -> None:
    assert said(WeakMarks()) == []
