"""Outlooks of the campaign file: what is assumed of the next packages, and planned for them."""

from __future__ import annotations

from typing import Any

from influence.allocation import AllocationPolicy
from influence.beliefs import LearningPolicy
from influence.books._campaign.keys import Keys
from influence.books._campaign.policies import read_policy
from influence.books._campaign.shapes import LEARNING, NEXT_CYCLE
from influence.campaign_book import CyclePlan


def read_learning(root: Keys) -> LearningPolicy:
    """What is assumed where the book says little."""
    return read_policy(root.table("learning"), LearningPolicy(), shape=LEARNING, currency=None)


def read_plan(root: Keys, *, currency: str | None) -> CyclePlan:
    """The budget of the next cycle, how many are left, and the limits of its allocation."""
    section = root.table("next_cycle")
    if section is None:
        return CyclePlan()
    given: dict[str, Any] = {
        "budget": section.amount("budget", currency=currency),
        "cycles_left": section.count("cycles_left"),
        "policy": read_policy(section, AllocationPolicy(), shape=NEXT_CYCLE, currency=currency),
    }
    fields = {name: value for name, value in given.items() if value is not None}
    return section.built(lambda: CyclePlan(**fields)) or CyclePlan()
