"""The thread: where a blocking call runs, so that nobody has to wait for it longer than agreed.

A call that is late goes on in its thread, which does not keep the program alive; nobody hears what
it answers.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future

import attrs

from influence.connectors._clock import Clock
from influence.connectors._step import Call
from influence.errors import InvalidInputError, PluginError
from influence.sansio import Blocking, FaultError, Response, UnavailableError, json_body


def called(step: Call, *, clock: Clock) -> Response | FaultError:
    """What a call answered, or why it did not."""
    try:
        outcome = _begun(step.blocking.call).result(timeout=step.timeout_s)
    except TimeoutError as error:
        return _failed(step, error)
    return _told(step, outcome, clock=clock)


async def called_async(step: Call, *, clock: Clock) -> Response | FaultError:
    """What a call answered, or why it did not, while others work."""
    future = asyncio.wrap_future(_begun(step.blocking.call))
    done, _ = await asyncio.wait({future}, timeout=step.timeout_s)
    return _told(step, future.result(), clock=clock) if done else _failed(step, TimeoutError())


@attrs.frozen
class _Raised:
    """The call did not answer."""

    error: BaseException


def _begun(call: Callable[[], object]) -> Future[object]:
    """What *call* will have answered or raised, in a thread of its own."""
    future: Future[object] = Future()

    def run() -> None:
        try:
            answer = call()
        except BaseException as error:  # noqa: BLE001  # whoever waits for it is told
            answer = _Raised(error)
        future.set_result(answer)

    threading.Thread(target=run, daemon=True, name="influence-blocking").start()
    return future


def _told(step: Call, outcome: object, *, clock: Clock) -> Response | FaultError:
    """The response or the fault that an outcome is."""
    if isinstance(outcome, _Raised):
        return _failed(step, outcome.error)
    return _response(step.blocking, outcome, clock=clock)


def _failed(step: Call, error: BaseException) -> FaultError:
    """The fault that an error in a call is; whatever is neither fault nor network, it raises.

    Raises:
        PluginError: The call raised something else.
    """
    purpose = step.blocking.purpose
    if isinstance(error, FaultError):
        return error
    if isinstance(error, TimeoutError):
        return UnavailableError(purpose, f"be answered within {step.timeout_s} s", "no answer")
    if isinstance(error, OSError):
        return UnavailableError(purpose, "be answered", f"{type(error).__name__}: {error}")
    told = f"{type(error).__name__}: {error}"
    raise PluginError(f"blocking call for {purpose}", "answer or raise a fault", told) from error


def _response(blocking: Blocking, answer: object, *, clock: Clock) -> Response:
    """The answer of a call as a response.

    Raises:
        PluginError: It holds something that JSON has no exact word for.
    """
    try:
        body = json_body(answer)
    except InvalidInputError as error:
        where = f"blocking call for {blocking.purpose}"
        raise PluginError(
            where, f"answer JSON: {error.what} must {error.rule}", error.value
        ) from error
    return Response(
        status=200,
        body=body,
        received_at=clock.now(),
        headers={"content-type": "application/json"},
        purpose=blocking.purpose,
    )
