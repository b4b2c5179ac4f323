"""The response: what came back, as bytes, and the few questions that all connectors ask of it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal
from email.utils import parsedate_to_datetime
from types import MappingProxyType
from typing import Any, NoReturn

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError
from influence.sansio._document import Document
from influence.sansio._faults import GarbledError

_SHOWN = 60
_LEAST_STATUS, _MOST_STATUS = 100, 599


def _is_status(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """A status code of HTTP."""
    if not require.is_whole(value) or not _LEAST_STATUS <= value <= _MOST_STATUS:
        raise InvalidInputError(require.place(instance, attribute), "be from 100 to 599", value)


def _lower(headers: Mapping[str, str]) -> Mapping[str, str]:
    """The headers by their names in lower case; HTTP does not tell cases apart."""
    return MappingProxyType({name.lower(): value for name, value in headers.items()})


def _size(body: bytes) -> str:
    """The size of a body; what stands in it may be a secret that was sent, or a person's."""
    return f"<{len(body)} bytes>"


def _names(headers: Mapping[str, str]) -> str:
    """The names of headers, for the same reason."""
    return f"<{', '.join(headers)}>"


@attrs.frozen(kw_only=True)
class Response:
    """One HTTP response, as the host sends it into the connector.

    Args:
        status: The status code.
        body: The bytes.
        received_at: When it was received, by the host's clock, with its offset.
        headers: Headers; their names are kept in lower case.
        purpose: The purpose of the request that it answers.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.

    Example:
        >>> response = Response(
        ...     status=429,
        ...     body=b'{"error": {"code": "slow_down"}}',
        ...     received_at=dt.datetime(2026, 5, 1, tzinfo=dt.UTC),
        ...     headers={"Retry-After": "30"},
        ... )
        >>> response.retry_after_s, response.document().at("error").text("code")
        (30, 'slow_down')
    """

    status: int = attrs.field(validator=_is_status)
    body: bytes = attrs.field(validator=require.is_a(bytes, called="bytes"), repr=_size)
    received_at: dt.datetime = attrs.field(validator=require.has_offset)
    headers: Mapping[str, str] = attrs.field(
        factory=lambda: MappingProxyType({}), converter=_lower, hash=False, repr=_names
    )
    purpose: str = attrs.field(default="a request", validator=require.is_line)

    @property
    def is_success(self) -> bool:
        """Whether its status is one of success, from 200 to 299."""
        return self.status // 100 == 2  # noqa: PLR2004  # the class of success

    @property
    def retry_after_s(self) -> int | None:
        """Whole seconds that ``Retry-After`` asks to wait, in either of its forms; else ``None``.

        A date is taken against the server's own ``Date``, or, without one, the moment of receipt:
        two clocks need not agree. What is past is 0.

        Source: S210.
        """
        told = self.headers.get("retry-after", "").strip()
        if told.isascii() and told.isdigit():
            return int(told) if len(told) < 10 else None  # noqa: PLR2004  # above 31 years
        until = _date(told)
        if until is None:
            return None
        now = _date(self.headers.get("date", "")) or self.received_at
        return max(0, -((now - until) // dt.timedelta(seconds=1)))

    def document(self) -> Document:
        """The body as JSON; numbers with a point are exact decimals.

        Raises:
            GarbledError: It is not JSON; the message tells what it looks like and where it breaks.
        """
        try:
            text = self.body.decode("utf-8-sig")
            found: object = json.loads(text, parse_float=Decimal, parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            raise GarbledError(self.purpose, f"be JSON ({_told(error)})", self._looks()) from error
        return Document(found, where=self.purpose)

    def _looks(self) -> str:
        """What the body looks like, for a message."""
        start = self.body[:_SHOWN].decode("utf-8", "replace").strip()
        kind = self.headers.get("content-type", "no content type")
        return f"{len(self.body)} bytes, {kind}: {start}"


def _date(text: str) -> dt.datetime | None:
    """A date of HTTP; ``None`` when it is none."""
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _no_number(word: str) -> NoReturn:
    """NaN and Infinity are no JSON."""
    message = f"{word} is no number"
    raise ValueError(message)


def _told(error: Exception) -> str:
    """What was wrong with the text, in a few words."""
    return "nested too deep" if isinstance(error, RecursionError) else str(error)
