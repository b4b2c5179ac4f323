"""Outlook results: what an evaluation believes and plans, as the document has it.

Nothing is computed here; every figure is the evaluation's own, written as text.
"""

from __future__ import annotations

from collections import Counter

from influence._amounts import exact_text
from influence.allocation import Allocation, Change
from influence.bookings import Booking
from influence.creator_lines import CreatorLine
from influence.decisions import DecisionPolicy
from influence.evaluation import Evaluation
from influence.outlooks import Outlook
from influence.patterns import Pattern
from influence.ratios import decimal_of
from influence.report._outlook_document import (
    Assumptions,
    BenchedCreator,
    NextCycle,
    NextCycleLine,
    NextPackage,
    Package,
    Part,
    PatternResult,
    Prior,
)
from influence.report._written import amount_text, credit_text, figure_of, number_of


def package_of(one: Booking) -> Package:
    """One package that was booked."""
    earned = one.gross_profit
    return {
        "cycle": one.cycle + 1,
        "angle": one.angle,
        "cost": one.cost.text,
        "exposure": credit_text(one.exposure),
        "clicks": credit_text(one.clicks),
        "orders": credit_text(one.orders),
        "gross_profit": None if earned is None else earned.exact.rounded().text,
        "matured": f"{decimal_of(one.matured.fraction):f}",
    }


def next_package_of(line: CreatorLine) -> NextPackage | None:
    """What is believed of a creator's next package."""
    outlook, decision, price = line.outlook, line.decision, line.candidate.price
    if outlook is None:
        return None
    low, high = outlook.interval()
    worst, best = decision.profit_interval or (None, None)
    return {
        "expected_multiple": exact_text(outlook.score),
        "multiple_low": figure_of(low),
        "multiple_high": figure_of(high),
        "probability_profitable": number_of(outlook.probability_profitable),
        "probability_next_profitable": number_of(outlook.probability_next_profitable),
        "effective_orders": figure_of(outlook.effective_orders),
        "strength": decision.strength or "cannot_tell_yet",
        "price": amount_text(price),
        "expected_profit": amount_text(decision.expected_profit),
        "profit_low": amount_text(worst),
        "profit_high": amount_text(best),
        "value_of_test": amount_text(decision.value_of_one_more_test),
        "parts": _parts(outlook),
    }


def _parts(outlook: Outlook) -> list[Part]:
    """What the expected multiple is made of, to the billionth, so that the parts sum to it."""
    return [{"text": part.text, "amount": f"{decimal_of(part.amount):f}"} for part in outlook.parts]


def next_cycle_of(evaluation: Evaluation) -> NextCycle:
    """Whom to book in the next cycle, beside the last one."""
    found, plan = evaluation.next_cycle, evaluation.book.plan
    if found is None:
        return {**_unplanned(evaluation.no_next_cycle), "cycles_left": plan.cycles_left}
    low, high = found.profit_interval()
    places = {line.creator_id: line.rank for line in evaluation.ranking}
    lines = [_line(change, allocation=found) for change in found.compared_with()]
    lines.sort(key=lambda line: (not line["packages"], places[line["creator_id"]]))
    return {
        "hindrance": None,
        "budget": found.budget.text,
        "budget_is_told": plan.budget is not None,
        "cycles_left": evaluation.prospects.assumptions.cycles_left,
        "spent": found.spent.text,
        "unspent": found.unspent.text,
        "unspent_reason": found.unspent_reason,
        "partners": len(found.booked),
        "partners_reason": found.partners_reason,
        "expected_profit": found.expected_profit.text,
        "profit_low": low.text,
        "profit_high": high.text,
        "probability_profitable": number_of(found.probability_profitable),
        "is_exact": found.is_exact,
        "shortfall": found.shortfall.rounded("ceiling").text,
        "lines": lines,
        "not_booked": len(found.lines) - len(lines),
    }


