"""What comes with the library passes the kit, by the door that everybody uses.

A build runs a slice with a fixed seed; ``nox -s conformance`` runs the kit with many more cases.
What is excused here is what our rules and strategies do not keep by contract, each with the reason;
an excuse that is not needed fails.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from influence.plugins import load
from influence.sources import Setting
from influence.testing import KINDS, Choice, Conformance, Given, Setup, conformance, target_named
from influence.tracking import Mark, Owners

_SOURCES = Path("examples/sources")
#: Laws that some terms of a rule break by contract. Which terms break which is the table of
#: docs/reference/payment-rule-laws.md, so the kit holds our rules to the laws that all terms keep.
_KEPT_BY_ALL = ("PR-L01", "PR-L02", "PR-L03", "PR-L09", "PR-L15", "PR-L16")

_OWNERS = Owners(tuple(Mark(kind="link", value=who, creator_id=who) for who in ("maya", "leo")))
_GIVEN: Mapping[str, Given] = {
    "shopify": Given(exports=(_SOURCES / "shopify-orders.csv",)),
    "ga4": Given(
        exports=(_SOURCES / "ga4-report.csv",),
        setting=Setting(currency="USD", owners=_OWNERS),
        excuses={
            "AS-R08": "an unknown dimension would say that rows are parts of what they seem",
        },
    ),
}

_EXAMPLES = int(os.environ.get("INFLUENCE_CONFORMANCE_EXAMPLES", "6"))
_BUDGET = Setup(examples=_EXAMPLES, deadline_s=100 * _EXAMPLES, given=_GIVEN)


@cache
def _report(prefix: str) -> Conformance:
    kit = KINDS[prefix].kit
    only = [one.id for one in kit.checks if prefix != "PR" or one.id in _KEPT_BY_ALL]
    values = [one.id for one in kit.checks if one.id.startswith("PR-V")]
    choice = Choice(only=tuple(dict.fromkeys((*only, *values))))
    return conformance(target_named("influence"), setup=_BUDGET, choice=choice)


#: Platforms have tests of their own in every build; here they are held to many cases.
_PREFIXES = [
    prefix for prefix in KINDS if prefix != "PC" or "INFLUENCE_CONFORMANCE_EXAMPLES" in os.environ
]


@pytest.mark.parametrize("prefix", _PREFIXES)
def test_what_is_ours_conforms(prefix: str) -> None:
    report = _report(prefix)
    assert [f"{one.member} {one.check_id} {one.told}" for one in report.failures] == []
    assert report.counts["passed"] > 0


@pytest.mark.parametrize("prefix", ["AM", "RS", "EX", "LR"])
def test_every_member_of_ours_is_held_to_the_kit(prefix: str) -> None:
    members = {one.member for one in _report(prefix).outcomes}
    assert members == set(getattr(load(plugins=()), KINDS[prefix].family))
