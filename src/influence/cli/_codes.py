"""Codes: what the code of a finding or the id of a check stands for.

INF302      a finding of this library
ACME101     a finding of a lint rule that is installed
PR-L05      a check of the conformance kit
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Final

import attrs
from rich.text import Text

from influence.cli._console import harmless, out
from influence.cli._installed import installed
from influence.cli._kit import kit_answer
from influence.errors import InvalidInputError, UnknownNameError
from influence.findings import FindingKind

_CODE: Final = re.compile(r"[A-Z]{2,}[0-9]+")
_CHECK_ID: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]+")
_EXPLAIN: Final = "influence.testing._explain"
_MOST_SECONDS: Final = 60.0


@attrs.frozen(kw_only=True)
class ExplainedCheck:
    """What a check stands for.

    Args:
        id: Its permanent id.
        kind: What it looks at.
        group: What it is about.
        title: The law in one sentence.
        if_fails: What it means when it is broken, and the mend.
        skipped_when: What a plugin may say that makes it not apply.
    """

    id: str
    kind: str
    group: str
    title: str
    if_fails: str
    skipped_when: Sequence[str] = ()


def is_like_a_code(typed: str) -> bool:
    """Whether a word has the form of a code, known or not.

    Example:
        >>> is_like_a_code("inf302"), is_like_a_code("PC-G09"), is_like_a_code("spring-launch")
        (True, True, False)
    """
    word = typed.upper()
    return bool(_CODE.fullmatch(word) or _is_check_id(word))


def known_kind(typed: str) -> FindingKind | None:
    """The kind of finding that a word is the code of; ``None`` when it is no known code."""
    if not _CODE.fullmatch(typed.upper()):
        return None
    try:
        return installed().finding_kind(typed.upper())
    except InvalidInputError:
        return None


def print_code(typed: str) -> None:
    """Print what a code means.

    Raises:
        UnknownNameError: It is the code of nothing; the close one is named.
        MissingExtraError: It is the id of a check, and the kit is not installed.
    """
    code = typed.upper()
    if _is_check_id(code):
        _print_check(explained_check(code))
    else:
        print_kind(installed().finding_kind(code))


def print_kind(kind: FindingKind) -> None:
    """Print what a kind of finding means."""
    out().print(Text(harmless(f"{kind.code} {kind.severity}: {kind.title}"), style="bold"))
    out().print(Text(harmless(kind.meaning)))


def explained_check(check_id: str) -> ExplainedCheck:
    """What a check of the kit stands for.

    Raises:
        UnknownNameError: It is the id of no check; the close one is named.
        MissingExtraError: The kit is not installed.
    """
    answer = kit_answer(_EXPLAIN, [check_id], timeout_s=_MOST_SECONDS)
    document = json.loads(answer.told)
    if answer.exit_code:
        raise UnknownNameError("check", check_id, document["known"])
    return ExplainedCheck(**document)


def _print_check(check: ExplainedCheck) -> None:
    """Print what a check means."""
    out().print(Text(f"{check.id} {check.kind}, {check.group}: {check.title}", style="bold"))
    out().print(Text(f"If it fails: {check.if_fails}"))
    for reason in check.skipped_when:
        out().print(Text(f"It does not apply when {reason}", style="dim"))


def _is_check_id(word: str) -> bool:
    """Whether a word has the form of a check's id."""
    return bool(_CHECK_ID.fullmatch(word)) and any(letter.isdigit() for letter in word)
