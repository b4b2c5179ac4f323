"""Faults: whatever in a ledger does not agree with the rest.

    facts       canonical text
    statements  numbers without gaps, each following the hash of the one before, each with its hash
    balances    Σ booked, Σ paid, and what is carried, computed anew

A damaged ledger is told about, not tripped over: nothing that is wrong with it raises an error.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final, Protocol, runtime_checkable

import attrs

from influence.errors import InfluenceError, InvalidInputError
from influence.settlement._chain import figures_of, nothing_booked, rightful_hash
from influence.settlement._ledger import Balance, ClosedStatement, Ledger, is_canonical

_DERIVED: Final = ("statements", "booked", "paid", "carried", "head")


@attrs.frozen(kw_only=True)
class LedgerFault:
    """Something in a ledger that does not agree with the rest.

    Args:
        what: What is wrong, in words, such as ``statement maya/USD/3``.
        rule: What it must do.
        expected: What would have agreed; empty where the rule says it.
        found: What was there.
        account: The account it is about, if it is about one.
        statement_id: The statement it is about, if it is about one.

    Example:
        >>> print(LedgerFault(what="balance maya/USD", rule="tell paid", expected="5", found="7"))
        balance maya/USD must tell paid 5, got '7'
    """

    what: str
    rule: str
    expected: str = ""
    found: str
    account: str = ""
    statement_id: str = ""

    def __str__(self) -> str:
        rule = f"{self.rule} {self.expected}" if self.expected else self.rule
        return f"{self.what} must {rule}, got {self.found!r}"


@runtime_checkable
class Inspected(Protocol):
    """A ledger that can tell what is wrong with the place where it keeps everything."""

    def damages(self) -> Sequence[LedgerFault]:
        """What is wrong with a file or database, whatever stands in it."""
        ...


def faults_of(ledger: Ledger) -> tuple[LedgerFault, ...]:
    """Everything in a ledger that does not agree with the rest.

    While others write, look through a ledger that was opened to look: it sees one moment.
    """
    checks: list[Callable[[], Iterable[LedgerFault]]] = [
        lambda: _fact_faults(ledger),
        lambda: _statement_faults(ledger),
        lambda: _balance_faults(ledger),
    ]
    if isinstance(ledger, Inspected):
        checks.insert(0, ledger.damages)
    return tuple(fault for check in checks for fault in _told(check))


def _told(check: Callable[[], Iterable[LedgerFault]]) -> Iterator[LedgerFault]:
    """The faults that a check finds; what cannot even be read is one of them."""
    try:
        yield from check()
    except InfluenceError as error:
        yield LedgerFault(what=error.what, rule=error.rule, found=str(error.value))


def _fact_faults(ledger: Ledger) -> Iterator[LedgerFault]:
    """Facts whose text is not canonical."""
    for fact in ledger.facts():
        if not is_canonical(fact.content):
            what = f"{fact.kind} {fact.fact_id}"
            yield LedgerFault(what=what, rule="hold canonical JSON", found=fact.content)


def _statement_faults(ledger: Ledger) -> Iterator[LedgerFault]:
    """Where the statements of an account do not follow each other."""
    for account, statements in groupby(ledger.statements(), key=lambda one: one.account):
        before = nothing_booked(account)
        for one in statements:
            after = _counted(one, after=before)
            yield from _broken_links(one, before=before)
            yield from _wrong_figures(one, after=after)
            before = after


def _counted(statement: ClosedStatement, *, after: Balance) -> Balance:
    """The balance after a statement, be it right or wrong; what cannot be read counts nothing."""
    try:
        figures = figures_of(statement)
    except InvalidInputError:
        figures = {"booked": 0, "paid": 0}
    return Balance(
        account=after.account,
        statements=statement.number,
        booked=after.booked + figures["booked"],
        paid=after.paid + figures["paid"],
        carried=after.carried + figures["booked"] - figures["paid"],
        head=statement.hash,
    )


def _broken_links(statement: ClosedStatement, *, before: Balance) -> Iterator[LedgerFault]:
    """Where a statement does not follow the one before, or is not what was hashed."""
    links = (
        ("have the number", before.statements + 1, statement.number),
        ("follow the hash", before.head, statement.previous_hash),
        ("have the hash", rightful_hash(statement), statement.hash),
    )
    for rule, expected, found in links:
        if expected != found:
            yield _of_statement(statement, rule=rule, expected=expected, found=found)


def _wrong_figures(statement: ClosedStatement, *, after: Balance) -> Iterator[LedgerFault]:
    """Figures that cannot be read, or that do not carry what is left."""
    try:
        carried = figures_of(statement)["carried"]
    except InvalidInputError as error:
        yield _of_statement(statement, rule=error.rule, expected="", found=error.value)
        return
    if carried != after.carried:
        yield _of_statement(statement, rule="carry", expected=after.carried, found=carried)


def _of_statement(
    statement: ClosedStatement, *, rule: str, expected: object, found: object
) -> LedgerFault:
    """A fault of a statement."""
    return LedgerFault(
        what=f"statement {statement.statement_id}",
        rule=rule,
        expected=str(expected),
        found=str(found),
        account=statement.account,
        statement_id=statement.statement_id,
    )


def _balance_faults(ledger: Ledger) -> Iterator[LedgerFault]:
    """Balances that are not what the statements add up to."""
    kept = {balance.account: balance for balance in ledger.balances()}
    expected: dict[str, Balance] = {}
    for one in ledger.statements():
        before = expected.get(one.account, nothing_booked(one.account))
        expected[one.account] = _counted(one, after=before)
    for account in sorted({*kept, *expected}):
        right = expected.get(account, nothing_booked(account))
        found = kept.get(account, nothing_booked(account))
        for figure in _DERIVED:
            told, wanted = str(getattr(found, figure)), str(getattr(right, figure))
            if told != wanted:
                yield LedgerFault(
                    what=f"balance {account}",
                    rule=f"tell {figure}",
                    expected=wanted,
                    found=told,
                    account=account,
                )
