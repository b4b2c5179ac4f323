"""The settlement document: every statement of a settlement, as one JSON value.

``influence settle BOOK --json`` prints it. Amounts are decimal text in the currency of their
statement. The keys are described in ``docs/reference/settlement-json.md`` and checked by
``settlement_schema.json``.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TypedDict, cast

from influence.payouts import Payouts
from influence.report._document import DocumentFinding
from influence.settlement import Statement, StatementLine

_SCHEMA = 1


class SettlementLine(TypedDict):
    """What changed in one accrual period."""

    kind: str
    period: str
    amount: str
    text: str
    facts: list[str]


class HeldBack(TypedDict):
    """An order that is not paid yet."""

    order_id: str
    reason: str


class StatementDocument(TypedDict):
    """One account's statement."""

    statement_id: str
    creator_id: str
    currency: str
    accrued: str
    held: str
    carried_in: str
    earned: str
    adjustments: str
    payable: str
    paid_out: str
    residual: str
    carried_out: str
    lines: list[SettlementLine]
    held_orders: list[HeldBack]
    working: list[str]


class SettlementDocument(TypedDict):
    """Every statement of a settlement."""

    schema: int
    campaign: str
    as_of: str
    statements: list[StatementDocument]
    findings: list[DocumentFinding]


def settlement_document(payouts: Payouts) -> SettlementDocument:
    """The document of a settlement."""
    return {
        "schema": _SCHEMA,
        "campaign": payouts.book.campaign.campaign_id,
        "as_of": payouts.as_of.isoformat(),
        "statements": [_statement(one) for one in payouts.statements],
        "findings": [
            {
                "code": one.code,
                "severity": one.severity,
                "where": one.where,
                "message": one.message,
            }
            for one in payouts.findings
        ],
    }


def settlement_schema() -> dict[str, object]:
    """Read the JSON Schema (draft 2020-12) of the settlement document."""
    written = resources.files("influence.report").joinpath("settlement_schema.json")
    return cast("dict[str, object]", json.loads(written.read_text(encoding="utf-8")))


def _statement(statement: Statement) -> StatementDocument:
    """One statement."""
    return {
        "statement_id": statement.statement_id,
        "creator_id": statement.creator_id,
        "currency": statement.currency,
        "accrued": statement.accrued.text,
        "held": statement.held.text,
        "carried_in": statement.carried_in.text,
        "earned": statement.earned.text,
        "adjustments": statement.adjustments.text,
        "payable": statement.payable.text,
        "paid_out": statement.paid_out.text,
        "residual": statement.residual.text,
        "carried_out": statement.carried_out.text,
        "lines": [_line(line) for line in statement.lines],
        "held_orders": [
            {"order_id": one.order_id, "reason": one.reason} for one in statement.held_orders
        ],
        "working": str(statement.payable_working()).splitlines(),
    }


def _line(line: StatementLine) -> SettlementLine:
    """One line."""
    return {
        "kind": line.kind,
        "period": line.period,
        "amount": line.amount.text,
        "text": line.text,
        "facts": list(line.facts),
    }
