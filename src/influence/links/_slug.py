"""Slugs: text as it can stand in a link without being encoded.

    lower case, accents taken off, everything else than a-z 0-9 . _ - becomes one dash

Letters that ASCII does not have and no accent explains are left out, so a name in another script
has no slug. Whoever needs one all the same draws it.
"""

from __future__ import annotations

import re
import unicodedata

_SPELLED = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ħ": "h",
        "ŋ": "n",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
        "'": "",
        "\N{RIGHT SINGLE QUOTATION MARK}": "",
    }
)
_OTHERS = re.compile(r"[^a-z0-9._-]+")
_DASHES = re.compile(r"-{2,}")


def slug(text: str) -> str:
    """The slug of *text*; empty when nothing in it can be written in ASCII.

    Example:
        >>> slug("Lucía Berenguer")
        'lucia-berenguer'
        >>> slug("玛雅")
        ''
    """
    spelled = unicodedata.normalize("NFKD", text).lower().translate(_SPELLED)
    parts = unicodedata.normalize("NFKD", spelled)
    plain = "".join(
        character for character in parts if unicodedata.category(character) not in {"Mn", "Cf"}
    )
    return _DASHES.sub("-", _OTHERS.sub("-", plain)).strip("-._")
