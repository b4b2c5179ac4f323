"""The bugs of rules and models are killed by the checks that their laws are."""

from __future__ import annotations

import pytest

from influence.payments import Commission
from influence.testing import (
    KINDS,
    FaultyModel,
    FaultyRule,
    Given,
    Setup,
    _law_trial,
    faulty_models,
    faulty_rules,
)
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._kind import check_named
from influence.testing._conformance._member import Member
from influence.testing._conformance._outcome import Outcome


def _outcome(claim: str, value: object, *, excuse: str = "", examples: int = 40) -> Outcome:
    kind, setup = KINDS[claim[:2]], Setup(examples=examples, deadline_s=100)
    subject = kind.kit.subject(Member(name="bug", given=Given(members=(value,))), setup)
    judge = Judge(kind=kind, deadline_s=100, excuses={claim: excuse} if excuse else {})
    return judge.outcome(check_named(claim), subject)


@pytest.mark.parametrize("bug", faulty_models(), ids=lambda bug: bug.name)
def test_a_model_is_killed_by_each_check_that_it_claims(bug: FaultyModel) -> None:
    found = {claim: _outcome(claim, bug.model, examples=200).status for claim in bug.claims}
    assert set(found.values()) == {"failed"}, found


_ONE_A_LAW = {bug.claims[0]: bug for bug in reversed(faulty_rules())}


@pytest.mark.parametrize("claim", sorted(_ONE_A_LAW))
def test_a_rule_is_killed_by_the_check_that_it_claims(claim: str) -> None:
    bug: FaultyRule = _ONE_A_LAW[claim]
    found = _outcome(claim, bug.rule, examples=300)
    assert found.status == "failed"
    assert found.told.startswith(f"law {int(claim[-2:])}, {bug.caught_by[0]}: ")


def test_an_excuse_from_a_law_that_holds_is_unneeded_after_a_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_law_trial, "SEARCHED", 80)  # as many as is quick
    found = _outcome("PR-L08", Commission(rate="0.1"), excuse="by contract", examples=2)
    assert found.status == "unneeded"


def test_an_excuse_from_a_law_is_searched_for() -> None:
    bug = _ONE_A_LAW["PR-L01"]
    assert _outcome("PR-L01", bug.rule, excuse="by contract").status == "excused"
