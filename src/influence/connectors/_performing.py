"""Performing: the two thin loops that do what the steps say; one blocks and one awaits.

Nothing is decided here.
"""

from __future__ import annotations

from contextlib import closing
from typing import TypeVar

from influence.connectors._clock import Clock
from influence.connectors._step import Answer, Call, Send, Step, Steps
from influence.connectors._thread import called, called_async
from influence.connectors._transport import AsyncTransport, Transport
from influence.sansio import FaultError

R = TypeVar("R")


def performed(steps: Steps[R], *, transport: Transport, clock: Clock) -> R:
    """What *steps* come to, by a transport that blocks."""
    answer: Answer = None
    with closing(steps):
        while True:
            try:
                step = steps.send(answer)
            except StopIteration as end:
                value: R = end.value
                return value
            answer = _done(step, transport=transport, clock=clock)


async def performed_async(steps: Steps[R], *, transport: AsyncTransport, clock: Clock) -> R:
    """What *steps* come to, by a transport that awaits."""
    answer: Answer = None
    with closing(steps):
        while True:
            try:
                step = steps.send(answer)
            except StopIteration as end:
                value: R = end.value
                return value
            answer = await _done_async(step, transport=transport, clock=clock)


def _done(step: Step, *, transport: Transport, clock: Clock) -> Answer:
    """What came of one step."""
    if isinstance(step, Send):
        try:
            return transport.send(step.prepared)
        except FaultError as fault:
            return fault
    if isinstance(step, Call):
        return called(step, clock=clock)
    clock.wait(step.wait_ms)
    return None


async def _done_async(step: Step, *, transport: AsyncTransport, clock: Clock) -> Answer:
    """What came of one step, while others work."""
    if isinstance(step, Send):
        try:
            return await transport.send_async(step.prepared)
        except FaultError as fault:
            return fault
    if isinstance(step, Call):
        return await called_async(step, clock=clock)
    await clock.wait_async(step.wait_ms)
    return None
