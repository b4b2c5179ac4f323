"""Tape: bytes that are read as one small choice after the other.

A whole performance is drawn as one run of bytes, because a single draw of Hypothesis costs about as
much as everything that a rule does with it. Past the end, and on a zero, the choice is the first
one; so the first option is always the plainest, and shrinking the bytes makes a plainer case.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_BYTE = 256


class Tape:
    """Choices, read from bytes.

    Args:
        code: The bytes.

    Example:
        >>> tape = Tape(bytes([7, 1]))
        >>> tape.below(5), tape.pick("abc"), tape.pick("abc")
        (2, 'b', 'a')
    """

    __slots__ = ("_at", "_code")

    def __init__(self, code: bytes) -> None:
        self._code = code
        self._at = 0

    def below(self, bound: int) -> int:
        """A whole number from 0 up to, but not including, *bound*."""
        read, reach = 0, 1
        while reach < bound:
            read, reach = read * _BYTE + self._next(), reach * _BYTE
        return read % bound

    def pick(self, options: Sequence[T]) -> T:
        """One of *options*."""
        return options[self.below(len(options))]

    def once_in(self, times: int) -> bool:
        """True about once in so many times."""
        return self.below(times) == times - 1

    def _next(self) -> int:
        """The next byte."""
        if self._at >= len(self._code):
            return 0
        self._at += 1
        return self._code[self._at - 1]
