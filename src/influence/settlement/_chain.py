"""Chain: statements that cannot be changed without anybody noticing.

    hash    = SHA-256(previous hash, statement id, account, number, content)
    balance = balance before + the statement's figures

Every statement names the hash of the one before it, so a change of one breaks all that follow. What
is wrong in a ledger after all is for ``faults_of``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final, cast

from influence._requirements import is_whole
from influence.errors import InvalidInputError, InvalidTransitionError
from influence.settlement._ledger import GENESIS, Balance, ClosedStatement, is_canonical, keepable

_FIGURES: Final = ("booked", "paid", "carried")
_BOUND: Final = 10**18
_LONGEST_ID: Final = 2_000


def chained(
    *, statement_id: str, account: str, number: int, content: str, previous_hash: str
) -> ClosedStatement:
    """The statement with its hash."""
    parts = (previous_hash, statement_id, account, number, content)
    return ClosedStatement(
        statement_id=statement_id,
        account=account,
        number=number,
        content=content,
        previous_hash=previous_hash,
        hash=sha256(json.dumps(parts).encode("ascii")).hexdigest(),
    )


def rightful_hash(statement: ClosedStatement) -> str:
    """The hash that a statement has to have for what it says."""
    return chained(
        statement_id=statement.statement_id,
        account=statement.account,
        number=statement.number,
        content=statement.content,
        previous_hash=statement.previous_hash,
    ).hash


def nothing_booked(account: str) -> Balance:
    """The balance of an account before its first statement."""
    return Balance(account=account, statements=0, booked=0, paid=0, carried=0, head=GENESIS)


def figures_of(statement: ClosedStatement) -> Mapping[str, int]:
    """What a statement booked, paid and carried, in minor units.

    Raises:
        InvalidInputError: The content is no canonical JSON, or a figure is no whole number below
            10¹⁸.
    """
    what = f"statement {statement.statement_id}"
    if not is_canonical(statement.content):
        raise InvalidInputError(what, "hold canonical JSON", statement.content)
    content = cast("dict[str, Any]", json.loads(statement.content))
    for figure in _FIGURES:
        value = content.get(figure)
        if not is_whole(value) or abs(value) >= _BOUND:
            raise InvalidInputError(what, f"hold {figure} as a whole number below 10^18", value)
    return {figure: content[figure] for figure in _FIGURES}


def carried_on(statement: ClosedStatement, *, after: Balance) -> Balance:
    """The balance after a statement that is the next one of its account.

    Args:
        statement: The statement.
        after: The balance before it.

    Raises:
        InvalidTransitionError: Its number or its previous hash is another; somebody has closed a
            statement since it was drawn up.
        InvalidInputError: Its hash is not that of its content, or a figure is wrong.

    Example:
        >>> content = '{"booked":500,"carried":0,"paid":500}'
        >>> place = {"statement_id": "maya/USD/1", "account": "maya/USD", "number": 1}
        >>> first = chained(**place, content=content, previous_hash=GENESIS)
        >>> carried_on(first, after=nothing_booked("maya/USD")).paid
        500
    """
    _refuse_out_of_turn(statement, after=after)
    _refuse_unsound(statement)
    figures = figures_of(statement)
    balance = Balance(
        account=after.account,
        statements=statement.number,
        booked=after.booked + figures["booked"],
        paid=after.paid + figures["paid"],
        carried=after.carried + figures["booked"] - figures["paid"],
        head=statement.hash,
    )
    what = f"statement {statement.statement_id}"
    if figures["carried"] != balance.carried:
        rule = f"carry {balance.carried}, all that was booked less all that was paid"
        raise InvalidInputError(what, rule, figures["carried"])
    most = max(abs(balance.booked), abs(balance.paid))
    if most >= _BOUND:
        raise InvalidInputError(what, "leave a balance below 10^18", most)
    return balance


def _refuse_out_of_turn(statement: ClosedStatement, *, after: Balance) -> None:
    """Refuse a statement that is not the next one."""
    what = f"statement {statement.statement_id}"
    if statement.number != after.statements + 1:
        rule = f"have the number {after.statements + 1}, the next of {statement.account}"
        raise InvalidTransitionError(what, rule, statement.number)
    if statement.previous_hash != after.head:
        rule = f"follow the hash {after.head}, the last of {statement.account}"
        raise InvalidTransitionError(what, rule, statement.previous_hash)


def _refuse_unsound(statement: ClosedStatement) -> None:
    """Refuse a statement that no ledger could keep, or whose hash is wrong."""
    for named, text in (("id", statement.statement_id), ("account", statement.account)):
        rule = keepable(text, longest=_LONGEST_ID)
        if rule:
            raise InvalidInputError(f"{named} of a statement", rule, text)
    expected = rightful_hash(statement)
    if statement.hash != expected:
        what = f"statement {statement.statement_id}"
        raise InvalidInputError(what, f"have the hash {expected}", statement.hash)
