"""Faults: what can go wrong outside, as a closed set, each with what the host should do about it.

    retry_now        the answer never came, or broke on the way
    retry_after      too many requests: wait, then ask again
    reauthorise      the token is missing, expired or lacks a scope
    reduce           too much was asked for, or one name of many is refused: ask for less
    never            asking again brings the same answer

A connector raises one of them, or lets the host find it in the response.
"""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias, get_args

from influence.errors import ConnectorError

Advice: TypeAlias = Literal["retry_now", "retry_after", "reauthorise", "reduce", "never"]
ADVICE: tuple[Advice, ...] = get_args(Advice)


class FaultError(ConnectorError):
    """The root of the faults. The five classes below it are all there are."""

    advice: ClassVar[Advice] = "never"


class UnavailableError(FaultError):
    """No answer came, or one that says that the service is out of order; ask again."""

    advice = "retry_now"


class GarbledError(FaultError):
    """What came is not what was promised: broken JSON, a page for people, a value of another type.

    It may have broken on the way, so it is asked for again; what is garbled each time is refused
    whole.
    """

    advice = "retry_now"


class ThrottledError(FaultError):
    """Too many requests.

    Args:
        what: What was asked for.
        rule: Which limit was met.
        value: What the answer said.
        after_s: Whole seconds to wait, when the answer told; else ``None``.

    Example:
        >>> error = ThrottledError("orders", "stay below 2 calls a second", 429, after_s=30)
        >>> error.advice, error.after_s
        ('retry_after', 30)
    """

    advice = "retry_after"

    def __init__(self, what: str, rule: str, value: object, *, after_s: int | None = None) -> None:
        """Keep how long to wait."""
        super().__init__(what, rule, value)
        self.after_s = after_s

    def __reduce__(self) -> tuple[object, ...]:
        return _throttled, (self.what, self.rule, self.value, self.after_s)


class UnauthorisedError(FaultError):
    """The token is missing, expired, or not allowed to read this.

    Args:
        what: What was asked for.
        rule: What the token must be or have.
        value: What the answer said; never the token.
        scopes: Scopes that the token lacks, where they are known.
    """

    advice = "reauthorise"

    def __init__(
        self, what: str, rule: str, value: object, *, scopes: tuple[str, ...] = ()
    ) -> None:
        """Keep the scopes."""
        super().__init__(what, rule, value)
        self.scopes = scopes

    def __reduce__(self) -> tuple[object, ...]:
        return _unauthorised, (self.what, self.rule, self.value, self.scopes)


class TooMuchError(FaultError):
    """Too much was asked for at once, or one of several names makes the whole request fail.

    Args:
        what: What was asked for.
        rule: What the request must stay below, or may name.
        value: What the answer said.
        names: The names to leave out, where the answer told them; the host finds them by halving
            otherwise.
    """

    advice = "reduce"

    def __init__(self, what: str, rule: str, value: object, *, names: tuple[str, ...] = ()) -> None:
        """Keep the names."""
        super().__init__(what, rule, value)
        self.names = names

    def __reduce__(self) -> tuple[object, ...]:
        return _too_much, (self.what, self.rule, self.value, self.names)


class RefusedError(FaultError):
    """It is not there, or not for us; asking again brings the same answer."""

    advice = "never"


def _throttled(what: str, rule: str, value: object, after_s: int | None) -> ThrottledError:
    """The error again, for pickle."""
    return ThrottledError(what, rule, value, after_s=after_s)


def _unauthorised(
    what: str, rule: str, value: object, scopes: tuple[str, ...]
) -> UnauthorisedError:
    """The error again, for pickle."""
    return UnauthorisedError(what, rule, value, scopes=scopes)


def _too_much(what: str, rule: str, value: object, names: tuple[str, ...]) -> TooMuchError:
    """The error again, for pickle."""
    return TooMuchError(what, rule, value, names=names)
