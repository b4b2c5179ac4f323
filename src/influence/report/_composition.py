"""Composition: an evaluation as the document that everything shown is drawn from.

Nothing is computed here; every figure is the evaluation's own, written as text.
"""

from __future__ import annotations

from influence.campaign_book import Book
from influence.evaluation import Evaluation
from influence.findings import Finding
from influence.report._creator_results import creator_result, economics_of
from influence.report._document import (
    AttributionTerms,
    Counts,
    CreatorResult,
    Document,
    DocumentFinding,
    Grain,
    Offer,
    Totals,
    Unattributed,
    UnattributedReason,
)
from influence.report._incremental import incremental_of
from influence.report._outlook_results import (
    assumptions_of,
    bench_result,
    next_cycle_of,
    patterns_result,
)
from influence.report._path_results import paths_result
from influence.report._written import amount_text, credit_text


def document_of(evaluation: Evaluation) -> Document:
    """The document of an evaluation."""
    book = evaluation.book
    campaign = book.campaign
    return {
        "schema": 1,
        "campaign": campaign.campaign_id,
        "name": campaign.name,
        "currency": campaign.currency,
        "time_zone": campaign.time_zone.key,
        "starts": campaign.starts.isoformat(),
        "ends": campaign.ends.isoformat(),
        "as_of": evaluation.as_of.isoformat(),
        "grain": _grain(book),
        "ranked_by": evaluation.ranked_by,
        "success_metrics": list(campaign.success_metrics.names),
        "offer": _offer(book),
        "attribution": _terms(book),
        "counts": _counts(book),
        "totals": _totals(evaluation),
        "incrementality": incremental_of(evaluation),
        "next_cycle": next_cycle_of(evaluation),
        "patterns": patterns_result(evaluation),
        "bench": bench_result(evaluation),
        "assumptions": assumptions_of(evaluation),
        "creators": _creators(evaluation),
        "unattributed": _unattributed(evaluation),
        "paths": paths_result(evaluation.paths),
        "findings": [_finding(finding) for finding in evaluation.findings],
    }


def _grain(book: Book) -> Grain:
    """Which of the two grains the book holds."""
    has_facts = bool(book.orders or book.touches)
    if book.results:
        return "mixed" if has_facts else "results"
    return "touches_and_orders"


def _offer(book: Book) -> Offer:
    """What the campaign offers."""
    offer = book.campaign.offer
    if offer is None:
        return Offer(
            product=None, primary_action=None, urgency=None, deadline=None, landing_page=None
        )
    return {
        "product": offer.product,
        "primary_action": offer.primary_action,
        "urgency": offer.urgency,
        "deadline": None if offer.deadline is None else offer.deadline.isoformat(),
        "landing_page": offer.landing_page,
    }


def _terms(book: Book) -> AttributionTerms:
    """How orders were credited."""
    policy = book.attribution
    return {
        "model": policy.model.name,
        "lookback_days": policy.lookback_days,
        "precedence": policy.precedence,
    }


def _counts(book: Book) -> Counts:
    """How many rows of each kind there are."""
    statuses = [order.status for order in book.orders]
    return {
        "creators": len(book.creators),
        "deals": len(book.deals),
        "posts": len(book.posts),
        "touches": len(book.touches),
        "orders": statuses.count("paid"),
        "cancelled_orders": statuses.count("cancelled"),
        "test_orders": statuses.count("test"),
        "refunds": len(book.refunds),
        "leads": len(book.leads),
        "results": len(book.results),
        "costs": len(book.costs),
        "controls": len(book.controls),
        "holdouts": len(book.holdouts),
        "rejected_rows": book.rejected_rows,
    }


def _totals(evaluation: Evaluation) -> Totals:
    """The campaign as a whole."""
    totals, economics = evaluation.totals, evaluation.totals.economics
    return {
        "orders": credit_text(totals.orders),
        "revenue": amount_text(totals.revenue),
        "credited_orders": credit_text(economics.orders),
        "credited_revenue": amount_text(economics.revenue),
        **economics_of(economics, payback_day=totals.payback_day, owed=totals),
        "shared_costs": totals.shared_costs.text,
    }


def _creators(evaluation: Evaluation) -> list[CreatorResult]:
    """Every creator, best first, with the equal part of the shared costs."""
    book = evaluation.book
    bearers = (deal.creator_id for deal in book.deals)
    shared = dict(zip(bearers, evaluation.totals.shared_each, strict=True))
    cycle = evaluation.next_cycle
    planned = {} if cycle is None else {line.creator_id: line for line in cycle.lines}
    return [
        creator_result(
            line,
            book=book,
            shared_cost=shared.get(line.creator_id),
            planned=planned.get(line.creator_id),
        )
        for line in evaluation.ranking
    ]


def _unattributed(evaluation: Evaluation) -> Unattributed:
    """The orders that nobody earned, by the reason."""
    totals = evaluation.totals
    return {
        "orders": str(totals.unattributed_orders),
        "revenue": totals.unattributed_revenue.text,
        "reasons": [
            UnattributedReason(
                reason=missed.reason, orders=str(len(missed.order_ids)), revenue=missed.net.text
            )
            for missed in evaluation.board.earnings.missed
        ],
    }


def _finding(finding: Finding) -> DocumentFinding:
    """One finding."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "where": finding.where,
        "message": finding.message,
    }
