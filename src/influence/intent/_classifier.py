"""Classifier: reads what a comment asks for. The built-in one looks for words of lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar, Literal, Protocol, TypeAlias, get_args, runtime_checkable

import attrs

from influence.comments import Comment
from influence.disclosure import Caption
from influence.intent._word_table import WORDS

Cue: TypeAlias = Literal["price", "availability", "results"]
CUES: tuple[Cue, ...] = get_args(Cue)

# Comments are short; what is longer is read no further.
_MOST_LETTERS = 2_000
_SIGNS = frozenset("$€£¥")


@runtime_checkable
class IntentClassifier(Protocol):
    """Reads what a comment asks for.

    It is a pure function of its text: the same comment has the same cues tomorrow.
    """

    #: The word that reports use for it.
    name: ClassVar[str]

    def cues(self, text: str, /, *, language: str | None) -> frozenset[Cue]:
        """What a text asks for; nothing where it asks for none of it."""
        ...


@attrs.frozen(kw_only=True)
class WordLists:
    """Looks for words of lists, in the language of the text, or in all where it is not known.

    A negation is not understood: "not worth the price" asks for a price by these lists.

    Args:
        words: Cue, then language, then words.

    Example:
        >>> sorted(WordLists().cues("How much is it, and does it work?", language="en"))
        ['price', 'results']
    """

    name: ClassVar[str] = "word_lists"

    words: Mapping[str, Mapping[str, tuple[str, ...]]] = WORDS

    def cues(self, text: str, /, *, language: str | None) -> frozenset[Cue]:
        """What a text asks for."""
        caption = Caption(text[:_MOST_LETTERS])
        return frozenset(cue for cue in CUES if self._asks(caption, cue, language=language))

    def _asks(self, caption: Caption, cue: Cue, *, language: str | None) -> bool:
        """Whether a text asks for one thing."""
        by_language = self.words.get(cue, {})
        short = "" if language is None else language.partition("-")[0].lower()
        lists = [by_language[short]] if short in by_language else by_language.values()
        return any(_has(caption, word) for words in lists for word in words)


def _has(caption: Caption, word: str) -> bool:
    """Whether a text has a word; a sign of money counts beside a number."""
    if word in _SIGNS:
        return word in caption.text and any(one.isdecimal() for one in caption.text)
    return caption.place_of(word) is not None


def intents_of(
    comments: Iterable[Comment], *, classifier: IntentClassifier | None = None
) -> dict[str, frozenset[Cue]]:
    """What each comment of others asks for, by its id; what the creator wrote is left out.

    Args:
        comments: The comments.
        classifier: Who reads them; the built-in lists without one.
    """
    reader = classifier or WordLists()
    return {
        comment.comment_id: reader.cues(comment.text, language=comment.language)
        for comment in comments
        if not comment.is_by_creator
    }
