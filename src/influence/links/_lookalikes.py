"""Look-alikes: codes that a person copies from a story and may mistake for each other.

    0 O Q    1 I L    2 Z    5 S    6 G    8 B    U V

The digits and letters in one group count as the same when codes are compared, so that no two people
own codes which differ in nothing else. Letters of other alphabets that look like Latin ones are
only folded as far as Unicode calls them compatible.

Source: S75, which folds 0 O and 1 I L; the other groups are our own decision.
"""

from __future__ import annotations

from influence.tracking import normal_form

_FOLDED = str.maketrans(
    {"o": "0", "q": "0", "i": "1", "l": "1", "z": "2", "s": "5", "g": "6", "b": "8", "v": "u"}
)


def look_alike_form(code: str) -> str:
    """The form in which two codes that look alike are equal.

    Example:
        >>> look_alike_form("OLGA-15") == look_alike_form("0l6a I5")
        True
    """
    plain = normal_form(code).translate(_FOLDED)
    # Dashes are read over as spaces are; a code of nothing but signs stays what it is.
    return "".join(character for character in plain if character.isalnum()) or plain
