"""Errors: the type says who can fix it, the message says the rule and the value.

    <what> must <rule>, got <value>

Every error takes those three parts and keeps them as attributes, so a program can act on them and a
person can read them. A value too long to read is cut and its real length named: one bad cell must
not fill a terminal. Nothing here decides what the rules are; each rule lives with its noun.
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ConnectorError",
    "CurrencyMismatchError",
    "InfluenceError",
    "InvalidInputError",
    "InvalidTermsError",
    "InvalidTransitionError",
    "MissingDataError",
    "MissingExtraError",
    "PluginError",
    "UnknownNameError",
    "close_match",
    "shown",
]

_MOST_SHOWN = 80
_MOST_LISTED = 12
_FEW_LISTED = 5


class InfluenceError(Exception):
    """The root of everything this library raises on purpose.

    Args:
        what: The thing that is wrong, in the reader's words.
        rule: What it must do, so that ``what must rule`` is a sentence.
        value: What was there instead.

    Example:
        >>> print(InfluenceError("share", "be between 0 and 1", "7"))
        share must be between 0 and 1, got '7'
    """

    def __init__(self, what: str, rule: str, value: object) -> None:
        """Keep the three parts of the message."""
        super().__init__(what, rule, value)
        self.what = what
        self.rule = rule
        self.value = value

    def __str__(self) -> str:
        """Return the message as one sentence."""
        return f"{self.what} must {self.rule}, got {shown(self.value)}"


class InvalidInputError(InfluenceError, ValueError):
    """The caller asked for something that cannot be; changing the call helps."""


class CurrencyMismatchError(InvalidInputError):
    """Two currencies met in one sum or comparison; convert one of them first."""


class InvalidTermsError(InvalidInputError):
    """Terms of a deal contradict themselves or lie outside what can be agreed."""


class InvalidTransitionError(InvalidInputError):
    """A thing cannot go from the state it is in to the state it was sent to."""


class UnknownNameError(InvalidInputError, LookupError):
    """A name is not among the known ones; the close one is suggested.

    Args:
        what: What kind of name it is, such as ``payment rule``.
        name: The name that was given.
        known: Every name that would have been accepted.

    Example:
        >>> print(UnknownNameError("payment rule", "comission", ["commission", "bonus"]))
        payment rule must be one of bonus, commission, got 'comission'; did you mean 'commission'?
    """

    def __init__(self, what: str, name: str, known: Iterable[str]) -> None:
        """Sort the known names and look for the one that was meant."""
        self.name = name
        self.known = tuple(sorted(known))
        self.close = close_match(name, self.known)
        super().__init__(what, f"be {_one_of(self.known)}", name)
        self.args = (what, name, self.known)

    def __str__(self) -> str:
        """Return the message, with the suggestion when there is one."""
        hint = f"; did you mean {self.close!r}?" if self.close else ""
        return super().__str__() + hint


class MissingDataError(InfluenceError):
    """A fact that the answer needs is absent; its owner has to supply it."""


class PluginError(InfluenceError):
    """A plugin broke its side of the contract; its author has to change it."""


class ConnectorError(InfluenceError):
    """The outside world was unavailable, refused, or sent what it should not."""


class MissingExtraError(ConnectorError):
    """An optional part of the library is not installed.

    Args:
        what: What cannot be done without it.
        extra: Name of the extra that brings it.

    Example:
        >>> print(MissingExtraError("page", "report"))
        page must have the extra 'report', got none; run pip install 'influence-marketing[report]'
    """

    def __init__(self, what: str, extra: str) -> None:
        """Remember which extra is missing."""
        super().__init__(what, f"have the extra {extra!r}", None)
        self.extra = extra
        self.args = (what, extra)

    def __str__(self) -> str:
        """Return the message and the command that helps."""
        command = f"pip install 'influence-marketing[{self.extra}]'"
        return f"{self.what} must {self.rule}, got none; run {command}"


def close_match(name: str, known: Iterable[str]) -> str:
    """Return the known name that *name* most likely means, or empty text when none is near.

    Upper and lower case count as the same, because a wrong case is the commonest slip.

    Example:
        >>> close_match("usd", ["EUR", "USD"])
        'USD'
        >>> close_match("zebra", ["EUR", "USD"])
        ''
    """
    if not _is_short_text(name):
        return ""
    folded = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(name.casefold(), folded, n=1)
    return folded[near[0]] if near else ""


def shown(value: object) -> str:
    """Return *value* as an error message shows it: its repr, cut when it is too long to read.

    Example:
        >>> shown("12,50")
        "'12,50'"
        >>> shown("x" * 1_000_000).replace("x", "")
        "''... (1000000 characters)"
    """
    if isinstance(value, str) and len(value) > _MOST_SHOWN:
        return f"{value[:_MOST_SHOWN]!r}... ({len(value)} characters)"
    try:
        text = repr(value)
    except ValueError:
        # Python refuses to write out integers of more than a few thousand digits.
        return f"a value of type {type(value).__name__} too long to write out"
    if len(text) > 2 * _MOST_SHOWN:
        return f"{text[:_MOST_SHOWN]}... ({len(text)} characters)"
    return text


def _is_short_text(value: object) -> bool:
    """Tell whether *value* can be compared with names; a caller may have sent anything."""
    return isinstance(value, str) and len(value) <= _MOST_SHOWN


def _one_of(known: tuple[str, ...]) -> str:
    """Return the known names as the rule of a message, shortened when they are many."""
    if not known:
        return "one of the known names, of which there are none"
    if len(known) <= _MOST_LISTED:
        return f"one of {', '.join(known)}"
    return f"one of {len(known)} known names such as {', '.join(known[:_FEW_LISTED])}"
