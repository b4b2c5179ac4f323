"""Findings: what a lint rule says, of what, and where."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import Final

import attrs

from influence.lint import LintSubject
from influence.scorecards import scoreboard
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._corpus import empty_book
from influence.testing._conformance._value_rules import refuse_differing_copy, refuse_unclear_repr
from influence.testing._conformance._world import untouched
from influence.testing._lint_checks._subject import RuleOfLint, findings

_NEEDS: Final = ("examples",)


@check(
    "LR-F01",
    needs=_NEEDS,
    if_fails="Its users get a finding about the rule instead of one about their book. Expect what "
    "is `None`, what is empty, and sums of zero.",
)
def never_raises(subject: RuleOfLint) -> None:
    """A rule looks through any book without failing."""
    for rule, book in subject.cases():
        findings(rule, book)


@check(
    "LR-F02",
    needs=_NEEDS,
    if_fails="A finding has a code that nobody can look up. Declare each in `kinds`, and make "
    "findings with `kind.finding(…)`.",
)
def declares_kinds(subject: RuleOfLint) -> None:
    """Every finding is of a kind that the rule declares."""
    for rule, book in subject.cases():
        for found in findings(rule, book):
            if found.kind not in rule.kinds:
                known = [kind.code for kind in rule.kinds]
                raise CheckFailedError(f"finding of {rule.name}", f"be one of {known}", found.code)


@check(
    "LR-F03",
    needs=_NEEDS,
    if_fails="Two runs over one book differ, so nobody can see what is new. Keep nothing between "
    "calls, and do not iterate over sets.",
)
def finds_alike(subject: RuleOfLint) -> None:
    """The same book has the same findings, in the same order."""
    for rule, book in subject.cases():
        first, again = findings(rule, book), findings(rule, book)
        if first != again:
            told = list(map(str, again))
            raise CheckFailedError(f"findings of {rule.name}", f"be {list(map(str, first))}", told)


@check(
    "LR-F04",
    needs=_NEEDS,
    if_fails="A finding does not fit on its line, so a terminal and a table break it. Write one "
    "line, and shorten what you quote.",
)
def fits_lines(subject: RuleOfLint) -> None:
    """A place and a message are one line each."""
    for rule, book in subject.cases():
        for found in findings(rule, book):
            for text in (found.where, found.message):
                if len(text.splitlines()) != 1 or text != text.strip():
                    raise CheckFailedError(f"text of a finding of {rule.name}", "be one line", text)


@check(
    "LR-F05",
    needs=_NEEDS,
    if_fails="The same thing is said twice, so its number means nothing. Say each once, or many "
    "in one finding.",
)
def finds_once(subject: RuleOfLint) -> None:
    """No finding is made twice."""
    for rule, book in subject.cases():
        told = Counter(map(str, findings(rule, book)))
        twice = [text for text, times in told.items() if times > 1]
        if twice:
            raise CheckFailedError(f"finding of {rule.name}", "be made once", twice[0])


@check(
    "LR-F06",
    needs=_NEEDS,
    if_fails="A new book begins with complaints. Say nothing where there is nothing to look at.",
)
def silent_on_nothing(subject: RuleOfLint) -> None:
    """A campaign in which nothing happened has no finding."""
    for rule in subject.rules:
        found = findings(rule, empty_book())
        if found:
            raise CheckFailedError(
                f"findings of {rule.name} in an empty book", "be none", str(found[0])
            )


@check(
    "LR-F07",
    needs=("examples", "good"),
    if_fails="A book that is in order is complained about, so people stop reading. Narrow the "
    "rule.",
)
def silent_on_good(subject: RuleOfLint) -> None:
    """A book that is given as good has no finding."""
    for rule in subject.rules:
        for book in subject.good:
            found = findings(rule, book)
            if found:
                raise CheckFailedError(f"findings of {rule.name}", "be none", str(found[0]))


@check(
    "LR-F08",
    needs=("examples", "bad"),
    if_fails="The rule does not find what it is there for. Look at its threshold, and at facts "
    "that are unknown.",
)
def finds_bad(subject: RuleOfLint) -> None:
    """A book that is given as bad has a finding."""
    for rule in subject.rules:
        for book in subject.bad:
            if not findings(rule, book):
                raise CheckFailedError(f"findings of {rule.name}", "be more than none", "none")


@check(
    "LR-P01",
    needs=_NEEDS,
    if_fails="A rule that changes the book changes what creators are owed. Read only; copy before "
    "you sort.",
)
def leaves_books(subject: RuleOfLint) -> None:
    """A book is as it was before somebody looked through it."""
    for rule, book in subject.cases():
        before = pickle.dumps(book)
        findings(rule, book)
        if pickle.loads(before) != book:  # noqa: S301  # written two lines above
            raise CheckFailedError(f"lint rule {rule.name}", "leave the book as it was", "another")


@check(
    "LR-P02",
    needs=_NEEDS,
    if_fails="A check of a book opens files or connections, so it can fail, leak or differ by "
    "machine. Look at the book alone.",
)
def stays_inside(subject: RuleOfLint) -> None:
    """A rule touches no file, no network and no process."""
    for rule, book in subject.cases()[:3]:
        board = scoreboard(book)
        tuple(rule.check(LintSubject(board=board)))
        with untouched(f"lint rule {rule.name}"):
            tuple(rule.check(LintSubject(board=board)))


@check(
    "LR-P03",
    needs=_NEEDS,
    if_fails="Who sorts a table anew gets other findings. Sort before you choose examples.",
)
def ignores_order(subject: RuleOfLint) -> None:
    """The order of the rows of a book changes no finding."""
    for rule, book in subject.cases():
        turned = attrs.evolve(
            book,
            orders=book.orders[::-1],
            touches=tuple(book.touches)[::-1],
            refunds=book.refunds[::-1],
            costs=book.costs[::-1],
            results=book.results[::-1],
        )
        before, after = (sorted(map(str, findings(rule, one))) for one in (book, turned))
        if before != after:
            raise CheckFailedError(f"findings of {rule.name}", f"be {before}", after)


@check(
    "LR-K01",
    needs=("examples", "foreign"),
    if_fails="Two plugins use one code for two things. Begin your codes with a prefix of your own; "
    "INF is this library's.",
)
def has_own_codes(subject: RuleOfLint) -> None:
    """The codes of a plugin's rule begin with a prefix of its own."""
    for rule in subject.rules:
        taken = [kind.code for kind in rule.kinds if kind.code.startswith("INF")]
        if taken:
            raise CheckFailedError(f"codes of {rule.name}", "have a prefix of their own", taken)


