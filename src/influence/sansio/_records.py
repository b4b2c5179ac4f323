"""Records: what platforms tell that no fact of ours has a place for, such as a profile.

Posts, orders, refunds and touches are the facts of ``influence`` itself. What a platform does not
tell is ``None`` with a reason, never zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, cast, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.money import Money
from influence.platforms import Account
from influence.sansio._fact_sheet import FIELD_UNITS, FieldUnit
from influence.shares import Share

WhyNone: TypeAlias = Literal[
    "not_told", "not_permitted", "retired", "too_early", "too_few_people", "hidden", "failed"
]
WHY_NONE: tuple[WhyNone, ...] = get_args(WhyNone)

_optional_line = attrs.validators.optional(require.is_line)
_optional_count = attrs.validators.optional(require.is_count)


@attrs.frozen(kw_only=True)
class Profile:
    """An account as its platform describes it; ``None`` is what it does not tell.

    Args:
        account: Which account.
        name: The name that people read.
        biography: What the account says of itself, untouched.
        followers: How many follow it.
        follows: How many it follows.
        posts: How many posts it has.
        country: Where it is, as ISO 3166 alpha-2.
        is_verified: Whether the platform vouches for it.
    """

    account: Account = attrs.field(validator=require.is_a(Account, called="an Account"))
    name: str | None = attrs.field(default=None, validator=_optional_line)
    biography: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_a(str, called="text"))
    )
    followers: int | None = attrs.field(default=None, validator=_optional_count)
    follows: int | None = attrs.field(default=None, validator=_optional_count)
    posts: int | None = attrs.field(default=None, validator=_optional_count)
    country: str | None = attrs.field(default=None, validator=_optional_line)
    is_verified: bool | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_flag)
    )


def _frozen(parts: Mapping[str, Share]) -> Mapping[str, Share]:
    return MappingProxyType(dict(parts))


def _are_shares(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A table of shares, each from 0 to 1."""
    for part in cast("Mapping[str, object]", value).values():
        require.is_part(instance, attribute, part)


@attrs.frozen(kw_only=True)
class Audience:
    """Who follows an account.

    Args:
        account: Which account.
        at: When the platform counted.
        by: What it is parted by, such as ``country``, ``age`` or ``gender``.
        parts: The share of each part; what is withheld is not in it, so they may sum to less than
            1.
    """

    account: Account = attrs.field(validator=require.is_a(Account, called="an Account"))
    at: dt.datetime = attrs.field(validator=require.has_offset)
    by: str = attrs.field(validator=require.is_line)
    parts: Mapping[str, Share] = attrs.field(converter=_frozen, validator=_are_shares, hash=False)


@attrs.frozen(kw_only=True)
class Reading:
    """One figure of one post, or why there is none.

    Args:
        post_id: Which post, by the platform's own id.
        metric: Which metric, in our words.
        at: When it was read, or counted where the platform tells.
        value: The figure; ``None`` when there is none.
        unit: What one of it is.
        why_none: Why there is no figure; given exactly when *value* is ``None``.

    Raises:
        InvalidInputError: A field breaks its rule, or there is neither figure nor reason, or both.

    Example:
        >>> reading = Reading(
        ...     post_id="p1",
        ...     metric="saves",
        ...     at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
        ...     why_none="not_permitted",
        ... )
        >>> reading.value is None
        True
    """

    post_id: str = attrs.field(validator=require.is_line)
    metric: str = attrs.field(validator=require.is_line)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    value: int | Money | None = attrs.field(default=None)
    unit: FieldUnit = attrs.field(default="count", validator=require.one_of(FIELD_UNITS))
    why_none: WhyNone | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.one_of(WHY_NONE))
    )

    def __attrs_post_init__(self) -> None:
        if (self.value is None) == (self.why_none is None):
            rule = "have a value, or a reason why there is none"
            raise InvalidInputError("Reading", rule, (self.value, self.why_none))
        is_number = require.is_whole(self.value) and self.value >= 0
        if self.value is not None and not is_number and not isinstance(self.value, Money):
            rule = "be a whole number of at least 0, or an amount"
            raise InvalidInputError("Reading.value", rule, self.value)


@attrs.frozen(kw_only=True)
class Connection:
    """What a platform says of the connection itself.

    Args:
        who: Whose token it is, as the platform calls them.
        scopes: The scopes that the token has.
        expires_at: When the token ends; ``None`` when it does not, or nobody says.
    """

    who: str = attrs.field(validator=require.is_line)
    scopes: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    expires_at: dt.datetime | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.has_offset)
    )
