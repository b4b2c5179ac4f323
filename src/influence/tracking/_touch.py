"""Touch: a visitor meeting a mark."""

from __future__ import annotations

import datetime as dt

import attrs

from influence import _requirements as require
from influence.ids import TouchId, VisitorId, validated_id
from influence.periods import microseconds
from influence.tracking._mark import KINDS, Kind


@attrs.frozen(kw_only=True)
class Touch:
    """A visitor meeting a mark; ``moment`` is *at* in whole microseconds since 1970 in UTC.

    Args:
        touch_id: Identifies it.
        at: When, with its offset.
        visitor_id: Who.
        kind: ``link``, ``code``, ``dm`` or ``landing``.
        value: The UTM content, the code, the message, or the name on the landing page.
        referrer: The page that the visitor came from, where known.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
    """

    touch_id: TouchId = attrs.field(validator=validated_id)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    visitor_id: VisitorId = attrs.field(validator=validated_id)
    kind: Kind = attrs.field(validator=require.one_of(KINDS))
    value: str = attrs.field(validator=require.is_text)
    referrer: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_text)
    )
    moment: int = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "moment", microseconds(self.at))