@check(
    "LR-K02",
    needs=_NEEDS,
    if_fails="`influence explain` shows one of two meanings. Give each kind a code of its own.",
)
def codes_are_unique(subject: RuleOfLint) -> None:
    """No code stands for two kinds."""
    for rule in subject.rules:
        codes = [kind.code for kind in rule.kinds]
        if len(set(codes)) != len(codes):
            raise CheckFailedError(f"codes of {rule.name}", "be of one kind each", codes)


@check(
    "LR-K03",
    needs=_NEEDS,
    if_fails="A reader learns what is wrong and not what to do. Write in `meaning` why it matters, "
    "and how to mend it.",
)
def explains_kinds(subject: RuleOfLint) -> None:
    """A kind has a title of one line, and a meaning that says more than the title."""
    for rule in subject.rules:
        for kind in rule.kinds:
            if len(kind.title.splitlines()) != 1 or len(kind.meaning) <= len(kind.title):
                raise CheckFailedError(f"kind {kind.code}", "say more than its title", kind.meaning)


@check(
    "LR-V01",
    needs=_NEEDS,
    if_fails="A book that is judged by the rule cannot be copied or sent. Use `@attrs.frozen`.",
)
def copies(subject: RuleOfLint) -> None:
    """A rule that is pickled or copied is the same rule."""
    for rule in subject.rules:
        refuse_differing_copy(f"lint rule {rule.name}", rule)


@check(
    "LR-V02",
    needs=_NEEDS,
    if_fails="Nobody can see with which parameters a book was looked through. Use `@attrs.frozen`.",
)
def is_told(subject: RuleOfLint) -> None:
    """A rule says in one line what it is."""
    for rule in subject.rules:
        refuse_unclear_repr(f"lint rule {rule.name}", rule)
