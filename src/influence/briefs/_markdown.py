"""Markdown: a brief as text that people paste into a mail; everything from the book is plain."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from influence.briefs._brief import Brief

_SIGNS = frozenset("\\`*_{}[]<>#|!~")


def plain(text: str) -> str:
    r"""Text in which Markdown finds nothing to format, on one line.

    Example:
        >>> print(plain("# buy *now*\nor <b>later</b>"))
        \# buy \*now\* or \<b\>later\</b\>
    """
    seen = "".join(
        " " if unicodedata.category(one)[0] in "CZ" and not one.isspace() else one for one in text
    )
    one_line = " ".join(seen.split())
    return "".join(f"\\{one}" if one in _SIGNS else one for one in one_line)


def brief_markdown(brief: Brief) -> str:
    """A brief as Markdown.

    Example:
        >>> from influence.books import read_book
        >>> from influence.briefs import brief_of
        >>> text = brief_markdown(brief_of(read_book("examples/spring-launch"), "maya"))
        >>> text.splitlines()[0]
        '# Spring launch: brief for Maya Okafor'
    """
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    """The lines of a brief."""
    yield f"# {plain(brief.campaign)}: brief for {plain(brief.creator_name)}"
    yield ""
    yield "In your own words, in your own style. This is no script."
    facts = (
        ("Goal", brief.goal),
        ("Audience", brief.audience),
        ("Offer", " · ".join(filter(None, (brief.product, brief.action, brief.urgency)))),
    )
    yield from _facts(facts)
    yield from _list("Story formats to choose from", brief.formats)
    yield from _list("Talking points", brief.talking_points)
    yield from _list("How it is used", brief.usage_guidelines)
    yield from _list("Please do not", brief.guardrails)
    yield from _facts(
        (
            ("Hashtag", brief.hashtag),
            ("Your code", brief.code),
            ("Keyword for messages", brief.dm_keyword),
        )
    )
    if brief.link:
        # An address is made of letters that are safe between these; escaped it would lead nowhere.
        yield f"- **Your link**: <{brief.link}>"
    yield from _list("What you make", (piece.told for piece in brief.pieces))
    yield from _list("Approval", brief.approval)
    words = " or ".join(brief.disclosure_words)
    yield from _list(
        "Disclosure", ([f"Write: {words}"] if words else []) + [*brief.disclosure_where]
    )
    yield from _list("What we may do with it", brief.rights)
    if brief.contact:
        yield from ("", f"Questions: {plain(brief.contact)}")


def _facts(facts: Iterable[tuple[str, str | None]]) -> Iterator[str]:
    """Facts that are known, one line each."""
    known = [(name, text) for name, text in facts if text]
    if known:
        yield ""
        yield from (f"- **{name}**: {plain(text)}" for name, text in known)


def _list(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A list under its title; nothing when it is empty."""
    told = list(lines)
    if told:
        yield from ("", f"## {title}", "")
        yield from (f"- {plain(line)}" for line in told)