def _unplanned(hindrance: str) -> NextCycle:
    """A cycle that cannot be planned."""
    return {
        "hindrance": hindrance,
        "budget": None,
        "budget_is_told": False,
        "cycles_left": 1,
        "spent": None,
        "unspent": None,
        "unspent_reason": None,
        "partners": 0,
        "partners_reason": None,
        "expected_profit": None,
        "profit_low": None,
        "profit_high": None,
        "probability_profitable": None,
        "is_exact": False,
        "shortfall": None,
        "lines": [],
        "not_booked": 0,
    }


def _line(change: Change, *, allocation: Allocation) -> NextCycleLine:
    """What the next cycle holds for one creator."""
    line, before = allocation.line(change.creator_id), change.before
    return {
        "creator_id": change.creator_id,
        "turn": change.turn,
        "packages": change.now,
        "price": amount_text(line.price),
        "cost": change.cost.text,
        "expected_profit": line.expected_profit.text,
        "value_of_test": line.value_of_test.text,
        "is_new": line.is_new,
        "reason": line.reason,
        "last_packages": before.packages,
        "last_cost": amount_text(before.cost),
        "last_gross_profit": amount_text(before.gross_profit),
    }


def patterns_result(evaluation: Evaluation) -> list[PatternResult]:
    """Which angle pays in which niche, the likeliest first."""
    return [_pattern(one) for one in evaluation.patterns.found]


def _pattern(one: Pattern) -> PatternResult:
    """One angle in one niche."""
    low, high = one.interval()
    return {
        "angle": one.angle,
        "niche": one.niche,
        "creators": list(one.creators),
        "earners": one.earners,
        "cost": one.cost.text,
        "gross_profit": one.gross_profit.rounded().text,
        "orders": credit_text(one.orders),
        "multiple": figure_of(one.multiple),
        "expected_multiple": figure_of(one.expected_multiple),
        "multiple_low": figure_of(max(low, 0.0)),
        "multiple_high": figure_of(high),
        "probability_winning": number_of(one.probability_winning),
        "is_winning": one.is_winning,
    }


def bench_result(evaluation: Evaluation) -> list[BenchedCreator]:
    """Who was not booked in the last cycle and has a reason to be, the proven first."""
    return [
        {
            "creator_id": one.creator_id,
            "is_proven": one.is_proven,
            "last_cycle": None if one.last_cycle is None else one.last_cycle + 1,
            "reasons": list(one.reasons),
        }
        for one in evaluation.bench
    ]


def assumptions_of(evaluation: Evaluation) -> Assumptions:
    """How sure the figures of next packages are, and what was assumed for them."""
    prospects, policy = evaluation.prospects, evaluation.book.decisions
    least = policy if isinstance(policy, DecisionPolicy) else DecisionPolicy()
    known = [one.outlook for one in evaluation.ranking]
    orders = [outlook.effective_orders for outlook in known if outlook is not None]
    strengths = [one.decision.strength for one in evaluation.ranking]
    return {
        "effective_orders": figure_of(sum(orders)) if orders else None,
        "judged": len(strengths) - strengths.count(None),
        "cannot_tell": strengths.count("cannot_tell_yet"),
        "least_effective_orders": least.least_effective_orders,
        "untracked": prospects.assumptions.learning.untracked.text,
        "priors": _priors(evaluation),
    }


def _priors(evaluation: Evaluation) -> list[Prior]:
    """Where the beliefs begin, for the tiers that the book has."""
    prior = evaluation.prospects.assumptions.prior
    if evaluation.prospects.beliefs is None:
        return []
    found = [prior.benchmark(one.followers) for one in evaluation.prospects.candidates.values()]
    counted = Counter(found)
    return [
        {
            "tier": one.tier,
            "multiple": one.multiple.text,
            "basis": one.basis,
            "source": one.source,
            "read_on": one.read_on.isoformat(),
            "creators": counted[one],
        }
        for one in (*prior.benchmarks, prior.unknown)
        if counted[one]
    ]
