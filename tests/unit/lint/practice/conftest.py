"""What a rule says of the sound book with fragments of its files laid over it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from influence.books import read_book
from influence.evaluation import evaluate
from influence.findings import Finding
from influence.lint import LintRule, LintSubject
from influence.testing._rule_pages import RuleExample

#: A rule and fragments by the name of their table in; what the rule finds out.
Found: TypeAlias = Callable[..., tuple[Finding, ...]]
Said: TypeAlias = Callable[..., list[str]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """What a rule finds in the sound book with fragments laid over it."""

    def find(rule: LintRule, **fragments: str) -> tuple[Finding, ...]:
        endings = {name: "toml" if name == "campaign" else "csv" for name in fragments}
        texts = {f"{name}.{endings[name]}": text for name, text in fragments.items()}
        RuleExample(title="Good", codes=(), fragments=texts).write(tmp_path)
        evaluation = evaluate(read_book(tmp_path))
        subject = LintSubject(
            board=evaluation.board, as_of=evaluation.as_of, lines=evaluation.ranking
        )
        return tuple(rule.check(subject))

    return find


@pytest.fixture
def said(found: Found) -> Said:
    """The same as text."""
    return lambda rule, **fragments: [str(one) for one in found(rule, **fragments)]
