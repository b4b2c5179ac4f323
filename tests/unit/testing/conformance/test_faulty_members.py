"""Every bug that ships with the kit is killed by the check that it claims, and its twin is not."""

from __future__ import annotations

import attrs
import pytest

from influence.testing import KINDS, FaultyMember, faulty_members
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._kind import check_named
from influence.testing._conformance._member import Member
from influence.testing._conformance._outcome import Outcome
from influence.testing._conformance._setup import Setup

_SETUP = Setup(examples=8, deadline_s=60)


def _outcome(bug: FaultyMember, member: Member) -> Outcome:
    kind = KINDS[bug.claim[:2]]
    judge = Judge(kind=kind, deadline_s=_SETUP.deadline_s, excuses={})
    return judge.outcome(check_named(bug.claim), kind.kit.subject(member, _SETUP))


@pytest.mark.parametrize("bug", faulty_members(), ids=lambda bug: f"{bug.claim}-{bug.name}")
def test_a_bug_is_killed_by_the_check_that_it_claims(bug: FaultyMember) -> None:
    killed, kept = _outcome(bug, bug.member), _outcome(bug, bug.twin)
    assert (killed.status, kept.status) == ("failed", "passed"), f"{killed.told}\n{kept.told}"
    assert killed.told


@pytest.mark.parametrize("bug", faulty_members(), ids=lambda bug: f"{bug.claim}-{bug.name}")
def test_a_bug_is_judged_by_any_other_check_as_well(bug: FaultyMember) -> None:
    asked = {"PR": "PR-V01", "AM": "AM-L01", "AS": "AS-R03", "RS": "RS-P01", "LR": "LR-F01"}
    first = asked.get(bug.claim[:2], "EX-F01")
    other = attrs.evolve(bug, claim=first)
    assert _outcome(other, bug.member).status in {"passed", "failed"}


def test_no_two_bugs_of_a_kind_have_one_name() -> None:
    names = [(bug.claim[:2], bug.name) for bug in faulty_members()]
    assert len(set(names)) == len(names)


def test_every_bug_says_what_is_wrong_in_a_sentence() -> None:
    assert [bug.name for bug in faulty_members() if not bug.wrong.endswith(".")] == []
