from __future__ import annotations

from tests.unit.lint.practice.conftest import Found, Said

from influence.lint import MixedCaseLinks


def test_a_link_with_capitals_is_told_and_mended(found: Found) -> None:
    text = '[[deals]]\ncreator = "maya"\nlinks = ["maya", "Maya-Two"]'
    (finding,) = found(MixedCaseLinks(), campaign=text)
    assert str(finding) == (
        "campaign deals[maya].links: INF821 links of maya must be in small letters, got Maya-Two"
    )
    (fix,) = finding.fixes
    assert (fix.place, fix.value) == (finding.place, ("maya", "maya-two"))


def test_a_link_that_would_become_another_is_not_mended(found: Found) -> None:
    # The dotted capital I of Turkish becomes two characters, and folds otherwise.
    (finding,) = found(
        MixedCaseLinks(), campaign='[[deals]]\ncreator = "maya"\nlinks = ["\u1e9e\u0130"]'
    )
    assert finding.code == "INF821"


def test_small_letters_are_not_told(said: Said) -> None:
    assert said(MixedCaseLinks()) == []
