"""The transport: whatever takes a request out and brings the answer in.

A transport sends once. It does not try again, follow redirects, count quotas or judge a status; all
of that is decided above it, the same for every transport. When no answer came it raises
``UnavailableError``, or ``NeverSentError`` when it is certain that nothing has left.
"""

from __future__ import annotations

from typing import Protocol

from influence.connectors._prepared import Prepared
from influence.sansio import Response, UnavailableError


class NeverSentError(UnavailableError):
    """No connection came about, so nothing has left and sending again repeats nothing."""


class Transport(Protocol):
    """What sends a request and blocks until its answer is here."""

    def send(self, prepared: Prepared, /) -> Response:
        """The answer.

        Raises:
            UnavailableError: There is none.
        """
        ...


class AsyncTransport(Protocol):
    """What sends a request and lets others work until its answer is here."""

    async def send_async(self, prepared: Prepared, /) -> Response:
        """The answer.

        Raises:
            UnavailableError: There is none.
        """
        ...
