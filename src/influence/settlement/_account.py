"""Account: what earlier statements booked for one creator in one currency.

    carried = booked − paid

A statement is drawn up against it, and nothing else of the past is looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import attrs

from influence import _requirements as require
from influence._frozen_mapping import FrozenMapping
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId, validated_id
from influence.money import Money


def _frozen(booked: Mapping[str, Money]) -> Mapping[str, Money]:
    """A copy that nobody can change."""
    return FrozenMapping(booked)


@attrs.frozen(kw_only=True)
class Account:
    """What was booked so far.

    Args:
        creator_id: Whose.
        currency: In which currency.
        statements: How many statements were closed.
        as_of: The moment of the last one; ``None`` when there is none.
        booked: What they booked, by the first day of the accrual period.
        paid: What they paid out.

    Raises:
        InvalidInputError: *paid* is below zero, or something is booked without a statement.
        CurrencyMismatchError: An amount is in another currency.
    """

    creator_id: CreatorId = attrs.field(validator=validated_id)
    currency: str = attrs.field(validator=require.is_currency)
    statements: int = attrs.field(default=0, validator=require.is_count)
    as_of: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    booked: Mapping[str, Money] = attrs.field(factory=dict[str, Money], converter=_frozen)
    paid: Money = attrs.field(
        default=attrs.Factory(lambda self: Money.zero(self.currency), takes_self=True),
        validator=require.is_money,
    )

    def __attrs_post_init__(self) -> None:
        for amount in (self.paid, *self.booked.values()):
            if amount.currency != self.currency:
                rule = f"hold only {self.currency}"
                raise CurrencyMismatchError(f"account {self.account_id}", rule, amount)
        if not self.statements and (self.booked or not self.paid.is_zero):
            rule = "have closed a statement before anything is booked or paid"
            raise InvalidInputError(f"account {self.account_id}", rule, self.statements)
        if bool(self.statements) != (self.as_of is not None):
            rule = "know the moment of its last statement, if it has one"
            raise InvalidInputError(f"account {self.account_id}", rule, self.as_of)

    @property
    def account_id(self) -> str:
        """Creator and currency, such as ``maya/USD``."""
        return f"{self.creator_id}/{self.currency}"

    @property
    def total(self) -> Money:
        """Everything that was booked."""
        return Money.total(self.booked.values(), currency=self.currency)

    @property
    def carried(self) -> Money:
        """What was booked and not paid; below zero when more was paid than is owed now."""
        return self.total - self.paid
