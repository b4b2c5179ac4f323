"""Every bug is caught by each law that it names, and its honest twin keeps all that it should."""

from __future__ import annotations

import pytest
from hypothesis import settings

from influence.testing import RULE_LAWS, FaultyRule, faulty_rules
from influence.testing._law_trial import Trial, hinted

BUGS = faulty_rules()
_ids = [bug.name for bug in BUGS]


def _trial(bug: FaultyRule, rule: object, law_id: str) -> Trial:
    return Trial(law_id=law_id, rules=hinted(rule), exact=bug.exact)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def test_there_are_at_least_forty_and_each_has_its_own_name() -> None:
    assert len(BUGS) >= 40
    assert len(set(_ids)) == len(BUGS)


def test_each_says_what_is_wrong_in_one_sentence() -> None:
    assert [bug.name for bug in BUGS if not bug.wrong.endswith(".") or "\n" in bug.wrong] == []


def test_every_law_has_a_bug_that_only_it_or_few_others_catch() -> None:
    assert {law_id for bug in BUGS for law_id in bug.caught_by} == set(RULE_LAWS)


def test_no_bug_is_caught_by_a_law_that_its_twin_breaks() -> None:
    assert [bug.name for bug in BUGS if set(bug.caught_by) & set(bug.exceptions)] == []


@pytest.mark.parametrize("bug", BUGS, ids=_ids)
def test_each_law_that_it_names_catches_it(bug: FaultyRule) -> None:
    missed = [
        law_id for law_id in bug.caught_by if _trial(bug, bug.rule, law_id).counterexample() is None
    ]
    assert bug.caught_by
    assert missed == []


def _twins() -> dict[str, FaultyRule]:
    """One bug for each honest twin."""
    return {repr((bug.twin, bug.is_summed)): bug for bug in BUGS}


@pytest.mark.parametrize("bug", _twins().values(), ids=lambda bug: bug.name)
def test_its_honest_twin_keeps_every_other_law(bug: FaultyRule) -> None:
    kept = [law_id for law_id in RULE_LAWS if law_id not in bug.exceptions]
    few = settings(max_examples=50)
    broken = [law_id for law_id in kept if _trial(bug, bug.twin, law_id).statement(chosen=few)]
    assert broken == []


@pytest.mark.parametrize("bug", _twins().values(), ids=lambda bug: bug.name)
def test_its_honest_twin_needs_its_exceptions(bug: FaultyRule) -> None:
    unneeded = [
        law_id
        for law_id in bug.exceptions
        if _trial(bug, bug.twin, law_id).counterexample() is None
    ]
    assert unneeded == []
