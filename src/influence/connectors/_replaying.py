"""Replaying: a transport that answers from a cassette, and never from the network.

Requests are known again by what they ask for. One that was recorded several times is answered in
that order; what was not recorded is refused.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable

from influence.connectors._cassette import read_line, request_key
from influence.connectors._prepared import Prepared
from influence.connectors._redaction import Redaction
from influence.sansio import RefusedError, Response


class Replaying:
    """Answers from a cassette, blocking and awaiting alike.

    Args:
        lines: The lines of the cassette, such as an open file.

    Raises:
        InvalidInputError: A line is not of a cassette; the message names it.
    """

    __slots__ = ("_answers",)

    def __init__(self, lines: Iterable[str]) -> None:
        """Read all of it."""
        self._answers: defaultdict[str, deque[Response]] = defaultdict(deque)
        for number, line in enumerate(lines, start=1):
            if line.strip():
                key, response = read_line(line, where=f"line {number}")
                self._answers[key].append(response)

    def send(self, prepared: Prepared, /) -> Response:
        """The next answer that was recorded for this request.

        Raises:
            RefusedError: There is none left.
        """
        request = prepared.request
        key = request_key(request, redaction=Redaction(request.secrets()))
        answers = self._answers.get(key)
        if not answers:
            raise RefusedError(
                request.purpose, "have been recorded", f"{request.method} {request.host}"
            )
        return answers.popleft()

    async def send_async(self, prepared: Prepared, /) -> Response:
        """The next answer that was recorded for this request.

        Raises:
            RefusedError: There is none left.
        """
        return self.send(prepared)
