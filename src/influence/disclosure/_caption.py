"""Caption: a text cut into words with their places, in time that grows with its length alone.

Letters are compared by compatibility and without case. Characters that nobody sees are taken out
and remembered, because a word that is broken by one is hidden from people and from searches.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from functools import cached_property, lru_cache

import attrs

# Scripts that are written without spaces: a word is looked for anywhere in them.
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR")
_HASHES = frozenset("#\uff03\ufe5f")
_JOINERS = frozenset("\u200c\u200d\ufe0f\ufe0e")


@attrs.frozen
class Word:
    """One word of a caption.

    Args:
        text: Its letters, folded.
        at: The place of its first character in the caption.
        is_tag: Whether it is a hashtag.
        is_broken: Whether a character that nobody sees stands inside it.
    """

    text: str
    at: int
    is_tag: bool = False
    is_broken: bool = False


@attrs.frozen
class Caption:
    """A text that is looked through for a disclosure.

    Args:
        text: The text.

    Example:
        >>> Caption("Hello #AD").place_of("ad")
        Word(text='ad', at=7, is_tag=True, is_broken=False)
    """

    text: str

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Its words in order."""
        return tuple(_words(self.text))

    @cached_property
    def _padded(self) -> str:
        """All of it folded, with one space around it and for whatever is no letter or digit."""
        return f" {' '.join(word.text for word in self.words)} "

    @cached_property
    def _first_tags(self) -> dict[str, Word]:
        """The first hashtag of each text."""
        return {word.text: word for word in reversed(self.tags)}

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each word begins in the folded text."""
        starts, at = list[int](), 0
        for word in self.words:
            starts.append(at)
            at += len(word.text) + 1
        return tuple(starts)

    def place_of(self, phrase: str) -> Word | None:
        """The first word of a phrase where the caption has it; ``None`` when it has not.

        A phrase of a script without spaces is found inside a run of it.
        """
        wanted = _folded_phrase(phrase)
        if not wanted:
            return None
        found = self._at(wanted)
        if found is None and _is_unspaced(wanted):
            return next((word for word in self.words if wanted in word.text), None)
        tag = self._first_tags.get(wanted.replace(" ", ""))
        if found is None or tag is None:
            return found or tag
        return min(found, tag, key=_place)

    def _at(self, wanted: str) -> Word | None:
        """The word at which a folded phrase begins as words of their own."""
        at = self._padded.find(f" {wanted} ")
        return None if at < 0 else self.words[bisect_left(self._starts, at)]

    @cached_property
    def tags(self) -> tuple[Word, ...]:
        """Its hashtags."""
        return tuple(word for word in self.words if word.is_tag)

    def hashtags_before(self, word: Word) -> int:
        """How many hashtags stand directly one after the other before a word."""
        count = 0
        for other in self.words:
            if other.at >= word.at:
                return count
            count = count + 1 if other.is_tag else 0
        return count


@lru_cache(maxsize=4096)
def _folded_phrase(phrase: str) -> str:
    """A phrase as a caption is compared with it."""
    return " ".join(word.text for word in _words(phrase))


def _place(word: Word) -> int:
    """Where a word stands."""
    return word.at


def _words(text: str) -> list[Word]:
    """The words of a text."""
    found, letters, start = list[Word](), list[str](), 0
    is_tag = is_broken = False
    for at, character in enumerate(text):
        if _is_unseen(character):
            is_broken = is_broken or (bool(letters) and character not in _JOINERS)
            continue
        if _is_letter(character):
            start = start if letters else at
            letters.append(character)
            continue
        if letters:
            found.append(_word(letters, start, is_tag=is_tag, is_broken=is_broken))
        is_tag, is_broken, letters = character in _HASHES, False, []
        start = at
    if letters:
        found.append(_word(letters, start, is_tag=is_tag, is_broken=is_broken))
    return [word for word in found if word.text]


def _word(letters: list[str], start: int, *, is_tag: bool, is_broken: bool) -> Word:
    """A word of those letters."""
    folded = unicodedata.normalize("NFKC", "".join(letters)).casefold()
    text = unicodedata.normalize("NFC", "".join(folded.split()))
    return Word(text, start, is_tag=is_tag, is_broken=is_broken)


def _is_letter(character: str) -> bool:
    """Whether a character belongs to a word."""
    return character.isalnum() or unicodedata.category(character)[0] == "M" or character == "_"


def _is_unseen(character: str) -> bool:
    """Whether nobody sees a character."""
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


@lru_cache(maxsize=4096)
def _is_unspaced(text: str) -> bool:
    """Whether a text is of a script that is written without spaces."""
    return unicodedata.name(text[0], "").startswith(_UNSPACED)
