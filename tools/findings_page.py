"""Writes the reference page of findings from the table of their codes.

    python tools/findings_page.py

Run it after a change to ``influence.findings``; a test says when it was forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from influence.findings import FINDING_KINDS, FindingKind

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "findings.md"

_GROUPS = (
    ("INF1", "Rows", "A row of a table was left out, or is repeated."),
    ("INF2", "Files", "A book or a table as a whole."),
    ("INF3", "Contradictions", "Facts that do not fit together. All of them are counted."),
    ("INF32", "Links", "Marks of deals, and where their visits land. Told by `influence links`."),
    ("INF33", "Lint rules", "Rules that failed, and what a book turns off."),
    ("INF4", "Unknown figures", "Not to be known from this book: `None`, not zero."),
    ("INF5", "Payments", "What stands in the way of a payment."),
    (
        "INF6",
        "Gaps",
        "What a shop or an analytics tool does not tell, or tells less well than it looks.",
    ),
    ("INF7", "Plugins", "What keeps a plugin from being loaded, and what is odd about one."),
    ("INF75", "Platforms", "What a platform did not tell when it was read."),
    ("INF80", "Campaigns", "How a campaign is set up. Told by `influence check`, as all below."),
    ("INF81", "Partners", "With how many, with whom, and what they are asked to try."),
    ("INF82", "Tracking", "Links, codes and next steps that lose sales or credit."),
    ("INF83", "Money", "Terms that lose money, or pay what is not there."),
    ("INF84", "Briefs", "What creators are asked to make, and how."),
    ("INF85", "Deliverables", "What is late, skipped or stuck."),
    ("INF86", "Rights", "What may be used where, and what is used all the same."),
    ("INF87", "Assets and paperwork", "Content that lies unused; forms that payments ask for."),
    ("INF88", "Disclosure", "What was found in a post. No finding does not mean compliant."),
    ("INF89", "Vetting and outreach", "Who was chosen, and how they were asked."),
    ("INF76", "Answers of platforms", "What is odd about an answer that arrived."),
)

_HEAD = """\
# Findings

A finding says what is wrong, odd or worth knowing, at its place and with a stable code. It never
changes a figure by itself. `influence check BOOK` prints all of a book; `influence explain BOOK
CODE` says what a code stands for and where the book has it. Lint rules of other people have codes
of their own, which do not begin with `INF`.

| Severity | Means |
|---|---|
| `error` | something was left out, or is wrong; `influence check` exits with 1 |
| `warning` | a figure may mislead |
| `note` | worth knowing |
"""

_IN_PYTHON = """
## In Python

```python
>>> from influence.findings import FINDING_KINDS
>>> FINDING_KINDS["INF104"].severity
'note'
```

::: influence.findings
"""


def page() -> str:
    """The whole page."""
    groups = [_group(prefix, title, line) for prefix, title, line in _GROUPS]
    return "".join((_HEAD, *groups, _IN_PYTHON))


def _group(prefix: str, title: str, line: str) -> str:
    kinds = [kind for code, kind in FINDING_KINDS.items() if _prefix(code) == prefix]
    if not kinds:
        return ""
    head = f"\n## {title}\n\n{line}\n\n| Code | Severity | What | Why, and how to mend it |\n"
    return f"{head}|---|---|---|---|\n{''.join(_rows(kinds))}"


def _prefix(code: str) -> str:
    """The group of a code: the longest beginning that it has."""
    return max((prefix for prefix, *_ in _GROUPS if code.startswith(prefix)), key=len)


def _rows(kinds: Iterable[FindingKind]) -> Iterable[str]:
    return (
        f"| `{kind.code}` | {kind.severity} | {kind.title} | {kind.meaning} |\n" for kind in kinds
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
