"""The parameters of a request to the fake, read as strictly as a platform reads them."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl

from influence.connectors.demo._fake._answer import bad_request

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MOST = 100
_MOST_DIGITS = 13  # as milliseconds, the years until 2286


class Query:
    """The parameters of one request.

    Args:
        text: The query string.

    Raises:
        RefusalError: A parameter is not UTF-8.
    """

    def __init__(self, text: str) -> None:
        """Take the text apart."""
        try:
            self._pairs = parse_qsl(text, keep_blank_values=True, errors="strict")
        except UnicodeDecodeError:
            raise bad_request("parameters are not UTF-8") from None

    def one(self, name: str) -> str | None:
        """The value of a parameter; the last one where it stands more than once."""
        found = self.all(name)
        return found[-1] if found else None

    def all(self, name: str) -> list[str]:
        """Every value of a parameter."""
        return [value for key, value in self._pairs if key == name]

    def whole(self, name: str, *, default: int, least: int = 0) -> int:
        """A whole number."""
        text = self.one(name)
        if text is None:
            return default
        is_whole = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        if not is_whole or int(text) < least:
            message = f"{name} is no whole number of at least {least}"
            raise bad_request(message)
        return int(text)

    def limit(self) -> int:
        """How many items a page may have."""
        return min(self.whole("limit", default=_MOST, least=1), _MOST)

    def moment(self, name: str) -> dt.datetime | None:
        """A moment in milliseconds."""
        if self.one(name) is None:
            return None
        return _EPOCH + dt.timedelta(milliseconds=self.whole(name, default=0))

    def has_within(self, name: str, at: dt.datetime) -> bool:
        """Whether a moment lies from ``…_since`` until before ``…_until``."""
        since, until = self.moment(f"{name}_since"), self.moment(f"{name}_until")
        return (since is None or at >= since) and (until is None or at < until)
