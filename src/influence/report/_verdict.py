"""Verdict: the report in three sentences, and what to do next.

It counts and quotes; it never works out an amount. A creator earned more than it cost when its
profit is above zero, and one whose profit is not known is counted as not known.
"""

from __future__ import annotations

from typing import Final

import attrs

from influence.decisions import LABELS
from influence.report import _figures
from influence.report._document import CreatorResult, Decision, Document

DECISIONS: Final[tuple[Decision, ...]] = LABELS

_JOIN = "\N{NO-BREAK SPACE}"
_MEANINGS: Final[dict[Decision, str]] = {
    "scale": "Spend more with",
    "renew": "Book again",
    "retest": "Test another angle with",
    "hold": "Wait for more evidence on",
    "drop": "Do not renew",
}


@attrs.frozen(kw_only=True)
class Action:
    """One decision and everybody it is for.

    Args:
        decision: The decision.
        meaning: What it asks for, in words that go before a number of creators.
        places: Places in ``document["creators"]``, best ranked first.
    """

    decision: Decision
    meaning: str
    places: tuple[int, ...]


def verdict(document: Document, /) -> tuple[str, ...]:
    """The sentences at the top of the page."""
    digits = _figures.digits_of(document["totals"]["spend"])
    if not document["creators"]:
        return ("The book names no creators, so there is nobody to rank.",)
    if not _tells_sales(document):
        return _without_sales(document, digits=digits)
    return (
        _brought(document, digits=digits),
        _outcome(document, digits=digits),
        _earners(document["creators"]),
    )


def actions(document: Document, /) -> tuple[Action, ...]:
    """What to do next, decision by decision; decisions for nobody are left out."""
    found: list[Action] = []
    for decision in DECISIONS:
        places = tuple(
            place
            for place, creator in enumerate(document["creators"])
            if creator["decision"] == decision
        )
        if places:
            found.append(Action(decision=decision, meaning=_MEANINGS[decision], places=places))
    return tuple(found)


def _tells_sales(document: Document, /) -> bool:
    """Whether the book holds any order or result at all."""
    counts = document["counts"]
    orders = counts["orders"] + counts["cancelled_orders"] + counts["test_orders"]
    return bool(orders or counts["results"])


def _without_sales(document: Document, /, *, digits: int) -> tuple[str, ...]:
    spend = _figures.amount(document["totals"]["spend"], digits=digits)
    cost = f"{document['currency']}{_JOIN}{spend}"
    return (
        f"{_creators(len(document['creators']))} took part, and {cost} was spent.",
        "The book holds no orders and no results, so nobody can say what came back.",
    )


def _brought(document: Document, /, *, digits: int) -> str:
    totals = document["totals"]
    creators = _creators(len(document["creators"]))
    if totals["credited_orders"] is None and totals["credited_revenue"] is None:
        return f"{creators} took part; what they brought is not known."
    revenue = _figures.amount(totals["credited_revenue"], digits=digits)
    worth = f"{document['currency']}{_JOIN}{revenue}"
    if totals["credited_orders"] is None:
        return f"{creators} brought {worth} of revenue."
    orders = f"{creators} brought {_figures.count(totals['credited_orders'])} orders"
    if totals["credited_revenue"] is None:
        return f"{orders}; what those are worth is not known."
    return f"{orders} worth {worth}."


def _outcome(document: Document, /, *, digits: int) -> str:
    totals, currency = document["totals"], document["currency"]
    spend = f"{currency}{_JOIN}{_figures.amount(totals['spend'], digits=digits)}"
    if totals["profit"] is None:
        return f"{spend} was spent; without the gross profit nobody can say if it paid off."
    profit = _figures.number(totals["profit"])
    left = f"{currency}{_JOIN}{_figures.grouped(profit.copy_abs(), digits=digits)}"
    if profit > 0:
        return f"After {spend} of spend, {left} of profit is left."
    if profit < 0:
        return f"It cost {spend}, and the campaign is {left} short of breaking even."
    return f"It cost {spend}, and the campaign broke even."


def _earners(creators: list[CreatorResult], /) -> str:
    known = [creator["profit"] for creator in creators if creator["profit"] is not None]
    unknown = len(creators) - len(known)
    if not known:
        return "Which creators earned more than they cost is not known."
    winners = sum(_figures.number(profit) > 0 for profit in known)
    said = f"{winners} earned more than they cost, {len(known) - winners} did not"
    return f"{said}, and for {unknown} it is not known." if unknown else f"{said}."


def _creators(number: int, /) -> str:
    return f"{_figures.count(number)} {'creator' if number == 1 else 'creators'}"
