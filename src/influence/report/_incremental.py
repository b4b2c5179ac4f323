"""Incremental: what the control of a book says, as the document writes it."""

from __future__ import annotations

from influence.evaluation import Evaluation
from influence.incrementality import Effect, Incrementality
from influence.report._document import Incremental
from influence.report._written import amount_text, credit_text, rate_text

_P_PLACES = 6


def incremental_of(evaluation: Evaluation) -> Incremental:
    """What would not have come without the campaign, or why nobody knows."""
    found = evaluation.incrementality
    return _untold(evaluation.not_incremental) if found is None else incremental_document(found)


def _untold(sentence: str) -> Incremental:
    """Without a control there is no figure."""
    return {
        "sentence": sentence,
        "design": None,
        "verdict": None,
        "confidence": None,
        "baseline": None,
        "incremental_revenue": None,
        "incremental_low": None,
        "incremental_high": None,
        "no_interval": None,
        "lift": None,
        "incremental_roas": None,
        "incremental_roas_low": None,
        "incremental_roas_high": None,
        "incremental_conversions": None,
        "incremental_conversions_low": None,
        "incremental_conversions_high": None,
        "p_value": None,
        "working": [],
    }


def incremental_document(found: Incrementality) -> Incremental:
    """What a test against a control says, as the document writes it."""
    low, high = found.revenue_interval or (None, None)
    roas_low, roas_high = found.iroas_interval or (None, None)
    reason = None if found.revenue is None else found.revenue.no_interval or None
    conversions = found.conversions
    ends = None if conversions is None else conversions.interval
    return {
        "sentence": found.in_words(),
        "design": found.design,
        "verdict": found.verdict,
        "confidence": credit_text(found.confidence.fraction),
        "baseline": amount_text(found.baseline),
        "incremental_revenue": amount_text(found.incremental_revenue),
        "incremental_low": amount_text(low),
        "incremental_high": amount_text(high),
        "no_interval": reason,
        "lift": rate_text(found.lift),
        "incremental_roas": rate_text(found.iroas),
        "incremental_roas_low": rate_text(roas_low),
        "incremental_roas_high": rate_text(roas_high),
        "incremental_conversions": _count(conversions),
        "incremental_conversions_low": None if ends is None else credit_text(ends.low),
        "incremental_conversions_high": None if ends is None else credit_text(ends.high),
        "p_value": None if found.p_value is None else round(found.p_value, _P_PLACES),
        "working": _working(found),
    }


def _count(conversions: Effect | None) -> str | None:
    """Incremental conversions."""
    return None if conversions is None else credit_text(conversions.incremental)


def _working(found: Incrementality) -> list[str]:
    """The lines behind the incremental revenue, or behind the conversions."""
    figure = "incremental_conversions" if found.revenue is None else "incremental_revenue"
    return [f"{step.text}: {step.result}" for step in found.why(figure).steps]
