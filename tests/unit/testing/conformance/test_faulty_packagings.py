"""Every wrong packaging that ships with the kit is killed by the check that it claims."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from influence.testing import KINDS, FaultyPackaging, Packaging, Target, faulty_packagings
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._kind import check_named
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import Offer, offer_of
from influence.testing._conformance._outcome import Outcome
from influence.testing._conformance._setup import Setup
from influence.testing._packaging_checks import KIT


def _outcome(target: Target, check_id: str) -> Outcome:
    importlib.invalidate_caches()
    # An import is watched elsewhere, so what it would do to this interpreter need not be done here.
    offer = Offer(target=target) if check_id.startswith("PK-I") else offer_of(target)
    subject = KIT.subject(Member(name=target.plugin, offer=offer), Setup())
    judge = Judge(kind=KINDS["PK"], deadline_s=60, excuses={})
    return judge.outcome(check_named(check_id), subject)


@pytest.mark.parametrize("bug", faulty_packagings(), ids=lambda bug: f"{bug.claim}-{bug.name}")
def test_a_bug_is_killed_by_the_check_that_it_claims(bug: FaultyPackaging, tmp_path: Path) -> None:
    with bug.packaging.installed(tmp_path) as target:
        killed = _outcome(target, bug.claim)
    assert (killed.status, bool(killed.told)) == ("failed", True), killed.told


@pytest.mark.parametrize(
    "check_id", [one.id for one in KIT.checks if not one.id.startswith("PK-I")]
)
def test_the_honest_twin_passes(check_id: str, tmp_path: Path) -> None:
    with Packaging().installed(tmp_path) as target:
        kept = _outcome(target, check_id)
    assert kept.status == "passed", kept.told


def test_a_field_that_takes_any_text_can_be_read(tmp_path: Path) -> None:
    noted = Packaging().source.replace(
        "product: Money\n", 'product: Money | None = None\n    note: str = ""\n'
    )
    with Packaging(source=noted).installed(tmp_path) as target:
        assert _outcome(target, "PK-F01").status == "passed"


def test_the_import_of_the_honest_twin_does_nothing_else(tmp_path: Path) -> None:
    with Packaging().installed(tmp_path) as target:
        kept = [_outcome(target, one.id) for one in KIT.checks if one.id.startswith("PK-I")]
    assert [one.told for one in kept if one.status != "passed"] == []
    assert len(kept) == 8
