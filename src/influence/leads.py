"""Leads: people who asked to be spoken to, booked, or signed up, before they bought."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.ids import LeadId, VisitorId, validated_id

__all__ = ["KINDS", "Kind", "Lead"]

Kind = Literal["lead", "signup", "booking"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@attrs.frozen(kw_only=True)
class Lead:
    """One lead of one visitor.

    Args:
        lead_id: Identifies it.
        at: When, with its offset.
        visitor_id: Who.
        kind: ``lead``, ``signup`` or ``booking``.
        qualified: Whether it was judged worth pursuing; ``None`` when nobody judged.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    lead_id: LeadId = attrs.field(validator=validated_id)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    visitor_id: VisitorId = attrs.field(validator=validated_id)
    kind: Kind = attrs.field(default="lead", validator=require.one_of(KINDS))
    qualified: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_flag)
    )

    @property
    def counts(self) -> bool:
        """Whether it counts: everything that nobody judged unqualified."""
        return self.qualified is not False
