"""Code terms: from when, until when, how often and how strongly a code speaks for its creator."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.periods import microseconds

CodeCredit = Literal["always", "if_involved", "if_winner"]
CODE_CREDITS: tuple[CodeCredit, ...] = get_args(CodeCredit)


@attrs.frozen(kw_only=True)
class CodeTerms:
    """What was agreed of one code.

    Args:
        starts: The first moment at which it is the creator's; ``None``: from the beginning.
        ends: The first moment at which it is no longer; ``None``: never.
        limit: For how many paid orders it counts; ``None``: any number.
        priority: Of several owned codes on an order the one of the highest priority speaks, and of
            equal ones the last applied.
        credit: ``always``, ``if_involved`` (only when its owner was met within the lookback),
            ``if_winner`` (only when its owner was met last), or ``None``: as the campaign says.

    Raises:
        InvalidInputError: It ends before it starts, or a field breaks its rule.
        UnknownNameError: *credit* is not known; the close one is named.

    Example:
        >>> spring = CodeTerms(ends=dt.datetime(2026, 4, 1, tzinfo=dt.UTC))
        >>> spring.hold(dt.datetime(2026, 3, 31, tzinfo=dt.UTC)), spring.hold(spring.ends)
        (True, False)

    Source: S190.
    """

    starts: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    ends: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
    limit: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.at_least(1))
    )
    priority: int = attrs.field(default=0, validator=require.is_count)
    credit: CodeCredit | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(CODE_CREDITS))
    )

    def __attrs_post_init__(self) -> None:
        if self.starts is None or self.ends is None:
            return
        if microseconds(self.ends) <= microseconds(self.starts):
            rule = f"be after its start {self.starts.isoformat()}"
            raise InvalidInputError("end of a code", rule, self.ends.isoformat())

    @property
    def are_dated(self) -> bool:
        """Whether the code is the creator's for a part of the time only."""
        return self.starts is not None or self.ends is not None

    def hold(self, at: dt.datetime) -> bool:
        """Whether the code is the creator's at a moment."""
        moment = microseconds(at)
        begun = self.starts is None or microseconds(self.starts) <= moment
        return begun and (self.ends is None or moment < microseconds(self.ends))

    def overlap(self, other: CodeTerms) -> bool:
        """Whether some moment is in the time of both."""
        return _begins_before_end(self, other) and _begins_before_end(other, self)

    def __str__(self) -> str:
        start = "the beginning" if self.starts is None else self.starts.isoformat()
        end = "" if self.ends is None else f" until {self.ends.isoformat()}"
        return f"from {start}{end}"


def _begins_before_end(one: CodeTerms, other: CodeTerms) -> bool:
    """Whether *one* begins before the other is over."""
    if one.starts is None or other.ends is None:
        return True
    return microseconds(one.starts) < microseconds(other.ends)
