"""Faulty lint rules: bugs that those have who look for bugs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint import LintSubject
from influence.testing._conformance._corpus import empty_book, hostile_book
from influence.testing._conformance._setup import Given
from influence.testing._faulty_members._faulty_member import Seeds

_FEW = FindingKind(
    code="SEED101",
    severity="note",
    title="few sales",
    meaning="A creator sold little, and may need help. Talk to them about code and offer.",
)
_OTHER = FindingKind(
    code="SEED102", severity="note", title="other", meaning="Another thing to look at."
)


@attrs.frozen(kw_only=True)
class SeededLint:
    """A lint rule that finds wrongly.

    Args:
        finds: What it answers.
        kinds: What it says that it may find.
        memory: What it keeps between calls, which no rule may.
    """

    name: ClassVar[str] = "seeded_bug"
    finds: Callable[[SeededLint, LintSubject], Any]
    kinds: tuple[FindingKind, ...] = (_FEW,)
    memory: list[int] = attrs.field(factory=list[int], eq=False)

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        """What the wrong look finds."""
        found: Iterable[Finding] = self.finds(self, subject)
        return found


@attrs.frozen(kw_only=True)
class FewSales:
    """Creators with fewer than two sales."""

    name: ClassVar[str] = "few_sales"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_FEW,)

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        """One finding for each of them."""
        return list(_few(subject))


def _few(subject: LintSubject) -> Iterator[Finding]:
    """One finding for each creator with fewer than two sales."""
    for card in subject.cards:
        if len(card.sales) < 2:  # noqa: PLR2004  # two is enough
            where = f"creators {card.creator.creator_id}"
            yield _FEW.finding(where=where, message=f"{len(card.sales)} sales")


_GIVEN = Given(good=(empty_book(),), bad=(hostile_book(),))
_SEEDS = Seeds(made=lambda does: SeededLint(finds=does), twin=FewSales(), given=_GIVEN)
_seeded = _SEEDS.bug


@_seeded("LR-F01")
def mean_of_nobody(_rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Divides by the number of creators."""
    return list(_few(subject))[sum(1 for _ in subject.cards) // len(subject.cards) :]


@_seeded("LR-F01")
def answers_texts(_rule: SeededLint, _subject: LintSubject) -> list[str]:
    """Answers text in place of findings."""
    return ["few sales"]


@_seeded("LR-F02")
def undeclared(_rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Finds what it never said that it may find."""
    return [_OTHER.finding(where="book", message="other") for _ in subject.cards]


@_seeded("LR-F03")
def only_new(rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Remembers what it found, and says it every other time."""
    rule.memory.append(1)
    return list(_few(subject)) if len(rule.memory) % 2 else []


@_seeded("LR-F04")
def two_lines(_rule: SeededLint, _subject: LintSubject) -> list[Finding]:
    """Writes a table into its message."""
    return [_FEW.finding(where="book", message="creators:\n  maya")]


@_seeded("LR-F05")
def says_it_twice(_rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Finds each creator once by sale and once by name."""
    return [*_few(subject), *_few(subject)]


@_seeded("LR-F06")
def complains_of_nothing(_rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Complains that nothing was sold before anything could be."""
    return [] if subject.book.orders else [_FEW.finding(where="orders", message="no orders")]


@_seeded("LR-F07")
def always(_rule: SeededLint, _subject: LintSubject) -> list[Finding]:
    """Complains of every book."""
    return [_FEW.finding(where="book", message="few sales")]


@_seeded("LR-F08")
def never(_rule: SeededLint, _subject: LintSubject) -> list[Finding]:
    """Finds nothing in any book."""
    return []


@_seeded("LR-P01")
def tidies_up(_rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Empties the creators of the book when it has looked at them."""
    found = list(_few(subject))
    object.__setattr__(subject.book, "creators", ())
    return found


@_seeded("LR-P02")
def keeps_a_log(_rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Writes what it found into a file."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "lint.log").write_text("found", encoding="utf-8")
    return list(_few(subject))


@_seeded("LR-P03")
def first_order(_rule: SeededLint, subject: LintSubject) -> list[Finding]:
    """Names whichever order stands first in the table."""
    first = subject.book.orders[:1]
    return [_FEW.finding(where=f"orders {one.order_id}", message="an order") for one in first]


_SEEDS_WITH = Seeds(
    made=lambda does: SeededLint(finds=does, kinds=(FINDING_KINDS["INF301"],)), twin=FewSales()
)


@_SEEDS_WITH.bug("LR-K01")
def borrows_a_code(_rule: SeededLint, _subject: LintSubject) -> list[Finding]:
    """Uses a code of this library."""
    return []


_SEEDS_TWICE = Seeds(
    made=lambda does: SeededLint(finds=does, kinds=(_FEW, attrs.evolve(_OTHER, code=_FEW.code))),
    twin=FewSales(),
)


@_SEEDS_TWICE.bug("LR-K02")
def two_meanings(_rule: SeededLint, _subject: LintSubject) -> list[Finding]:
    """Has one code for two things."""
    return []


_SEEDS_TERSE = Seeds(
    made=lambda does: SeededLint(finds=does, kinds=(attrs.evolve(_FEW, meaning="few"),)),
    twin=FewSales(),
)


@_SEEDS_TERSE.bug("LR-K03")
def explains_nothing(_rule: SeededLint, _subject: LintSubject) -> list[Finding]:
    """Says as its meaning less than its title."""
    return []


@_SEEDS.class_bug("LR-V01")
class LintCallback:
    """Keeps a function, so it cannot be pickled."""

    name: ClassVar[str] = "seeded_bug"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_FEW,)

    def __init__(self) -> None:
        self.look: Callable[[LintSubject], Any] = lambda one: _few(one)  # noqa: PLW0108  # the bug

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        """Finds honestly."""
        return list(_few(subject))


@_SEEDS.class_bug("LR-V02")
class LintUnnamed:
    """Shows an address in place of its parameters."""

    name: ClassVar[str] = "seeded_bug"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_FEW,)

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        """Finds honestly."""
        return list(_few(subject))
