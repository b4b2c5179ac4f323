"""Guidelines: what every brief of a campaign says, and never in which words.

A brief gives a goal, facts and limits; the words are the creator's. ``script_signs`` finds what
dictates them all the same. Putting a brief together is for ``influence.briefs``. Source: S1, S3.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import attrs

from influence import _requirements as require

__all__ = ["MOST_QUOTED_WORDS", "Guidelines", "script_signs"]

#: A quoted passage of more words than this is taken for words to be said.
MOST_QUOTED_WORDS = 7

_optional_line = attrs.validators.optional(require.is_line)

# Words that ask for other words, folded. Each was met in briefs of its language.
_DICTATES = (
    "say exactly",
    "say the following",
    "read the following",
    "word for word",
    "verbatim",
    "script:",
    "your lines",
    "repeat after",
    "use these words",
    "must say",
    "mot pour mot",
    "dis exactement",
    "dites exactement",
    "wortwörtlich",
    "wort für wort",
    "sag genau",
    "palabra por palabra",
    "di exactamente",
    "parola per parola",
    "palavra por palavra",
    "woord voor woord",
    "słowo w słowo",
    "kelimesi kelimesine",
    "一字一句",
    "逐字",
    "그대로 말",
    "كلمة بكلمة",
)
_OPENING = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb", '"': '"'}
_FIRST_PERSON = ("i ", "i'm ", "i\u2019m ", "hi guys", "hey guys", "hi everyone", "hey everyone")
_MOST_FIRST_PERSON_WORDS = 5


@attrs.frozen(kw_only=True)
class Guidelines:
    """What every brief of a campaign says.

    Args:
        goal: What the campaign is for, in a sentence.
        talking_points: Facts that may be told, each in a few words.
        usage_guidelines: How the product is used and shown.
        guardrails: What must not be claimed or shown.
        approval_days: How many days before it goes live a draft is to be there.
        contact: The role that answers questions, such as ``creator manager``.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> told = Guidelines(goal="More first orders", guardrails=("no medical claims",))
        >>> told.with_those_of(Guidelines(talking_points=("30 days to send it back",))).goal
        'More first orders'

    Source: S1, S3.
    """

    goal: str | None = attrs.field(default=None, validator=_optional_line)
    talking_points: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    usage_guidelines: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    guardrails: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    approval_days: int | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_count)
    )
    contact: str | None = attrs.field(default=None, validator=_optional_line)

    def with_those_of(self, deal: Guidelines) -> Guidelines:
        """The same, with what a deal says in their place."""
        own = {
            field.name: getattr(deal, field.name)
            for field in attrs.fields(Guidelines)
            if getattr(deal, field.name) not in (None, ())
        }
        return attrs.evolve(self, **own)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text in it."""
        goal = () if self.goal is None else (self.goal,)
        return (*goal, *self.talking_points, *self.usage_guidelines, *self.guardrails)


def script_signs(text: str) -> tuple[str, ...]:
    """What in a text dictates words: phrases, long quotations, lines in the first person.

    Example:
        >>> script_signs("Say exactly: I love this kit")
        ('say exactly',)
        >>> script_signs("Show the kit in the rain")
        ()
    """
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    phrases = (phrase for phrase in _DICTATES if phrase in folded)
    return tuple(dict.fromkeys((*phrases, *_quotations(text), *_first_person(folded))))


def _quotations(text: str) -> Iterator[str]:
    """Quoted passages that are long enough to be words to be said."""
    opened, closing = -1, ""
    for place, character in enumerate(text):
        if opened >= 0 and character in closing:
            passage = text[opened:place]
            if len(passage.split()) > MOST_QUOTED_WORDS:
                yield f"a quotation of {len(passage.split())} words"
            opened, closing = -1, ""
        elif opened < 0 and character in _OPENING:
            opened, closing = place + 1, _OPENING[character]


def _first_person(folded: str) -> Iterator[str]:
    """A line that is written as if the creator said it."""
    is_long = len(folded.split()) > _MOST_FIRST_PERSON_WORDS
    if is_long and folded.startswith(_FIRST_PERSON):
        yield "a line in the first person"
