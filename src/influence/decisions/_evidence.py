"""Evidence: what is known of a creator when a decision is made."""

from __future__ import annotations

from typing import Any

import attrs

from influence import _requirements as require
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.ids import CreatorId
from influence.money import Money
from influence.outlooks import Outlook
from influence.trials import AngleTrial

_maybe = attrs.validators.optional


def _is_of_the_creator(
    instance: Evidence, attribute: attrs.Attribute[Any], value: Outlook | None
) -> None:
    """The outlook of the same creator, or none."""
    if value is not None and value.creator_id != instance.creator_id:
        rule = f"be that of {instance.creator_id}"
        raise InvalidInputError(require.place(instance, attribute), rule, value.creator_id)


@attrs.frozen(kw_only=True)
class Evidence:
    """What is known of a creator when the decision is made.

    Args:
        creator_id: Who.
        spend: Everything that the creator cost.
        revenue: Net sales; ``None`` when unknown.
        profit: Gross profit less spend; ``None`` when unknown.
        profit_in_window: The same with only the sales of the payback window.
        payback_days: Days until gross profit covered the spend; ``None`` when it has not.
        trials: What came of each angle.
        sheet_rank: Place on the ranking sheet.
        creators: How many stand on the sheet.
        outlook: What is believed of the next package; ``None`` when nobody says.
        price: What the next package costs in all; ``None`` when unknown. The outlook is that of a
            package at this price.
        cycles_in_a_row: In how many cycles the creator was booked without a pause until now.
        room: How many packages more than last time could be booked; ``None`` when nobody says, and
            then there is room.

    Raises:
        InvalidInputError: The outlook is another creator's, the price is not above zero, or a count
            is below 0.
        CurrencyMismatchError: Price and spend differ in currency.
    """

    creator_id: CreatorId
    spend: Money
    revenue: Money | None
    profit: Money | None
    profit_in_window: Money | None
    payback_days: int | None
    trials: tuple[AngleTrial, ...]
    sheet_rank: int
    creators: int
    outlook: Outlook | None = attrs.field(default=None, validator=_is_of_the_creator)
    price: Money | None = attrs.field(default=None, validator=_maybe(require.is_positive_money))
    cycles_in_a_row: int = attrs.field(default=0, validator=require.is_count)
    room: int | None = attrs.field(default=None, validator=_maybe(require.is_count))

    def __attrs_post_init__(self) -> None:
        if self.price is not None and self.price.currency != self.spend.currency:
            rule = f"be in {self.spend.currency} as the spend is"
            raise CurrencyMismatchError("Evidence.price", rule, self.price)

    @property
    def missed(self) -> int:
        """How many angles missed."""
        return sum(trial.verdict == "missed" for trial in self.trials)

    @property
    def is_untried(self) -> bool:
        """Whether nothing was spent, nothing published and nothing earned."""
        is_idle = self.spend.is_zero and not any(trial.posts for trial in self.trials)
        return is_idle and not self.has_earned

    @property
    def has_paid_back(self) -> bool:
        """Whether gross profit within the payback window is above the spend."""
        return self.profit_in_window is not None and self.profit_in_window.is_positive

    @property
    def has_earned(self) -> bool:
        """Whether gross profit is known to be above the spend."""
        return self.profit is not None and self.profit.is_positive
