"""What is due: every statement that a ledger's facts call for at a moment.

    facts → performance of each creator in each currency → statement against the account

The ledger says what happened and what was booked; the terms say what that is worth. An account that
cannot be settled is named with its reason, and the others are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import attrs

from influence.errors import InfluenceError, InvalidInputError
from influence.ids import CreatorId
from influence.payments import PaymentRule, Performance
from influence.periods import Period, microseconds
from influence.settlement._account import Account
from influence.settlement._closing import account_of, closed
from influence.settlement._known_facts import KnownFacts
from influence.settlement._ledger import GENESIS, Conflict, Ledger, Receipt
from influence.settlement._policy import SettlementPolicy
from influence.settlement._settle import settle
from influence.settlement._statement import Statement


@attrs.frozen(kw_only=True)
class Due:
    """What is due at a moment.

    Args:
        statements: One for each account, by creator and currency.
        unsettled: Accounts that could not be settled, each with its reason.
        waiting: Refunds and disputes of orders that nobody has told yet, in words.
        conflicts: What was told in two ways, for a person to decide.
    """

    statements: tuple[Statement, ...]
    unsettled: Mapping[str, str]
    waiting: tuple[str, ...]
    conflicts: tuple[Conflict, ...]


@attrs.frozen(kw_only=True)
class Settlement:
    """Everything that was agreed about paying, for all creators of a campaign.

    Args:
        terms: What was agreed with each creator.
        policy: Hold, minimum payout, accrual periods and pay-out rail.
        currency: The currency of the campaign: of counts, and of whoever has sold nothing yet.
        start: When the deals begin; accrual periods are counted from it.
    """

    terms: Mapping[CreatorId, PaymentRule]
    policy: SettlementPolicy
    currency: str
    start: dt.datetime

    def due(self, ledger: Ledger, *, as_of: dt.datetime) -> Due:
        """The statements of every creator with terms, at the moment *as_of*.

        Raises:
            InvalidInputError: *as_of* has no offset, or lies before a closed statement.
        """
        facts = KnownFacts.of(ledger, as_of=as_of)
        statements: list[Statement] = []
        unsettled: dict[str, str] = {}
        for creator_id, rule in sorted(self.terms.items()):
            changed = facts.changed_terms(creator_id, rule)
            if changed:
                unsettled[creator_id] = changed
                continue
            period = _up_to(as_of, start=self.start)
            for did in facts.performances(creator_id, period=period, currency=self.currency):
                account = _account(ledger, creator_id, did.currency)
                _refuse_earlier(account, as_of=as_of)
                try:
                    statements.append(self._statement(rule, did, account, as_of=as_of))
                except InfluenceError as error:
                    unsettled[account.account_id] = str(error)
        return Due(
            statements=tuple(statements),
            unsettled=unsettled,
            waiting=facts.waiting,
            conflicts=tuple(ledger.conflicts()),
        )

    def _statement(
        self, rule: PaymentRule, did: Performance, account: Account, *, as_of: dt.datetime
    ) -> Statement:
        """One account's statement."""
        return settle(
            rule,
            did,
            creator_id=account.creator_id,
            policy=self.policy,
            as_of=as_of,
            account=account,
        )


def close(ledger: Ledger, statements: Iterable[Statement]) -> Receipt:
    """Book *statements* for good, in one transaction; one that changes nothing is left out.

    Closing the same statement once more changes nothing. One that was drawn up before somebody
    else closed another of its number is refused and kept as a conflict.
    """
    return ledger.close(
        closed(one, previous_hash=_hash_before(ledger, one))
        for one in statements
        if not one.changes_nothing
    )


def _hash_before(ledger: Ledger, statement: Statement) -> str:
    """The hash of the statement that it follows in its account."""
    known = ledger.statements(statement.account.account_id)
    return known[statement.account.statements - 1].hash if statement.account.statements else GENESIS


def _account(ledger: Ledger, creator_id: CreatorId, currency: str) -> Account:
    """What a ledger has booked for a creator in a currency."""
    known = ledger.statements(f"{creator_id}/{currency}")
    return account_of(creator_id, currency, known)


def _refuse_earlier(account: Account, *, as_of: dt.datetime) -> None:
    """Refuse to settle before the last closed statement: it would undo what is closed."""
    last = account.as_of
    if last is not None and microseconds(as_of) < microseconds(last):
        rule = f"not lie before the last statement of {account.account_id}, {last.isoformat()}"
        raise InvalidInputError("as_of", rule, as_of.isoformat())


def _up_to(moment: dt.datetime, *, start: dt.datetime) -> Period:
    """From the beginning to a moment, which may lie before it."""
    if microseconds(start) < microseconds(moment):
        return Period(start, moment)
    return Period(moment.astimezone(dt.UTC) - dt.timedelta(microseconds=1), moment)
