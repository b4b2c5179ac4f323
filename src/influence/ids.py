"""Ids: what tells one creator, order or post from another.

An id is text that the outside world made up, compared character by character. So it must have
characters that can be seen: two ids that look the same on the page must be the same id, or facts
stop finding each other without anyone noticing. The names of the kinds of id are for the reader:
to a type checker each of them is text, as the tables have it.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, TypeAlias

from influence.errors import InvalidInputError

if TYPE_CHECKING:
    import attrs

__all__ = [
    "AngleId",
    "CampaignId",
    "CostId",
    "CreatorId",
    "CustomerId",
    "LeadId",
    "OrderId",
    "PostId",
    "RefundId",
    "TouchId",
    "VisitorId",
    "check_id",
    "validated_id",
]

CreatorId: TypeAlias = str
OrderId: TypeAlias = str
TouchId: TypeAlias = str
RefundId: TypeAlias = str
LeadId: TypeAlias = str
PostId: TypeAlias = str
CostId: TypeAlias = str
CampaignId: TypeAlias = str
AngleId: TypeAlias = str
VisitorId: TypeAlias = str
CustomerId: TypeAlias = str

_MOST_CHARACTERS = 200
# Control, format (zero-width, bidi), surrogate, line and paragraph separators.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def check_id(text: str, *, what: str) -> str:
    """Return *text* if it can be an id.

    Args:
        text: The id as it was given.
        what: Which id it is, for the message.

    Raises:
        InvalidInputError: *text* is not text, is empty, is longer than 200 characters, begins or
            ends with white space, or holds a character that cannot be seen.

    Example:
        >>> check_id("maya", what="creator_id")
        'maya'
    """
    rule = _broken_rule(text)
    if rule:
        raise InvalidInputError(what, rule, text)
    return text


def validated_id(
    instance: object,  # noqa: ARG001  # attrs fixes the signature
    attribute: attrs.Attribute[Any],
    value: str,
) -> None:
    """Check an id in an attrs class, under the name of its attribute."""
    check_id(value, what=attribute.name)


def _broken_rule(text: object) -> str:
    """Return the first rule that *text* breaks as an id, or empty text."""
    if not isinstance(text, str):
        return "be text"
    if not text:
        return "not be empty"
    if len(text) > _MOST_CHARACTERS:
        return f"be at most {_MOST_CHARACTERS} characters long"
    if text[0].isspace() or text[-1].isspace():
        return "not begin or end with white space"
    return "" if _is_seen(text) else "hold no control or invisible characters"


def _is_seen(text: str) -> bool:
    """Tell whether every character of *text* can be seen or is a plain space."""
    if text.isascii():
        return text.isprintable()
    return not any(unicodedata.category(character) in _UNSEEN for character in text)
