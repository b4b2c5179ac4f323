"""Tracking: the marks that lead from a sale back to a creator.

A mark is a link (its UTM content), a discount code, a keyword in a direct message, or a landing
page. A touch is a visitor meeting one. Marks are compared in one normal form, so that ``Maya 15``
typed at a checkout is the code ``MAYA15``, and a keyword is found wherever its words stand together
in a message. Who wins when several marks speak is for ``influence.attribution``.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId, TouchId, VisitorId, validated_id

__all__ = ["KINDS", "Kind", "Mark", "Owners", "Touch", "normal_form", "words"]

Kind = Literal["code", "dm", "link", "landing"]

#: In the order in which touches of the same instant stand.
KINDS: tuple[Kind, ...] = get_args(Kind)

# Nobody types a keyword of more words, and a message of a thousand has to be read quickly.
_MOST_WORDS = 8


def normal_form(mark: str) -> str:
    """The form in which marks are compared: compatibility characters, case and spaces folded.

    Example:
        >>> normal_form("Maya 15")
        'maya15'
    """
    folded = unicodedata.normalize("NFKC", mark).casefold()
    return "".join(unicodedata.normalize("NFKC", folded).split())


def words(message: str) -> tuple[str, ...]:
    """The words of a direct message in normal form.

    Example:
        >>> words("Deal, please!")
        ('deal', 'please')
    """
    folded = unicodedata.normalize("NFKC", message).casefold()
    spaced = "".join(character if character.isalnum() else " " for character in folded)
    return tuple(spaced.split())


@attrs.frozen(kw_only=True)
class Touch:
    """A visitor meeting a creator's mark.

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


@attrs.frozen(kw_only=True)
class Mark:
    """A link, code or keyword that belongs to one creator.

    Args:
        kind: ``link``, ``code``, ``dm`` or ``landing``; a link's mark also names its landing page.
        value: As it is written.
        creator_id: Whose it is.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> Mark(kind="dm", value="Spring deal!", creator_id="maya").key
        'springdeal'
    """

    kind: Kind = attrs.field(validator=require.one_of(KINDS))
    value: str = attrs.field(validator=require.is_text)
    creator_id: CreatorId = attrs.field(validator=validated_id)

    def __attrs_post_init__(self) -> None:
        if self.kind == "dm" and len(words(self.value)) > _MOST_WORDS:
            raise InvalidInputError("dm mark", f"be at most {_MOST_WORDS} words", self.value)
        if not self.key:
            raise InvalidInputError(f"{self.kind} mark", "hold a letter or a digit", self.value)

    @property
    def key(self) -> str:
        """The form by which it is found; two marks of a kind with the same one are the same."""
        return "".join(words(self.value)) if self.kind == "dm" else normal_form(self.value)


@attrs.frozen
class Owners:
    """Who owns which mark.

    Args:
        marks: Every mark; no two creators may share one of the same kind.

    Raises:
        InvalidInputError: Two creators share a mark.

    Example:
        >>> owners = Owners((Mark(kind="code", value="MAYA15", creator_id="maya"),))
        >>> owners.of("code", "maya15")
        'maya'
    """

    marks: tuple[Mark, ...] = attrs.field(validator=require.are(Mark, called="marks"))
    _by_kind: Mapping[Kind, Mapping[str, CreatorId]] = attrs.field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        by_kind: dict[Kind, dict[str, CreatorId]] = {kind: {} for kind in KINDS}
        for mark in self.marks:
            owner = by_kind[mark.kind].setdefault(mark.key, mark.creator_id)
            if owner != mark.creator_id:
                rule = f"belong to one creator, not to both {owner} and {mark.creator_id}"
                raise InvalidInputError(f"{mark.kind} mark", rule, mark.value)
        by_kind["landing"] = {**by_kind["link"], **by_kind["landing"]}
        object.__setattr__(self, "_by_kind", by_kind)

    def of(self, kind: Kind, value: str) -> CreatorId | None:
        """The creator whose mark *value* is, or ``None`` when nobody's.

        Of several keywords in one message the first counts.
        """
        known = self._by_kind[kind]
        if kind == "dm":
            return next((known[run] for run in _runs(words(value)) if run in known), None)
        return known.get(normal_form(value))

    def of_touch(self, touch: Touch) -> CreatorId | None:
        """The creator whom *touch* met, or ``None``."""
        return self.of(touch.kind, touch.value)

    def of_codes(self, codes: Iterable[str]) -> tuple[tuple[str, CreatorId | None], ...]:
        """Each code with its owner, in the given order."""
        return tuple((code, self.of("code", code)) for code in codes)


def _runs(spoken: tuple[str, ...]) -> Iterator[str]:
    """The words that stand together, joined: from each word on, the longer runs first."""
    for start in range(len(spoken)):
        for end in range(min(start + _MOST_WORDS, len(spoken)), start, -1):
            yield "".join(spoken[start:end])
