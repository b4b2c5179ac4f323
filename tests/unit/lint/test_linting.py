from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import attrs
import pytest

from influence.campaign_book import Book
from influence.contradictions import contradictions
from influence.errors import InvalidInputError
from influence.evaluation import evaluate
from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint import (
    BUILT_IN_RULES,
    LeakedCodes,
    LintPolicy,
    LintRule,
    LintSubject,
    Waiver,
    WithoutDeal,
    _checking,
    active_rules,
    lint_findings,
)
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing import book

THIN = FindingKind(
    code="ACME101", severity="warning", title="a thin margin", meaning="Talk to finance."
)


@attrs.frozen(kw_only=True)
class Theirs:
    """A rule that answers whatever it is made with."""

    name: ClassVar[str] = "theirs"
    kinds: ClassVar[tuple[FindingKind, ...]] = (THIN,)

    answer: Callable[[LintSubject], Any]

    def check(self, subject: LintSubject, /) -> Iterable[Finding]:
        found: Iterable[Finding] = self.answer(subject)
        return found


def _judged(policy: LintPolicy) -> Book:
    return attrs.evolve(book(creators=["maya"]), lint=policy)


def _said(answer: Callable[[LintSubject], Any], *off: Waiver) -> list[str]:
    policy = LintPolicy(rules=(Theirs(answer=answer),), off=off)
    return [str(one) for one in lint_findings(scoreboard(_judged(policy)))]


_OURS = "creators maya: INF301 Maya has no deal: nothing can be owed by terms or credited"


def _thin(subject: LintSubject) -> Iterable[Finding]:
    for card in subject.cards:
        who = card.creator.creator_id
        message = f"the margin is {subject.book.campaign.gross_margin}"
        yield THIN.finding(where=f"creators {who}", message=message)


class TestRules:
    """The rules of a book are asked in order: ours first, then its own."""

    def test_what_a_rule_of_the_book_finds_stands_after_ours(self) -> None:
        assert _said(_thin) == [_OURS, "creators maya: ACME101 the margin is 50 %"]

    def test_an_evaluation_has_what_the_rules_find(self) -> None:
        made = _judged(LintPolicy(rules=(Theirs(answer=_thin),)))
        assert [one.code for one in evaluate(made).findings] == ["INF301", "ACME101"]

    def test_contradictions_are_ours_alone_whatever_the_book_says(self) -> None:
        off = Waiver(code="INF301", reason="known")
        board = scoreboard(_judged(LintPolicy(rules=(Theirs(answer=_thin),), off=(off,))))
        assert [str(one) for one in contradictions(board)] == [_OURS]

    def test_a_rule_of_the_same_name_takes_the_place_of_ours(self) -> None:
        strict = LeakedCodes(least_orders=2, mostly=Share("0.1"))
        rules = active_rules(LintPolicy(rules=(strict,)))
        assert [rule.name for rule in rules] == [rule.name for rule in BUILT_IN_RULES]
        assert strict in rules
        assert LeakedCodes() not in rules

    def test_ours_have_codes_and_names_of_their_own(self) -> None:
        codes = [kind.code for rule in BUILT_IN_RULES for kind in rule.kinds]
        assert len(codes) == len(set(codes))
        assert all(kind == FINDING_KINDS[kind.code] for r in BUILT_IN_RULES for kind in r.kinds)
        assert len({rule.name for rule in BUILT_IN_RULES}) == len(BUILT_IN_RULES)
        assert all(isinstance(rule, LintRule) for rule in BUILT_IN_RULES)


def _divides(subject: LintSubject) -> Iterable[Finding]:
    yield from _thin(subject)
    raise ZeroDivisionError


def _exits(subject: LintSubject) -> Any:  # noqa: ANN401, ARG001  # wrong on purpose
    raise SystemExit(3)


class _Shy:
    def __repr__(self) -> str:
        raise RuntimeError


_LINE = r"lint rule theirs(?: \(test_linting\.py:\d+\))? must"


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (_divides, r"INF331 {} check without failing, got ZeroDivisionError\(\)"),
        (_exits, r"INF331 {} check without failing, got SystemExit\(3\)"),
        (lambda _: None, r"INF331 {} check without failing, got TypeError\(.+\)"),
        (lambda _: "no", r"INF332 {} answer findings of ACME101, got 'n' at place 0"),
        (
            lambda s: [*_thin(s), FINDING_KINDS["INF301"].finding(where="x", message="y")],
            r"INF332 {} answer findings of ACME101, got Finding\(code='INF301', .+\) at place 1",
        ),
        (
            lambda _: [_Shy()],
            r"INF332 {} answer findings of ACME101, got a _Shy that cannot be shown at place 0",
        ),
    ],
)
def test_a_rule_that_fails_is_a_finding_at_its_place_and_the_others_go_on(
    answer: Callable[[LintSubject], Any], message: str
) -> None:
    ours, theirs = _said(answer)
    assert ours == _OURS
    assert re.fullmatch(f"lint theirs: {message.format(_LINE)}", theirs)


