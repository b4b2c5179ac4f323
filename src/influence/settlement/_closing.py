"""Closing: from a statement to what a ledger keeps for good, and from there to the account.

    booked of an account = Σ lines of its closed statements
    paid of an account   = Σ paid out of its closed statements

A closed statement holds every figure that was shown, in minor units, so that it can be read by
people and programs that know nothing of this library.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from influence.ids import CreatorId
from influence.money import Money
from influence.payments import Fee, FeeLine
from influence.settlement._account import Account
from influence.settlement._chain import chained
from influence.settlement._ledger import ClosedStatement, canonical
from influence.settlement._statement import Statement


def closed(statement: Statement, *, previous_hash: str) -> ClosedStatement:
    """The statement as a ledger keeps it, after the one with *previous_hash*."""
    return chained(
        statement_id=statement.statement_id,
        account=statement.account.account_id,
        number=statement.account.statements + 1,
        content=canonical(_content(statement)),
        previous_hash=previous_hash,
    )


def account_of(
    creator_id: CreatorId, currency: str, statements: Iterable[ClosedStatement]
) -> Account:
    """The account that closed statements add up to.

    Args:
        creator_id: Whose.
        currency: In which currency.
        statements: The statements of this account, in their order.
    """
    booked: Counter[str] = Counter()
    paid, count = 0, 0
    as_of: dt.datetime | None = None
    for one in statements:
        content: dict[str, Any] = json.loads(one.content)
        for line in content["lines"]:
            booked[line["period"]] += line["amount"]
        paid, count = paid + content["paid"], one.number
        as_of = dt.datetime.fromisoformat(content["as_of"])
    return Account(
        creator_id=creator_id,
        currency=currency,
        statements=count,
        as_of=as_of,
        booked={period: Money.from_minor(minor, currency) for period, minor in booked.items()},
        paid=Money.from_minor(paid, currency),
    )


def _content(statement: Statement) -> dict[str, object]:
    """Every figure of a statement."""
    booked = statement.earned + statement.adjustments
    carried = statement.carried_out + statement.residual
    return {
        "creator_id": statement.creator_id,
        "currency": statement.currency,
        "as_of": statement.as_of.astimezone(dt.UTC).isoformat(),
        "carried_in": statement.carried_in.minor,
        "lines": [
            {
                "kind": line.kind,
                "period": line.period,
                "amount": line.amount.minor,
                "text": line.text,
                "facts": list(line.facts),
            }
            for line in statement.lines
        ],
        "booked": booked.minor,
        "payable": statement.payable.minor,
        "carried_out": statement.carried_out.minor,
        "residual": statement.residual.minor,
        "paid": statement.paid_out.minor,
        "carried": carried.minor,
        "accrued": statement.accrued.minor,
        "held": statement.held.minor,
        "held_orders": [[one.order_id, one.reason] for one in statement.held_orders],
        "entitlement": _lines(statement.eligible_fee),
    }


def _lines(fee: Fee) -> list[dict[str, object]]:
    """The working of a fee."""
    return [_line(line) for line in fee.working]


def _line(line: FeeLine) -> dict[str, object]:
    """A line of a fee; the facts stand with the statement's own lines."""
    return {"text": line.text, "amount": line.amount.minor}
