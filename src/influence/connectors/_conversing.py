"""Conversing: a connector's conversation from its first word to its answer, as steps.

Its generator is closed whatever happens, and it is cut off when it asks for too much.
"""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from influence.connectors._answering import Answering
from influence.connectors._driver import Driver
from influence.connectors._speaker import Finished, Speaker
from influence.connectors._step import Steps
from influence.sansio import Conversation

R = TypeVar("R")


def conversed(
    conversation: Conversation[R], *, driver: Driver, ends_at: dt.datetime | None = None
) -> Steps[R]:
    """The answer of *conversation*.

    Args:
        conversation: What a connector's method answered.
        driver: Under what it is driven.
        ends_at: The moment at which it has to be over; from the driver's limits when ``None``.
    """
    return (yield from spoken(Speaker(conversation, driver=driver), ends_at=ends_at))


def spoken(speaker: Speaker[R], *, ends_at: dt.datetime | None = None) -> Steps[R]:
    """The answer of a conversation, by its speaker."""
    driver = speaker.driver
    answering = Answering(driver=driver, ends_at=ends_at or driver.ends_at())
    most = driver.limits.most_requests
    try:
        said = speaker.said(None)
        while not isinstance(said, Finished):
            if speaker.asked > most:
                raise speaker.endless(most)
            answer = yield from answering.answered(said)
            said = speaker.said(answer)
    finally:
        speaker.close()
    return said.value
