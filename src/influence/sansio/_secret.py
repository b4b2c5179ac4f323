"""The secret: a token, key or password that can be used and never seen.

It shows as ``Secret(…)`` wherever Python would show it; it cannot be pickled, written as JSON or
joined to text by mistake. Whoever needs the text itself calls ``revealed``, and a search for that
word finds every place.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Callable
from typing import Final, NoReturn, SupportsIndex, final

from influence.errors import InvalidInputError

_SHOWN: Final = "Secret(…)"


@final
class Secret:
    """A text that must not be seen.

    Args:
        text: The token, key or password.

    Raises:
        InvalidInputError: *text* is not text, is empty, or holds a character that no header can
            carry; the message does not show it.

    Example:
        >>> token = Secret("s3cr3t-t0ken")
        >>> print(token, [token], f"{token:>12}")
        Secret(…) [Secret(…)] Secret(…)
        >>> token.after("Bearer ").revealed()
        'Bearer s3cr3t-t0ken'
    """

    __slots__ = ("_reveal",)

    def __init__(self, text: str, /) -> None:
        """Keep the text in a closure, where no printer of attributes or slots finds it."""
        if not _is_printable(text):
            rule = "be printable text that is not empty"
            raise InvalidInputError("secret", rule, type(text).__name__)
        self._reveal: Callable[[], str] = lambda: text

    def revealed(self) -> str:
        """The text itself."""
        return self._reveal()

    def after(self, prefix: str) -> Secret:
        """The secret with open text before it, such as ``Bearer ``."""
        return Secret(prefix + self._reveal())

    def as_password_of(self, user: str) -> Secret:
        """What HTTP's basic authentication sends for *user* with this password."""
        pair = f"{user}:{self._reveal()}".encode()
        return Secret("Basic " + base64.b64encode(pair).decode("ascii"))

    def __repr__(self) -> str:
        return _SHOWN

    def __str__(self) -> str:
        return _SHOWN

    def __format__(self, spec: str) -> str:
        return _SHOWN

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._reveal().encode(), other._reveal().encode())

    def __hash__(self) -> int:
        return hash((Secret, self._reveal()))

    def __copy__(self) -> Secret:
        return self

    def __deepcopy__(self, memo: object) -> Secret:
        return self

    def __reduce_ex__(self, protocol: SupportsIndex) -> NoReturn:
        """Refuse to be pickled: a pickle is a file that anyone can read."""
        raise InvalidInputError("secret", "stay in its process", "a pickle of it")


def _is_printable(text: object) -> bool:
    """Whether it is text that a header can carry; a caller may have sent anything."""
    return isinstance(text, str) and bool(text) and text.isprintable()
