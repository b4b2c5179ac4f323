"""Writes the reference pages of the conformance checks, one page a kind, and the list of ids.

    python tools/checks_page.py

Ids are permanent: the list may grow, and an id is never taken out or given to another law. Run it
after a change to a check; a test says when it was forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from influence.testing import KINDS, Check, Kind

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "docs" / "reference" / "checks"
IDS = ROOT / "tests" / "data" / "check_ids.txt"

_HEAD = """\
# Checks of {article}

What the conformance kit holds {article} to, each law under a permanent id. How to run them, and how
to declare what does not hold, is told in [Test your plugin](../../how-to/test-your-plugin.md).
This page is written by `python tools/checks_page.py` from the checks themselves.
"""

_INDEX = """\
# Conformance checks

{count} laws that plugins are held to, each under a permanent id: two letters of the kind, a letter
of the group, two digits. An id is never taken out, and never given to another law, so an excuse
that names it means the same for ever. This page is written by `python tools/checks_page.py`.

| Kind | Ids | Checks |
|---|---|---|
"""

_STATUSES = """
## What can be said of a check

| | Means |
|---|---|
| passed | the law holds for every case that was tried |
| failed | it does not; the evidence is beside it |
| excused | it does not, and that was declared with a reason |
| unneeded | it was declared that it does not hold, and it does: a failure |
| not claimed | the plugin does not claim what is checked; said, never passed over |
| blocked | the plugin cannot be loaded, or an earlier check did not end |
"""


def pages() -> Mapping[str, str]:
    """Every page by the name of its file."""
    named = {f"{_slug(kind)}.md": _page(kind) for kind in KINDS.values() if kind.kit.checks}
    return {"index.md": _index(), **named}


def ids() -> str:
    """Every id with its law, a line each."""
    checks = sorted((one for kind in KINDS.values() for one in kind.kit.checks), key=_by_id)
    return "".join(f"{one.id}\n" for one in checks)


def _by_id(one: Check[object]) -> str:  # type: ignore[type-var]
    return one.id


def _index() -> str:
    counted = [(kind, len(kind.kit.checks)) for kind in KINDS.values() if kind.kit.checks]
    rows = [
        f"| [{_article(kind)}]({_slug(kind)}.md) | `{kind.prefix}-…` | {count} |\n"
        for kind, count in counted
    ]
    head = _INDEX.format(count=sum(count for _, count in counted))
    return "".join((head, *rows, _STATUSES))


def _page(kind: Kind) -> str:
    kit = kind.kit
    parts = [_HEAD.format(article=_article(kind))]
    for letter, title in sorted(kit.groups.items()):
        parts.append(f"\n## {title}\n")
        parts += [_section(one) for one in kit.checks if one.group == letter]
    return "".join(parts)


def _section(one: Check[object]) -> str:  # type: ignore[type-var]
    needs = f"\n\nApplies where it claims: {', '.join(one.needs)}." if one.needs else ""
    title = one.title[:1].upper() + one.title[1:]
    anchor = f"{{ #{one.id.lower()} }}"
    return f"\n### {one.id} {anchor}\n\n{title}.\n\n*If this fails:* {one.if_fails}{needs}\n"


def _slug(kind: Kind) -> str:
    return {"strategy": "ranking-strategies"}.get(kind.word.split("-")[-1], f"{kind.word}s")


def _article(kind: Kind) -> str:
    return f"an {kind.noun}" if kind.noun[0] in "aeiou" else f"a {kind.noun}"


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8", newline="\n")
    IDS.write_text(ids(), encoding="utf-8", newline="\n")
