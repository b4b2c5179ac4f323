from __future__ import annotations

import json
from typing import Any

from influence.testing import Conformance, Outcome


def _outcome(number: int, **fields: str) -> Outcome:
    told: dict[str, Any] = {"status": "passed", "member": "barter", **fields}
    return Outcome(check_id=f"PR-Z{number:02}", kind="payment rule", title="a law", **told)


_MIXED = Conformance(
    plugin="influence_barter",
    distribution="influence-barter 1.0",
    seed=7,
    outcomes=(
        _outcome(1),
        _outcome(2, status="failed", told="fee must be a Fee,\ngot 1", if_fails="mend it"),
        _outcome(3, status="excused", told="by contract"),
        _outcome(4, status="unneeded", told="holds"),
        _outcome(1, member="swap", status="not_claimed", told="no exports"),
        _outcome(2, member="swap", status="blocked", told="PR-Z01 did not end"),
    ),
)


def test_all_of_it_as_text() -> None:
    assert (
        _MIXED.text()
        == """\
influence_barter of influence-barter 1.0, seed 7

payment rule barter
  passed       PR-Z01  a law
  FAILED       PR-Z02  a law
               fee must be a Fee,
               got 1
               if this fails: mend it
  excused      PR-Z03  a law
               by contract
  UNNEEDED     PR-Z04  a law
               holds

payment rule swap
  not claimed  PR-Z01  a law
               no exports
  blocked      PR-Z02  a law
               PR-Z01 did not end

1 passed, 1 failed, 1 excused, 1 unneeded, 1 not claimed, 1 blocked"""
    )


def test_failures_are_what_failed_and_what_was_excused_without_need() -> None:
    assert [one.check_id for one in _MIXED.failures] == ["PR-Z02", "PR-Z04"]
    assert (_MIXED.is_conforming, _MIXED.exit_code) == (False, 1)


def test_without_failures_it_conforms() -> None:
    good = Conformance(plugin="x", seed=0, outcomes=(_outcome(1), _outcome(2, status="blocked")))
    assert (good.is_conforming, good.exit_code) == (True, 0)


def test_the_document_says_the_same_and_is_json() -> None:
    document = json.loads(json.dumps(_MIXED.document()))
    assert (document["plugin"], document["seed"], document["conforms"]) == (
        "influence_barter",
        7,
        False,
    )
    assert document["counts"]["not_claimed"] == 1
    assert document["outcomes"][1] == {
        "id": "PR-Z02",
        "kind": "payment rule",
        "member": "barter",
        "status": "failed",
        "title": "a law",
        "told": "fee must be a Fee,\ngot 1",
    }
