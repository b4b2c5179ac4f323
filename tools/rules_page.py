"""Writes the index of the pages of lint rules.

    python tools/rules_page.py

Run it after a rule came or went; a test says when it was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from influence.lint import BUILT_IN_RULES, PRACTICE_RULES, LintRule

PAGE = Path(__file__).parents[1] / "docs" / "rules" / "index.md"

_HEAD = """\
# Lint rules

One page a rule: what it looks at, why it matters, and a bad and a good example. The examples are
fragments that go over one small book without findings, and all of them are run by the tests.
`influence check BOOK` asks every rule; how to turn one off or give it other thresholds is told
under [name members in a book](../how-to/name-members-in-a-book.md), and how to write one under
[write a lint rule](../how-to/write-a-lint-rule.md).

What leaves nothing to judge is [refused when a book is read](refused.md).

Nothing here says that a campaign is in order. A rule tells what it has found.
"""
_GROUPS = (
    ("Facts that do not fit", BUILT_IN_RULES),
    ("How the campaign is run", PRACTICE_RULES),
)


def page() -> str:
    """The whole page."""
    return "".join((_HEAD, *(_group(title, rules) for title, rules in _GROUPS)))


def _group(title: str, rules: Iterable[LintRule]) -> str:
    rows = "".join(_row(rule) for rule in rules)
    return f"\n## {title}\n\n| Rule | Finds |\n|---|---|\n{rows}"


def _row(rule: LintRule) -> str:
    found = "; ".join(f"`{kind.code}` {kind.title}" for kind in rule.kinds)
    return f"| [{rule.name}]({rule.name}.md) | {found} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
