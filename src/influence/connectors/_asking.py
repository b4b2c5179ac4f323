"""Asking: a whole conversation, begun anew when what came back was broken.

A connector finds out that an answer is garbled when it reads it, and its generator is over then. So
the conversation is begun again, as long as nothing in it changed anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from influence.connectors._conversing import spoken
from influence.connectors._driver import Driver
from influence.connectors._retrying import wait_ms_before_retry
from influence.connectors._speaker import Speaker
from influence.connectors._step import Steps, Wait
from influence.plugins.hooks import RetryWaited
from influence.sansio import Conversation, FaultError

R = TypeVar("R")


def asked(
    begin: Callable[[], Conversation[R]], *, driver: Driver, ends_at: dt.datetime
) -> Steps[R]:
    """The answer of a conversation.

    Args:
        begin: Begins it.
        driver: Under what it is driven.
        ends_at: The moment at which it has to be over.
    """
    attempt = 1
    while True:
        speaker = Speaker(begin(), driver=driver)
        try:
            return (yield from spoken(speaker, ends_at=ends_at))
        except FaultError as fault:
            wait_ms = wait_ms_before_retry(
                fault,
                attempt=attempt,
                is_repeatable=speaker.is_repeatable,
                limits=driver.limits,
                dice=driver.dice,
            )
            ends = driver.clock.now() + dt.timedelta(milliseconds=wait_ms or 0)
            if fault is speaker.given_up or wait_ms is None or ends >= ends_at:
                raise
            reason = str(fault)
        attempt += 1
        told = RetryWaited(connector=driver.name, reason=reason, attempt=attempt, waited_ms=wait_ms)
        driver.on_event(told)
        yield Wait(wait_ms)
