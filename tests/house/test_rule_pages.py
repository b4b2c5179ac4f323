"""Every lint rule has a page with a bad example and a good one, and both are run."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from influence.books import read_book
from influence.evaluation import evaluate
from influence.lint import BUILT_IN_RULES, PRACTICE_RULES, LintRule
from influence.testing._rule_pages import RuleExample, rule_examples, sound_book_files

PAGES = Path(__file__).parents[2] / "docs" / "rules"
RULES = (*BUILT_IN_RULES, *PRACTICE_RULES)


def page_of(rule: LintRule) -> Path:
    return PAGES / f"{rule.name}.md"


def examples() -> list[pytest.ParameterSet]:
    """Every example of every page that is there; a page that is missing fails by itself."""
    return [
        pytest.param(rule, example, id=f"{rule.name}-{place}-{example.title.replace(' ', '')}")
        for rule in RULES
        if page_of(rule).exists()
        for place, example in enumerate(rule_examples(page_of(rule).read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_has_a_page_that_tells_its_codes_and_has_both_examples(rule: LintRule) -> None:
    text = page_of(rule).read_text(encoding="utf-8")
    shown = rule_examples(text)
    assert text.startswith(f"# {rule.name}\n")
    for kind in rule.kinds:
        assert f"| {kind.code} | {kind.severity} | {kind.title} |" in text
        assert any(kind.code in example.codes for example in shown if example.is_bad)
    assert any(not example.is_bad for example in shown)


@pytest.mark.parametrize(("rule", "example"), examples())
def test_an_example_is_found_when_it_is_bad_and_not_when_it_is_good(
    rule: LintRule, example: RuleExample, tmp_path: Path
) -> None:
    found = {finding.code for finding in example.findings(tmp_path)}
    if example.is_bad:
        assert set(example.codes) <= found
    else:
        assert not found & {kind.code for kind in rule.kinds}


REFUSED = rule_examples((PAGES / "refused.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", REFUSED, ids=lambda example: example.title)
def test_what_is_refused_when_a_book_is_read_is_refused(
    example: RuleExample, tmp_path: Path
) -> None:
    found = [finding.code for finding in example.findings(tmp_path)]
    assert found == (["INF201"] if example.is_bad else [])


def test_the_book_that_examples_go_over_has_nothing_to_find(tmp_path: Path) -> None:
    for name, text in sound_book_files().items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    evaluation = evaluate(read_book(tmp_path))
    assert evaluation.findings == ()
    assert evaluation.practice == ()


def test_no_page_is_about_a_rule_that_is_not_there() -> None:
    names = {rule.name for rule in RULES}
    assert {page.stem for page in PAGES.glob("*.md")} - {"index", "refused"} <= names


def test_the_index_of_rules_is_what_its_tool_writes(root: Path) -> None:
    tool = runpy.run_path(str(root / "tools" / "rules_page.py"))
    page = (PAGES / "index.md").read_text(encoding="utf-8")
    assert page == tool["page"](), "run python tools/rules_page.py"
