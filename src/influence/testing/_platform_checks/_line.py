"""Line: between a connector and a WSGI application, with the host that drives it; all is kept.

Nothing is tried again and nothing waited for: how often a host does that is not the connector's.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from contextlib import suppress
from inspect import isgenerator
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import attrs

from influence.connectors import Limits, Prepared, VirtualClock, WsgiTransport, adrive, drive
from influence.errors import InfluenceError
from influence.sansio import (
    Blocking,
    Connector,
    Conversation,
    FaultError,
    FindsFaults,
    Request,
    Response,
    Secret,
    usual_fault,
)
from influence.testing._conformance._check import CheckFailedError
from influence.testing._holdings import Holdings

if TYPE_CHECKING:
    from influence.connectors import WsgiApp

R = TypeVar("R")

#: Requests after which a conversation is taken for endless.
MOST_REQUESTS: Final = 25

#: What is done to an answer on its way, by how many came before it.
Change: TypeAlias = Callable[[Response, int], Response]


@attrs.frozen(kw_only=True)
class Exchange:
    """A request and what came back."""

    request: Request
    response: Response


@attrs.frozen(kw_only=True)
class Line:
    """A line to one application, which is a transport as well.

    Args:
        app: What answers.
        holdings: What it holds; its moment is the moment of every answer.
        change: What is done to answers on their way.
        kept: Every exchange, in order.
    """

    app: WsgiApp
    holdings: Holdings
    change: Change
    kept: list[Exchange] = attrs.field(factory=list[Exchange])

    def send(self, prepared: Prepared, /) -> Response:
        """The application's answer, or what becomes of it on its way."""
        answer = WsgiTransport(self.app, clock=self._clock()).send(prepared)
        changed = self.change(answer, len(self.kept))
        self.kept.append(Exchange(request=prepared.request, response=changed))
        return changed

    async def send_async(self, prepared: Prepared, /) -> Response:
        """The same, for a host that awaits."""
        return self.send(prepared)

    def concluded(self, conversation: Conversation[R], *, connector: Connector) -> R:
        """What comes of a conversation under a host that blocks.

        Raises:
            CheckFailedError: It is no conversation.
            FaultError: It does not get over a fault.
            PluginError: It breaks its side of the contract.
        """
        return drive(
            _generator(conversation),
            transport=self,
            connector=connector,
            clock=self._clock(),
            limits=_LIMITS,
            dice=random.Random(0),  # noqa: S311  # nothing is waited for
        )

    async def concluded_async(self, conversation: Conversation[R], *, connector: Connector) -> R:
        """What comes of a conversation under a host that awaits."""
        return await adrive(
            _generator(conversation),
            transport=self,
            connector=connector,
            clock=self._clock(),
            limits=_LIMITS,
            dice=random.Random(0),  # noqa: S311  # nothing is waited for
        )

    def errors_of(
        self, conversation: Conversation[object], *, connector: Connector
    ) -> Sequence[str]:
        """Every error that comes out of a connector, before the host cleans it of secrets."""
        told: list[str] = []

        def noted() -> Conversation[object]:
            try:
                return (yield from conversation)
            except Exception as error:
                told.append(" ".join(map(repr, (error, str(error), error.__cause__))))
                raise

        with suppress(InfluenceError):
            self.concluded(noted(), connector=connector)
        return told

    def _clock(self) -> VirtualClock:
        """A clock that stands at the moment of the holdings."""
        return VirtualClock(self.holdings.now)


_LIMITS: Final = Limits(attempts=1, most_requests=MOST_REQUESTS)


def _generator(conversation: Conversation[R]) -> Conversation[R]:
    """What a method answered, which has to be a generator."""
    given: object = conversation
    if not isgenerator(given):
        raise CheckFailedError("conversation", "be a generator", given)
    return conversation


def taken_up(conversation: Conversation[R], asked: Request | Blocking) -> Conversation[R]:
    """A conversation that has begun, from what it asked for on."""
    said = asked
    while True:
        response = yield said
        try:
            said = conversation.send(response)
        except StopIteration as end:
            answer: R = end.value
            return answer


def fault_of(connector: object, response: Response) -> FaultError | None:
    """The fault that a host finds in a response."""
    if isinstance(connector, FindsFaults):
        return connector.fault(response)
    return usual_fault(response)


def shown_value(value: str | Secret) -> str:
    """A value as it leaves."""
    return value.revealed() if isinstance(value, Secret) else value
