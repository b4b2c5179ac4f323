"""Talk: many conversations one after another, under a host that blocks and under one that awaits.

    answer = yield from said(connector.profile(account))

Whoever runs the talk drives each conversation and sends its answer in, or throws its fault in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from typing import TypeAlias, TypeVar, cast

from influence.sansio import Conversation, FaultError

R = TypeVar("R")

#: What talks: it yields conversations, is sent their answers, and returns its own.
Talk: TypeAlias = Generator[Conversation[object], object, R]


def said(conversation: Conversation[R]) -> Talk[R]:
    """The answer of one conversation."""
    answer = yield cast("Conversation[object]", conversation)
    return cast("R", answer)


def talked(talk: Talk[R], *, drive: Callable[[Conversation[object]], object]) -> R:
    """What a talk returns, by a host that blocks."""
    try:
        conversation = next(talk)
        while True:
            try:
                answer = drive(conversation)
            except FaultError as fault:
                conversation = talk.throw(fault)
            else:
                conversation = talk.send(answer)
    except StopIteration as end:
        return cast("R", end.value)


async def talked_async(
    talk: Talk[R], *, drive: Callable[[Conversation[object]], Awaitable[object]]
) -> R:
    """What a talk returns, by a host that awaits."""
    try:
        conversation = next(talk)
        while True:
            try:
                answer = await drive(conversation)
            except FaultError as fault:
                conversation = talk.throw(fault)
            else:
                conversation = talk.send(answer)
    except StopIteration as end:
        return cast("R", end.value)
