"""Odd tiers: ladders of rates that fall, or whose fee jumps."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.payments import Tiered, rules_within

_FALLS, _JUMPS = FINDING_KINDS["INF834"], FINDING_KINDS["INF835"]


@attrs.frozen(kw_only=True)
class OddTiers:
    """Look at the tiers of each deal.

    A gap or an overlap between tiers cannot be written down, because each has one number only.
    """

    name: ClassVar[str] = "odd_tiers"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_FALLS, _JUMPS)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """What is odd about each ladder."""
        for deal in subject.book.deals:
            rules = () if deal.terms is None else rules_within(deal.terms)
            for rule in rules:
                if isinstance(rule, Tiered):
                    yield from _odd(rule, creator_id=deal.creator_id)


def _odd(rule: Tiered, *, creator_id: str) -> Iterator[Finding]:
    """What is odd about one ladder."""
    where = Place(table="campaign", key=f"deals[{creator_id}].terms")
    for lower, higher in pairwise(rule.tiers):
        if higher.rate.fraction < lower.rate.fraction:
            message = (
                f"rates of {creator_id} must rise with the tiers, got {higher.rate} from "
                f"{higher.starts_at} after {lower.rate}"
            )
            yield _FALLS.finding(where=where, message=message)
    rates = {tier.rate for tier in rule.tiers}
    if rule.meaning == "retroactive" and len(rates) > 1:
        first, second, *_ = rule.tiers
        message = (
            f"tiers of {creator_id} must not jump, got retroactive ones: the sale that reaches "
            f"{second.starts_at} changes the rate of all sales from {first.rate} to {second.rate}"
        )
        yield _JUMPS.finding(where=where, message=message)
