"""Draws: what is made up where a name gives nothing, the same on every machine and every day.

    SHA-256 of purpose, attempt and id → a number → letters

No dice: the same creator draws the same letters for ever, whoever else is in the book.
"""

from __future__ import annotations

import hashlib

#: What is drawn has none of 0 O Q, 1 I L, 2 Z, 5 S, 8 B, 6 G, U V.
ALPHABET = "ACDEFHJKMNPRTWXY3479"
CONSONANTS = "CDFHJKMNPRTWXY"
VOWELS = "AE"
DIGITS = "3479"


def draw(key: str, *, purpose: str, attempt: int = 0) -> int:
    """A number that belongs to *key*."""
    text = f"{purpose}\0{attempt}\0{key}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:16], "big")


def drawn(number: int, *, pattern: tuple[str, ...]) -> str:
    """A character out of each alphabet of *pattern*, by *number*.

    Example:
        >>> drawn(0, pattern=("AB", "CD"))
        'AC'
    """
    letters: list[str] = []
    for alphabet in pattern:
        number, place = divmod(number, len(alphabet))
        letters.append(alphabet[place])
    return "".join(letters)
