"""Called off: pieces that the brand no longer wants, with the share of their price that is owed."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.deliverables import KINDS
from influence.shares import Share


@attrs.frozen(kw_only=True)
class CalledOff:
    """So many pieces of a kind that were called off, for which a kill fee is owed.

    Args:
        name: The kind of deliverable.
        at: When they were called off.
        count: How many pieces.
        share: The share of their price that is owed.
        fact: Names what it rests on.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The kind is not known; the close one is named.
    """

    name: str = attrs.field(validator=require.one_of(KINDS))
    at: dt.datetime = attrs.field(validator=require.has_offset)
    count: int = attrs.field(validator=require.at_least(1))
    share: Share = attrs.field(validator=require.is_part)
    fact: str = attrs.field(validator=require.is_line)
