"""Redaction: a secret is found by its value, wherever it lies and however it is written.

As it is, urlencoded, as base64 (also inside a longer one), as hexadecimal digits, and escaped as in
JSON. What is found is replaced by ``[secret]``.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, quote_plus

from influence.errors import InfluenceError, shown
from influence.sansio import Secret

REDACTED = "[secret]"
_LEAST_ENCODED = 6  # the base64 of less is a few letters, which stand anywhere


class Redaction:
    """Replaces some secrets in texts and bytes.

    Args:
        secrets: The secrets.

    Example:
        >>> redaction = Redaction([Secret("k3y/t0ken").after("Bearer ")])
        >>> redaction.text("key=k3y%2Ft0ken is not valid")
        'key=[secret] is not valid'
    """

    __slots__ = ("_pattern",)

    def __init__(self, secrets: Iterable[Secret]) -> None:
        """Write down every form of every secret, the longest first."""
        forms = {form for secret in secrets for form in _forms(secret.revealed())}
        ordered = sorted(forms, key=lambda form: (-len(form), form))
        parts = b"|".join(re.escape(form) for form in ordered)
        self._pattern = re.compile(parts, re.IGNORECASE) if parts else None

    def __repr__(self) -> str:
        return "Redaction(…)"

    def content(self, content: bytes) -> bytes:
        """*content* with every secret replaced."""
        if self._pattern is None:
            return content
        return self._pattern.sub(REDACTED.encode(), content)

    def text(self, text: str) -> str:
        """*text* with every secret replaced."""
        return self.content(text.encode("utf-8", "surrogatepass")).decode("utf-8", "surrogatepass")

    def value(self, value: object) -> object:
        """*value* as it is, or as redacted text when its text holds a secret."""
        if isinstance(value, str):
            return self.text(value)
        try:
            written = repr(value)
        except ValueError:  # a number of too many digits, which is no secret
            return shown(value)
        told = self.text(written)
        return value if told == written else told

    def clear(self, error: InfluenceError) -> None:
        """Replace every secret in the parts of *error*; its class and traceback stay."""
        error.what, error.rule = self.text(error.what), self.text(error.rule)
        error.value = self.value(error.value)
        error.args = tuple(self.value(part) for part in error.args)


def _forms(text: str) -> Iterator[bytes]:
    """Every way in which *text*, and what it carries inside, may be written."""
    for part in {text, *_carried(text)}:
        yield from _written(part)


def _carried(text: str) -> Iterator[str]:
    """What stands after the word of its scheme: ``Bearer``, or ``Basic`` with its password."""
    scheme, _, rest = text.partition(" ")
    if rest:
        yield rest
    if scheme.lower() == "basic":
        try:
            _, _, password = base64.b64decode(rest, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return
        if password:
            yield password


def _written(text: str) -> Iterator[bytes]:
    """One text as it is, urlencoded, in JSON, in hexadecimal digits and in base64."""
    plain = text.encode()
    urls = {quote(text, safe=""), quote(text), quote_plus(text)}
    in_json = {json.dumps(text)[1:-1], json.dumps(text, ensure_ascii=False)[1:-1]}
    yield plain
    yield from (form.encode() for form in urls | in_json)
    if len(plain) >= _LEAST_ENCODED:
        yield plain.hex().encode()
        yield from _in_base64(plain)


def _in_base64(plain: bytes) -> Iterator[bytes]:
    """The letters that stand for it in base64, whichever of three places it begins at."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + plain)
        # A letter is six bits: those that are shared with what stands before or after are left out.
        first = -(-before * 8 // 6)
        last = (before + len(plain)) * 8 // 6
        inner = whole[first:last]
        yield inner
        yield inner.replace(b"+", b"-").replace(b"/", b"_")
