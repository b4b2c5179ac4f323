"""The offers document: a comparison as one JSON value.

``influence offers FILE --json`` prints it. Amounts are decimal text in its currency, and what is
not known is null.
"""

from __future__ import annotations

from typing import TypedDict

from influence.money import Money
from influence.offers import CASES, Case, Comparison, Outlook

_SCHEMA = 1


class CaseDocument(TypedDict):
    """What an offer comes to in one case."""

    orders: int
    sales: str
    gross_profit: str | None
    fee: str
    fee_share: str | None
    cost: str
    profit: str | None
    payback_days: int | None
    working: list[str]


class OfferDocument(TypedDict):
    """One offer."""

    name: str
    rule: str
    first_break_even: int | None
    break_even: int | None
    break_even_sales: str | None
    cases: dict[str, CaseDocument]


class StretchDocument(TypedDict):
    """Which offers cost least at some numbers of orders."""

    first: int
    last: int
    offers: list[str]


class ComparisonDocument(TypedDict):
    """Offers side by side."""

    schema: int
    currency: str
    most: int
    offers: list[OfferDocument]
    costs_least: list[StretchDocument]


def comparison_document(found: Comparison) -> ComparisonDocument:
    """The document of a comparison."""
    return ComparisonDocument(
        schema=_SCHEMA,
        currency=found.expectation.currency,
        most=found.expectation.most,
        offers=[_offer(outlook) for outlook in found.outlooks],
        costs_least=[
            StretchDocument(first=one.first, last=one.last, offers=list(one.offers))
            for one in found.stretches
        ],
    )


def _offer(outlook: Outlook) -> OfferDocument:
    """One offer."""
    return OfferDocument(
        name=outlook.offer.name,
        rule=outlook.offer.terms.name,
        first_break_even=outlook.first_break_even,
        break_even=outlook.break_even,
        break_even_sales=_text(outlook.break_even_sales),
        cases={case: _case(outlook, case) for case in CASES},
    )


def _case(outlook: Outlook, case: Case) -> CaseDocument:
    """One case of an offer."""
    one = outlook.cases[case]
    return CaseDocument(
        orders=one.orders,
        sales=one.sales.text,
        gross_profit=_text(one.gross_profit),
        fee=one.fee.text,
        fee_share=None if one.fee_share is None else str(one.fee_share),
        cost=one.cost.text,
        profit=_text(one.profit),
        payback_days=outlook.payback_days(case),
        working=[f"{step.text}: {step.result}" for step in one.why("profit").steps],
    )


def _text(amount: Money | None) -> str | None:
    """An amount as decimal text, if it is known."""
    return None if amount is None else amount.text
