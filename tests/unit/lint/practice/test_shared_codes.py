from __future__ import annotations

from tests.unit.lint.practice.conftest import Said

from influence.lint import SharedCodes


def test_a_code_that_changed_hands_is_told_at_its_new_owner(said: Said) -> None:
    first = (
        '[[deals]]\ncreator = "maya"\ncodes = ["MAYA15", "TRAIL"]\n'
        "code_terms = { TRAIL = { ends = 2026-03-20 } }\n"
    )
    second = (
        '[[deals]]\ncreator = "ines"\ncodes = ["trail"]\n'
        "code_terms = { trail = { starts = 2026-03-21 } }\n"
    )
    assert said(SharedCodes(), campaign=first + second) == [
        "campaign deals[ines].codes: INF823 code trail of ines was the code of maya as well"
    ]