def test_the_line_of_the_rule_is_named_where_it_failed() -> None:
    _, theirs = _said(_divides)
    line = _divides.__code__.co_firstlineno + 2
    assert f"(test_linting.py:{line}) must" in theirs


def test_a_flood_of_findings_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_checking, "_MOST", 0)
    assert _said(_thin)[-1] == (
        "lint theirs: INF332 lint rule theirs must find at most 0, got more"
    )


class TestOff:
    """What a book turns off is left out and said with its reason."""

    def test_a_code(self) -> None:
        assert _said(_thin, Waiver(code="INF301", reason="agreed by phone")) == [
            "creators maya: ACME101 the margin is 50 %",
            "lint off INF301: INF333 findings of INF301 that are off: 1, agreed by phone",
        ]

    def test_a_rule_which_is_then_not_asked(self) -> None:
        assert _said(_exits, Waiver(rule="theirs", reason="it exits")) == [
            _OURS,
            "lint off theirs: INF333 lint rule theirs is off: it exits",
        ]

    def test_a_code_that_nothing_has_is_told(self) -> None:
        assert _said(_thin, Waiver(code="INF302", reason="no"))[-1] == (
            "lint off INF302: INF334 findings of INF302 that are off: 0, no"
        )

    def test_a_rule_that_nothing_is_called_is_told(self) -> None:
        assert _said(_thin, Waiver(rule="them", reason="no"))[-1] == (
            "lint off them: INF334 no lint rule is called them: no"
        )

    def test_that_a_rule_failed_cannot_be_turned_off_by_code(self) -> None:
        found = _said(_divides, Waiver(code="INF331", reason="noise"))
        assert "INF331 lint rule theirs" in found[1]

    def test_needs_a_reason(self) -> None:
        message = r"^Waiver\.reason must be text that is not blank, got ' '$"
        with pytest.raises(InvalidInputError, match=message):
            Waiver(code="INF301", reason=" ")

    @pytest.mark.parametrize(
        ("given", "got"), [({}, "[]"), ({"code": "INF301", "rule": "r"}, "['INF301', 'r']")]
    )
    def test_names_a_code_or_a_rule(self, given: dict[str, str], got: str) -> None:
        message = f"waiver must name either a code or a rule, got {got}"
        with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
            Waiver(reason="why", **given)


class TestPolicy:
    """A policy holds lint rules, each once, and waivers."""

    def test_holds_only_rules(self) -> None:
        rules: Any = (WithoutDeal,)
        with pytest.raises(
            InvalidInputError,
            match=r"^LintPolicy\.rules must hold only lint rules, got <class '.+WithoutDeal'>$",
        ):
            LintPolicy(rules=rules)

    def test_holds_each_rule_once(self) -> None:
        message = r"^LintPolicy\.rules must hold each rule once, got 'without_deal'$"
        with pytest.raises(InvalidInputError, match=message):
            LintPolicy(rules=(WithoutDeal(), WithoutDeal()))

    def test_holds_only_waivers(self) -> None:
        off: Any = ("INF301",)
        with pytest.raises(
            InvalidInputError, match=r"^LintPolicy\.off must hold only waivers, got 'INF301'$"
        ):
            LintPolicy(off=off)


def test_the_parameters_of_leaked_codes_are_checked() -> None:
    message = r"^LeakedCodes\.least_orders must be a whole number of at least 1, got 0$"
    with pytest.raises(InvalidInputError, match=message):
        LeakedCodes(least_orders=0)


def test_a_code_can_be_off_at_one_place() -> None:
    rule = Theirs(answer=lambda _: [THIN.finding(where=f"posts {n}", message="x") for n in "ab"])
    here = Waiver(code="ACME101", at="posts a", reason="yes")
    gone = Waiver(code="ACME101", at="posts c", reason="yes")
    policy = LintPolicy(rules=(rule,), off=(here, gone))
    said = [str(one) for one in lint_findings(scoreboard(_judged(policy)))]
    assert said[1:] == [
        "posts b: ACME101 x",
        "lint off ACME101 at posts a: INF333 findings of ACME101 at posts a that are off: 1, yes",
        "lint off ACME101 at posts c: INF334 findings of ACME101 at posts c that are off: 0, yes",
    ]


def test_a_place_needs_a_code() -> None:
    with pytest.raises(
        InvalidInputError,
        match=re.escape("waiver must name a code to be off at one place, got 'leaked_codes'"),
    ):
        Waiver(rule="leaked_codes", at="posts a", reason="agreed")
