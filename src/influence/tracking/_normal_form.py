"""Normal form: how marks and messages are compared, however people typed them."""

from __future__ import annotations

import unicodedata


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
