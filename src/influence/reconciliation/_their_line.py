"""Their line: one line of a statement that somebody else drew up."""

from __future__ import annotations

import attrs

from influence import _requirements as require
from influence.ids import validated_id
from influence.money import Money

_optional_line = attrs.validators.optional(require.is_line)


@attrs.frozen(kw_only=True)
class TheirLine:
    """What they say is owed, and as much as they say of why.

    Args:
        creator_id: To whom, as they write it; it need not be a creator of the book.
        amount: How much; what they take back is below zero.
        order_id: For which order; ``None`` when the line is for more than one.
        period: For which accrual period: its first day, or its month such as ``2026-03``.
        basis: What they pay for, such as ``order`` or ``post``.
        rate: What they pay for each.
        count: How many they paid for.
        place: Where the line stands, such as ``theirs.csv:3``.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    creator_id: str = attrs.field(validator=validated_id)
    amount: Money = attrs.field(validator=require.is_any_money)
    order_id: str | None = attrs.field(default=None, validator=_optional_line)
    period: str | None = attrs.field(default=None, validator=_optional_line)
    basis: str | None = attrs.field(default=None, validator=_optional_line)
    rate: Money | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_any_money)
    )
    count: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    place: str = attrs.field(default="", kw_only=True)

    @property
    def key(self) -> tuple[str, str | None, str | None]:
        """What it is for: creator, order and period."""
        return self.creator_id, self.order_id, self.period

    @property
    def product(self) -> Money | None:
        """Their rate times their count, where the line tells both."""
        return None if self.rate is None or self.count is None else self.rate * self.count
