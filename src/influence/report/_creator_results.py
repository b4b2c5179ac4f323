"""Creator results: the lines of an evaluation as the document has them.

Nothing is computed here; every figure is the evaluation's own, written as text.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypedDict

from influence.allocation import AllocationLine
from influence.campaign_book import Book
from influence.creator_lines import CreatorLine
from influence.money import Money
from influence.payments import FeeLine
from influence.ratios import decimal_of
from influence.report._document import AngleResult, CodeResult, CreatorResult, Economics, Line
from influence.report._outlook_document import NextPackage, Package
from influence.report._outlook_results import next_package_of, package_of
from influence.report._written import amount_text, count_of, credit_text, rate_text
from influence.roi import UnitEconomics

#: The figures whose working is written under each creator.
_WORKINGS = ("gross_profit", "spend", "profit", "payable", "sheet_rank", "decision")


def creator_result(
    line: CreatorLine, *, book: Book, shared_cost: Money | None, planned: AllocationLine | None
) -> CreatorResult:
    """One creator of the document.

    Args:
        line: What came of them.
        book: The book.
        shared_cost: Their equal part of the shared costs.
        planned: What the next cycle holds for them.
    """
    economics, decision, progress = line.economics, line.decision, line.progress
    creator = line.card.creator
    terms = () if line.statement is None else line.statement.accrued_fee.working
    return {
        "creator_id": creator.creator_id,
        "name": creator.name,
        "platform": next(iter(creator.platforms), None),
        "handle": None if creator.handle is None else creator.handle.name,
        "followers": creator.followers,
        "tier": creator.tier(book.tiers),
        "rank": line.rank,
        "sheet_rank": line.sheet.rank,
        "profit_rank": None if line.profit is None else line.by_profit.rank,
        "orders": credit_text(economics.orders),
        "revenue": amount_text(economics.revenue),
        **economics_of(economics, payback_day=line.payback_day, owed=line),
        "shared_cost": amount_text(shared_cost),
        "signup_conversion": rate_text(economics.signup_conversion),
        "average_order_value": amount_text(economics.average_order_value),
        "repeat_rate": rate_text(economics.repeat_rate),
        "codes": _codes(line),
        "metrics": {name: known.total for name, known in line.card.tallies.items()},
        "rates": {name: f"{decimal_of(rate):f}" for name, rate in line.card.rates.items()},
        "angles": _angles(line),
        "missed_angles": decision.evidence.missed,
        "statement": _lines(terms),
        "costs": _lines(line.spend_lines.others),
        "decision": decision.label,
        "reasons": list(decision.reasons),
        **_ahead(line, planned=planned),
        "stage": None if progress is None else progress.stage,
        "next_stage": None if progress is None else progress.next_stage,
        "stage_reasons": [] if progress is None else list(progress.reasons),
        "working": _working(line),
    }


def _working(line: CreatorLine) -> list[str]:
    """The sums behind the figures; of an outlook only where there is one."""
    names = _WORKINGS if line.outlook is None else (*_WORKINGS, "outlook")
    return [text for name in names for text in str(line.why(name)).splitlines()]


class _Ahead(TypedDict):
    """The keys of a creator that look ahead."""

    probability_profitable: float | None
    packages: list[Package]
    next_package: NextPackage | None
    next_packages: int | None
    next_reason: str | None


def _ahead(line: CreatorLine, *, planned: AllocationLine | None) -> _Ahead:
    """What was booked, what is believed of the next package, and how many are planned."""
    package = next_package_of(line)
    return {
        "probability_profitable": (None if package is None else package["probability_profitable"]),
        "packages": [package_of(one) for one in line.candidate.bookings],
        "next_package": package,
        "next_packages": None if planned is None else planned.packages,
        "next_reason": None if planned is None else planned.reason,
    }


class Owed(Protocol):
    """Whoever knows what is owed: a creator's line, or the totals."""

    @property
    def payable(self) -> Money:
        """What can be paid now."""
        ...

    @property
    def accrued(self) -> Money:
        """What everything credited so far has earned."""
        ...

    @property
    def held(self) -> Money:
        """What is earned and not yet past its hold."""
        ...


def economics_of(economics: UnitEconomics, *, payback_day: int | None, owed: Owed) -> Economics:
    """The figures that a creator and the campaign have in common."""
    return {
        "customers": credit_text(economics.customers),
        "leads": count_of(economics.leads),
        "signups": count_of(economics.signups),
        "clicks": count_of(economics.clicks),
        "gross_profit": amount_text(economics.gross_profit),
        "spend": economics.spend.text,
        "profit": amount_text(economics.profit),
        "revenue_roi": rate_text(economics.revenue_roi),
        "profit_roi": rate_text(economics.profit_roi),
        "roas": rate_text(economics.roas),
        "cost_per_click": amount_text(economics.cost_per_click),
        "cost_per_lead": amount_text(economics.cost_per_lead),
        "cost_per_acquisition": amount_text(economics.cost_per_acquisition),
        "break_even_margin": rate_text(economics.break_even_margin),
        "break_even_orders": rate_text(economics.break_even_orders),
        "payback_days": payback_day,
        "payable": owed.payable.text,
        "accrued": owed.accrued.text,
        "held": owed.held.text,
    }


def _codes(line: CreatorLine) -> list[CodeResult]:
    """What each of the creator's codes brought in."""
    return [
        {
            "code": one.code,
            "orders": str(decimal_of(one.orders)),
            "revenue": one.revenue.text,
            "gross_profit": amount_text(one.gross_profit),
        }
        for one in line.codes
    ]


def _angles(line: CreatorLine) -> list[AngleResult]:
    """What came of each of the creator's angles."""
    return [
        {
            "angle": trial.angle,
            "posts": trial.posts,
            "gross_profit": amount_text(trial.gross_profit),
            "cost": trial.cost.text,
            "verdict": trial.verdict,
        }
        for trial in line.trials
    ]


def _lines(lines: Iterable[FeeLine]) -> list[Line]:
    """Lines of a statement or of costs."""
    return [{"text": line.text, "amount": line.amount.text} for line in lines]
