"""The mistakes with hooks that mypy --strict and pyright refuse, with what they say word for word.

The mistakes stand in ``typing-mistakes.md``: the code, and the message of each checker. All are
written into one file, and each checker looks at it once.
"""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

_TOOL = runpy.run_path(str(Path(__file__).parents[2] / "tools" / "typing_mistakes.py"))
_MISTAKES: list[Any] = _TOOL["mistakes"]()
_CHECKERS: tuple[str, ...] = _TOOL["CHECKERS"]
_EACH = pytest.mark.parametrize("mistake", _MISTAKES, ids=[one.title for one in _MISTAKES])


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Mapping[int, str]]:
    """What each checker says, by line."""
    for checker in _CHECKERS:
        pytest.importorskip(checker, reason="the group `typing` is not installed")
    found: Mapping[str, Mapping[int, str]] = _TOOL["judgement"](tmp_path_factory.mktemp("said"))
    return found


@pytest.mark.parametrize("checker", _CHECKERS)
@_EACH
def test_a_mistake_is_refused_in_these_words(
    mistake: Any,  # noqa: ANN401 - a class of the tool, which is no module
    checker: str,
    said: Mapping[str, Mapping[int, str]],
) -> None:
    assert mistake.messages[checker] == mistake.heard(said[checker])


def test_nothing_but_the_mistakes_is_refused(said: Mapping[str, Mapping[int, str]]) -> None:
    for checker in _CHECKERS:
        heard = "".join(mistake.heard(said[checker]) for mistake in _MISTAKES)
        assert heard == "".join(said[checker].values())


@_EACH
def test_both_checkers_refuse_each(mistake: Any) -> None:  # noqa: ANN401 - as above
    assert {checker for checker, text in mistake.messages.items() if text} == set(_CHECKERS)


@pytest.mark.parametrize("kind", ["Collect hook", "First-result hook", "Observer hook"])
def test_every_kind_of_hook_has_eight_mistakes_at_least(kind: str) -> None:
    assert sum(mistake.title.startswith(f"{kind}: ") for mistake in _MISTAKES) >= 8
