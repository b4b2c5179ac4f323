"""The demo platform's own side: a WSGI application over a world."""

from __future__ import annotations

import datetime as dt
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

import attrs

from influence.connectors._clock import Clock, VirtualClock
from influence.connectors.demo._capability import COSTS, QUOTAS
from influence.connectors.demo._fake._answer import (
    STATUS,
    Answer,
    RefusalError,
    Table,
    http_date,
    refusal,
)
from influence.connectors.demo._fake._endpoints import ENDPOINTS, PATHS
from influence.connectors.demo._fake._limits import Limits
from influence.connectors.demo._fake._paging import Call, ms
from influence.connectors.demo._fake._query import Query
from influence.connectors.demo._fake._scripted_fault import ScriptedFault, struck
from influence.connectors.demo._fake._spoiling import refuse, retired, spoiled, twist
from influence.connectors.demo._fake._token import FakeToken, admitted
from influence.connectors.demo._world._world import World
from influence.sansio import Quota

_ROOT = "/v1/"


@attrs.frozen(kw_only=True)
class _Asked:
    """One request, as far as it was understood.

    Args:
        read: Which read it is for.
        query: Its parameters.
        authorization: What it shows.
        number: Which request it is of all.
        faults: What goes wrong at it.
        at: When it came.
    """

    read: str
    query: Query
    authorization: str
    number: int
    faults: tuple[ScriptedFault, ...]
    at: dt.datetime


class DemoFake:
    """The demo platform as a WSGI application.

    Args:
        world: What is on it.
        clock: What time it is; by default a clock that stands at the world's moment.
        faults: What goes wrong, and when.
        tokens: The tokens that it accepts.
        quotas: Its limits.
        delay_ms: How long each request takes by its clock, in milliseconds.
        cursor_life: How long a cursor lives.

    Example:
        >>> from influence.testing import world
        >>> app = DemoFake(world("spring"))
        >>> told = []
        >>> body = app(
        ...     {"REQUEST_METHOD": "GET", "PATH_INFO": "/v1/me", "QUERY_STRING": ""},
        ...     lambda status, headers: told.append(status),
        ... )
        >>> told, app.calls["check"]
        (['401 Unauthorized'], 1)
    """

    def __init__(
        self,
        world: World,
        *,
        clock: Clock | None = None,
        faults: Iterable[ScriptedFault] = (),
        tokens: tuple[FakeToken, ...] = (FakeToken(),),
        quotas: tuple[Quota, ...] = QUOTAS,
        delay_ms: int = 0,
        cursor_life: dt.timedelta = dt.timedelta(hours=1),
    ) -> None:
        """Open the platform."""
        self.world = world
        self.clock = clock or VirtualClock(world.now)
        self.calls: Counter[str] = Counter()
        self._faults = tuple(faults)
        self._tokens = tokens
        self._limits = Limits(quotas)
        self._delay_ms = delay_ms
        self._cursor_life = cursor_life
        self._lock = threading.Lock()

    def __call__(
        self, environ: dict[str, object], start_response: Callable[..., object], /
    ) -> Iterable[bytes]:
        """Answer one request.

        Raises:
            ConnectionResetError: The script drops the connection; a server then closes it.
        """
        with self._lock:
            if self._delay_ms:
                self.clock.wait(self._delay_ms)
            at = self.clock.now()
            answer = self._answer(environ, at=at)
        body = answer.body
        headers = {
            "Content-Type": answer.content_type,
            "Content-Length": str(len(body)),
            "Date": http_date(at),
            **answer.headers,
        }
        start_response(STATUS[answer.status], list(headers.items()))
        return [body]

    def _answer(self, environ: Mapping[str, object], *, at: dt.datetime) -> Answer:
        """What is answered, a refusal included."""
        try:
            asked = self._asked(environ, at=at)
            refuse(asked.faults, at=at)
            answer = Answer(document=self._told(asked))
        except RefusalError as refused:
            return refused.answer
        return spoiled(answer, asked.faults)

    def _asked(self, environ: Mapping[str, object], *, at: dt.datetime) -> _Asked:
        """The request, counted."""
        path = str(environ.get("PATH_INFO", ""))
        read = PATHS.get(path.removeprefix(_ROOT)) if path.startswith(_ROOT) else None
        if read is None:
            raise refusal(404, "not_found", "there is no such path")
        if environ.get("REQUEST_METHOD") != "GET":
            raise refusal(405, "not_allowed", "only GET is served")
        self.calls[read] += 1
        number = self.calls.total()
        return _Asked(
            read=read,
            query=Query(str(environ.get("QUERY_STRING", ""))),
            authorization=str(environ.get("HTTP_AUTHORIZATION", "")),
            number=number,
            faults=struck(self._faults, read=read, call=self.calls[read], all_calls=number),
            at=at,
        )

    def _told(self, asked: _Asked) -> Table:
        """The document of the endpoint, and what is left of the tokens."""
        token = admitted(self._tokens, asked.authorization, read=asked.read, at=asked.at)
        query = asked.query
        tokens = max(1, len(query.all("id")) * len(query.all("metric")))
        self._limits.take(asked.at, units=COSTS.get(asked.read, 1), tokens=tokens)
        call = Call(
            query=query,
            at=asked.at,
            number=asked.number,
            twist=twist(asked.faults),
            retired=retired(asked.faults),
            is_halved=any(fault.kind == "half_batch" for fault in asked.faults),
            life=self._cursor_life,
        )
        endpoint = ENDPOINTS.get(asked.read)
        document = _me(token) if endpoint is None else endpoint(self.world, call)
        left = self._limits.tokens_left(asked.at)
        return document if left is None else {**document, "quota": {"left": left}}


def _me(token: FakeToken) -> Table:
    """Whose a token is."""
    ends = None if token.expires_at is None else ms(token.expires_at)
    return {"who": token.who, "scopes": list(token.scopes), "expires_at_ms": ends}
