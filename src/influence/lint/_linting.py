"""Linting: every rule of a book asked, and what the book turns off left out and said.

ours, each replaced by the book's of the same name, then the book's own
− rules that are off − codes that are off, each with a note that gives the reason
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

from influence._lint_policy import LintPolicy, Waiver
from influence.creator_lines import CreatorLine
from influence.findings import FINDING_KINDS, Finding
from influence.lint._built_in import BUILT_IN_RULES
from influence.lint._checking import found_by
from influence.lint._practice import PRACTICE_RULES
from influence.lint._rule import LintRule, LintSubject
from influence.scorecards import Scoreboard

_OFF = FINDING_KINDS["INF333"]
_NOT_FOUND = FINDING_KINDS["INF334"]
_PRACTICE = {rule.name for rule in PRACTICE_RULES}
_PRACTICE_CODES = {kind.code for rule in PRACTICE_RULES for kind in rule.kinds}
_ALWAYS_TOLD = {"INF331", "INF332"}


def active_rules(policy: LintPolicy) -> tuple[LintRule, ...]:
    """The rules that the facts of a book are judged by: ours, or theirs in place, then its own.

    Example:
        >>> from influence.lint import LeakedCodes
        >>> strict = LintPolicy(rules=(LeakedCodes(least_orders=2),))
        >>> [rule for rule in active_rules(strict) if rule.name == "leaked_codes"]
        [LeakedCodes(least_orders=2, mostly=Share('0.5'))]
    """
    named = _own(policy)
    ours = tuple(named.pop(rule.name, rule) for rule in BUILT_IN_RULES)
    others = (rule for name, rule in named.items() if name not in _PRACTICE)
    return (*ours, *others)


def practice_rules(policy: LintPolicy) -> tuple[LintRule, ...]:
    """The rules about how a campaign is run: ours, or those of the book that take their place."""
    named = _own(policy)
    return tuple(named.get(rule.name, rule) for rule in PRACTICE_RULES)


def lint_findings(board: Scoreboard) -> tuple[Finding, ...]:
    """What the rules of the book find in its facts, and what it turns off.

    A rule that fails becomes a finding at its own place, and the others go on.

    Example:
        >>> from influence.books import read_book
        >>> from influence.scorecards import scoreboard
        >>> found = lint_findings(scoreboard(read_book("examples/spring-launch")))
        >>> sorted({finding.code for finding in found})
        ['INF301', 'INF308', 'INF313']
    """
    policy = board.book.lint
    off = tuple(one for one in policy.off if not _is_practice(one))
    return _linted(active_rules(policy), subject=LintSubject(board=board), off=off)


def practice_findings(
    board: Scoreboard,
    *,
    as_of: dt.datetime | None = None,
    lines: tuple[CreatorLine, ...] = (),
) -> tuple[Finding, ...]:
    """What is worth mending in how the campaign is run, and what the book turns off of it.

    Args:
        board: The book, and what it says of each creator.
        as_of: The moment at which it is looked at; without it, the last of the book.
        lines: The creators as they were judged, for the rules that look at that.

    Raises:
        InvalidInputError: *as_of* has no offset.
    """
    policy = board.book.lint
    moment = board.book.last_moment if as_of is None else as_of
    subject = LintSubject(board=board, as_of=moment, lines=lines)
    off = tuple(one for one in policy.off if _is_practice(one))
    return _linted(practice_rules(policy), subject=subject, off=off)


def built_in_findings(board: Scoreboard) -> tuple[Finding, ...]:
    """What the rules that come with the library find, whatever the book says of them."""
    return _found(BUILT_IN_RULES, subject=LintSubject(board=board))


def _own(policy: LintPolicy) -> dict[str, LintRule]:
    """The rules that a book brings, by name."""
    # A book carries rules without knowing what they look at; it is a LintSubject that they get.
    return {rule.name: cast("LintRule", rule) for rule in policy.rules}


def _is_practice(one: Waiver) -> bool:
    """Whether what is turned off is about how a campaign is run."""
    return one.rule in _PRACTICE or one.code in _PRACTICE_CODES


def _linted(
    rules: Sequence[LintRule], *, subject: LintSubject, off: Sequence[Waiver]
) -> tuple[Finding, ...]:
    """What rules find and the book does not turn off, and a note on each thing that is off."""
    found = _found(rules, subject=subject, off=off)
    codes = [one for one in off if one.code and one.code not in _ALWAYS_TOLD]
    kept = tuple(one for one in found if not any(waiver.covers(one) for waiver in codes))
    notes = (_note(one, rules=rules, found=found) for one in off)
    return (*kept, *notes)


def _found(
    rules: Sequence[LintRule], *, subject: LintSubject, off: Sequence[Waiver] = ()
) -> tuple[Finding, ...]:
    """What rules find, those that are off not asked."""
    named = {one.rule for one in off}
    asked = [rule for rule in rules if rule.name not in named]
    return tuple(finding for rule in asked for finding in found_by(rule, subject=subject))


def _note(one: Waiver, *, rules: Sequence[LintRule], found: Sequence[Finding]) -> Finding:
    """What a book turns off, with the reason; or that there was nothing to turn off."""
    where = f"lint off {one.named}"
    if one.rule:
        is_known = any(rule.name == one.rule for rule in rules)
        kind = _OFF if is_known else _NOT_FOUND
        what = f"lint rule {one.rule} is off" if is_known else f"no lint rule is called {one.rule}"
        return kind.finding(where=where, message=f"{what}: {one.reason}")
    count = sum(one.covers(finding) for finding in found)
    kind = _OFF if count else _NOT_FOUND
    return kind.finding(
        where=where, message=f"findings of {one.named} that are off: {count}, {one.reason}"
    )
