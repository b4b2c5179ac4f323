"""The document: what a report says, as one JSON value.

``influence report BOOK --json`` prints it; the page and the terminal table are drawn from it and
from nothing else. Amounts, credits and rates are decimal text in the campaign's currency, so that
no reader has to trust a binary fraction; what is undefined (a zero denominator) or not known is
``None``, never zero. Whole things that are only ever counted (clicks, leads, days) are integers.

The keys are described one by one in ``docs/reference/report-json.md`` and checked by
``schema.json``.
"""

from __future__ import annotations

from typing import Literal, TypedDict

from influence.report._outlook_document import (
    Assumptions,
    BenchedCreator,
    NextCycle,
    NextPackage,
    Package,
    PatternResult,
)
from influence.report._path_document import Paths

Grain = Literal["touches_and_orders", "results", "mixed"]
Decision = Literal["scale", "renew", "retest", "hold", "drop"]
Verdict = Literal["earned", "missed", "untested"]
Severity = Literal["error", "warning", "note"]
Design = Literal["holdout", "difference_in_differences"]
EffectVerdict = Literal["above_zero", "below_zero", "cannot_tell"]
Tally = int | str
"""A whole number, or decimal text where an attribution model shares one between creators."""


class Offer(TypedDict):
    """What the campaign offers; a part that was not agreed is ``None``."""

    product: str | None
    primary_action: str | None
    urgency: str | None
    deadline: str | None
    landing_page: str | None


class AttributionTerms(TypedDict):
    """How orders were credited."""

    model: str
    lookback_days: int
    precedence: str


class Counts(TypedDict):
    """How many rows of each kind the book holds, and how many were refused."""

    creators: int
    deals: int
    posts: int
    touches: int
    orders: int
    cancelled_orders: int
    test_orders: int
    refunds: int
    leads: int
    results: int
    costs: int
    controls: int
    holdouts: int
    rejected_rows: int


class Economics(TypedDict):
    """What was spent, what came of it and what is owed, for a creator or for the campaign."""

    customers: str | None
    leads: Tally | None
    signups: Tally | None
    clicks: Tally | None
    gross_profit: str | None
    spend: str
    profit: str | None
    revenue_roi: str | None
    profit_roi: str | None
    roas: str | None
    cost_per_click: str | None
    cost_per_lead: str | None
    cost_per_acquisition: str | None
    break_even_margin: str | None
    break_even_orders: str | None
    payback_days: int | None
    payable: str
    accrued: str
    held: str


class Totals(Economics):
    """The campaign; ``orders`` and ``revenue`` count orders that nobody is credited with too."""

    orders: str | None
    revenue: str | None
    credited_orders: str | None
    credited_revenue: str | None
    shared_costs: str


class Incremental(TypedDict):
    """What would not have come without the campaign; without a control, why that is not known."""

    sentence: str
    design: Design | None
    verdict: EffectVerdict | None
    confidence: str | None
    baseline: str | None
    incremental_revenue: str | None
    incremental_low: str | None
    incremental_high: str | None
    no_interval: str | None
    lift: str | None
    incremental_roas: str | None
    incremental_roas_low: str | None
    incremental_roas_high: str | None
    incremental_conversions: str | None
    incremental_conversions_low: str | None
    incremental_conversions_high: str | None
    p_value: float | None
    working: list[str]


class CodeResult(TypedDict):
    """What one discount code brought in."""

    code: str
    orders: str
    revenue: str
    gross_profit: str | None


class AngleResult(TypedDict):
    """How one angle of the campaign did with one creator."""

    angle: str
    posts: int
    gross_profit: str | None
    cost: str
    verdict: Verdict


class Line(TypedDict):
    """One line of a statement or of the costs; the lines add up to their total."""

    text: str
    amount: str


class CreatorResult(Economics):
    """One creator: what came back, what it cost, what is owed, what to do next and why."""

    creator_id: str
    name: str
    platform: str | None
    handle: str | None
    followers: int | None
    tier: str | None
    rank: int
    sheet_rank: int | None
    profit_rank: int | None
    orders: str | None
    signup_conversion: str | None
    revenue: str | None
    average_order_value: str | None
    repeat_rate: str | None
    shared_cost: str | None
    codes: list[CodeResult]
    metrics: dict[str, int]
    rates: dict[str, str]
    angles: list[AngleResult]
    missed_angles: int
    statement: list[Line]
    costs: list[Line]
    decision: Decision
    reasons: list[str]
    probability_profitable: float | None
    packages: list[Package]
    next_package: NextPackage | None
    next_packages: int | None
    next_reason: str | None
    stage: str | None
    next_stage: str | None
    stage_reasons: list[str]
    working: list[str]


class UnattributedReason(TypedDict):
    """Orders nobody is credited with, for one reason."""

    reason: str
    orders: str
    revenue: str


class Unattributed(TypedDict):
    """Orders nobody is credited with."""

    orders: str
    revenue: str
    reasons: list[UnattributedReason]


class DocumentFinding(TypedDict):
    """One thing that is wrong, doubtful or worth knowing, with the place it was seen."""

    code: str
    severity: Severity
    where: str
    message: str


class Document(TypedDict):
    """A whole report; ``creators`` come in the order of their rank."""

    schema: Literal[1]
    campaign: str
    name: str
    currency: str
    time_zone: str
    starts: str
    ends: str
    as_of: str
    grain: Grain
    ranked_by: str
    success_metrics: list[str]
    offer: Offer
    attribution: AttributionTerms
    counts: Counts
    totals: Totals
    incrementality: Incremental
    next_cycle: NextCycle
    patterns: list[PatternResult]
    bench: list[BenchedCreator]
    assumptions: Assumptions
    creators: list[CreatorResult]
    unattributed: Unattributed
    paths: Paths
    findings: list[DocumentFinding]
