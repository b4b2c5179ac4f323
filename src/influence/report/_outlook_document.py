"""The part of the document that looks ahead: next packages, the next cycle, and what is assumed.

Return multiples and their parts are decimal text, kept to a billionth, their intervals to a
millionth; chances are numbers from 0 to 1. An interval
holds the truth eight times in ten.
"""

from __future__ import annotations

from typing import Literal, TypedDict

Strength = Literal["cannot_tell_yet", "thin", "solid"]
Turn = Literal["more", "same", "less", "new", "back", "left"]


class Package(TypedDict):
    """One package that was booked, and what came of it."""

    cycle: int
    angle: str
    cost: str
    exposure: str | None
    clicks: str | None
    orders: str | None
    gross_profit: str | None
    matured: str


class Part(TypedDict):
    """One part of an expected return multiple; the parts sum to it."""

    text: str
    amount: str


class NextPackage(TypedDict):
    """What is believed of a creator's next package."""

    expected_multiple: str
    multiple_low: str
    multiple_high: str
    probability_profitable: float
    probability_next_profitable: float
    effective_orders: str
    strength: Strength
    price: str | None
    expected_profit: str | None
    profit_low: str | None
    profit_high: str | None
    value_of_test: str | None
    parts: list[Part]


class NextCycleLine(TypedDict):
    """What the next cycle holds for one creator, beside the last one."""

    creator_id: str
    turn: Turn
    packages: int
    price: str | None
    cost: str
    expected_profit: str
    value_of_test: str
    is_new: bool
    reason: str
    last_packages: int
    last_cost: str | None
    last_gross_profit: str | None


class NextCycle(TypedDict):
    """Whom to book in the next cycle; without one, why it cannot be planned."""

    hindrance: str | None
    budget: str | None
    budget_is_told: bool
    cycles_left: int
    spent: str | None
    unspent: str | None
    unspent_reason: str | None
    partners: int
    partners_reason: str | None
    expected_profit: str | None
    profit_low: str | None
    profit_high: str | None
    probability_profitable: float | None
    is_exact: bool
    shortfall: str | None
    lines: list[NextCycleLine]
    not_booked: int


class PatternResult(TypedDict):
    """An angle told in a niche by several creators, and what it returned."""

    angle: str
    niche: str
    creators: list[str]
    earners: int
    cost: str
    gross_profit: str
    orders: str | None
    multiple: str
    expected_multiple: str
    multiple_low: str
    multiple_high: str
    probability_winning: float
    is_winning: bool


class BenchedCreator(TypedDict):
    """Somebody who was not booked in the last cycle and has a reason to be."""

    creator_id: str
    is_proven: bool
    last_cycle: int | None
    reasons: list[str]


class Prior(TypedDict):
    """Where a belief begins for creators of one audience tier."""

    tier: str
    multiple: str
    basis: str
    source: str
    read_on: str
    creators: int


class Assumptions(TypedDict):
    """How sure the figures of next packages are, and what was assumed for them."""

    effective_orders: str | None
    judged: int
    cannot_tell: int
    least_effective_orders: int
    untracked: str
    priors: list[Prior]
