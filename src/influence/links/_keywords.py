"""Keywords: the word that a follower sends in a direct message.

One for each creator: a real word or two that nobody says anyway. A message is looked through for
words that stand together, so no keyword may be a part of another, and two that are the same without
their spaces are one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from influence.creators import Creator
from influence.errors import InvalidInputError
from influence.links._blocked import blocked_word
from influence.links._draws import draw
from influence.links._words import KEYWORD_WORDS, STOP_WORDS, KeywordWords
from influence.tracking import words as words_of


def runs_of(keyword: str) -> frozenset[str]:
    """Every run of words in *keyword*, joined, as a message is searched for them."""
    spoken = words_of(keyword)
    return frozenset(
        "".join(spoken[start:end])
        for start in range(len(spoken))
        for end in range(start + 1, len(spoken) + 1)
    )


@attrs.define
class TakenKeywords:
    """Keywords in use, and what is inside of them.

    Args:
        keys: The keywords, their words joined.
        runs: Every run of words in one of them.
    """

    keys: set[str] = attrs.field(factory=set[str])
    runs: set[str] = attrs.field(factory=set[str])

    def take(self, keyword: str) -> None:
        """Count *keyword* as in use."""
        self.keys.add("".join(words_of(keyword)))
        self.runs |= runs_of(keyword)

    def is_free(self, keyword: str) -> bool:
        """Whether *keyword* is neither a part of one in use, nor has one in it."""
        return "".join(words_of(keyword)) not in self.runs and not runs_of(keyword) & self.keys


def said_anyway(keyword: str, *, avoided: Iterable[str] = ()) -> str:
    """The word that makes *keyword* ambiguous, because people say all of it anyway; else empty.

    A keyword of several words is only said by chance when each of its words is.
    """
    common = STOP_WORDS | {word for text in avoided for word in words_of(text)}
    spoken = words_of(keyword)
    return spoken[0] if all(word in common for word in spoken) else ""


def keyword_for(
    creator: Creator,
    *,
    taken: Iterable[str] = (),
    avoided: Iterable[str] = (),
    words: KeywordWords = KEYWORD_WORDS,
) -> str:
    """A keyword for *creator* that is no other's, nor a part of it.

    Args:
        creator: For whom.
        taken: Every keyword in use.
        avoided: What people say anyway about this campaign, such as the name of its product.
        words: The words to make it of.

    Raises:
        InvalidInputError: There are more creators than keywords.

    Example:
        >>> keyword_for(Creator(creator_id="maya", name="Maya Okafor"))
        'ALPINE'
    """
    used = TakenKeywords()
    for keyword in taken:
        used.take(keyword)
    return free_keyword(creator, used=used, avoided=avoided, words=words)


def free_keyword(
    creator: Creator, *, used: TakenKeywords, avoided: Iterable[str], words: KeywordWords
) -> str:
    """A keyword for *creator* beside those that are *used*."""
    spoken = {word for text in (*avoided, creator.name) for word in words_of(text)}
    for parts in _candidates(creator, words):
        keyword = " ".join(parts).upper()
        if spoken.isdisjoint(parts) and used.is_free(keyword) and not blocked_word(keyword):
            return keyword
    count = len(words.singles) + len(words.firsts) * len(words.seconds)
    rule = "have one for each creator; give more of them"
    raise InvalidInputError("words for keywords", rule, f"{count} keywords")


def _candidates(creator: Creator, words: KeywordWords) -> Iterator[tuple[str, ...]]:
    """Keywords to try: the single words, then the pairs, each from a place of the creator's own."""
    start = draw(creator.creator_id, purpose="keyword")
    singles, pairs = len(words.singles), len(words.firsts) * len(words.seconds)
    for step in range(singles):
        yield (words.singles[(start + step) % singles],)
    for step in range(pairs):
        first, second = divmod((start + step) % pairs, len(words.seconds))
        yield words.firsts[first], words.seconds[second]
