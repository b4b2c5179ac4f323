"""Mark: a link, code or keyword that belongs to a creator."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.ids import CreatorId, validated_id
from influence.tracking._code_terms import CodeTerms
from influence.tracking._normal_form import normal_form, words

Kind = Literal["code", "dm", "link", "landing"]

#: In the order in which touches of the same instant stand.
KINDS: tuple[Kind, ...] = get_args(Kind)

# Nobody types a keyword of more words, and a message of a thousand has to be read quickly.
MOST_WORDS = 8

_ALWAYS = CodeTerms()


@attrs.frozen(kw_only=True)
class Mark:
    """A link, code or keyword that belongs to one creator.

    Args:
        kind: ``link``, ``code``, ``dm`` or ``landing``; a link's mark also names its landing page.
        value: As it is written.
        creator_id: Whose it is.
        terms: Since when, until when and how often; of codes only.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> Mark(kind="dm", value="Spring deal!", creator_id="maya").key
        'springdeal'
    """

    kind: Kind = attrs.field(validator=require.one_of(KINDS))
    value: str = attrs.field(validator=require.is_text)
    creator_id: CreatorId = attrs.field(validator=validated_id)
    terms: CodeTerms = attrs.field(
        default=_ALWAYS, validator=require.is_a(CodeTerms, called="the terms of a code")
    )

    def __attrs_post_init__(self) -> None:
        if self.kind == "dm" and len(words(self.value)) > MOST_WORDS:
            raise InvalidInputError("dm mark", f"be at most {MOST_WORDS} words", self.value)
        if not self.key:
            raise InvalidInputError(f"{self.kind} mark", "hold a letter or a digit", self.value)
        if self.kind != "code" and self.terms != _ALWAYS:
            raise InvalidInputError(f"{self.kind} mark", "be a code to have terms", self.value)

    @property
    def key(self) -> str:
        """The form by which it is found; two marks of a kind with the same one are the same."""
        return "".join(words(self.value)) if self.kind == "dm" else normal_form(self.value)

    def is_owned(self, at: dt.datetime) -> bool:
        """Whether it is the creator's at a moment."""
        return not self.terms.are_dated or self.terms.hold(at)
