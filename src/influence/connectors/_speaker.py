"""The speaker: a connector's generator, and what becomes of whatever it says or breaks.

What a connector does wrong is told with the place in its own file: ``demo.posts (demo.py:31)``.
"""

from __future__ import annotations

import inspect
from collections.abc import Generator
from pathlib import PurePath
from types import FrameType
from typing import Generic, TypeVar, cast

import attrs

from influence.connectors._driver import Driver
from influence.errors import InfluenceError, InvalidInputError, PluginError, UnknownNameError, shown
from influence.sansio import (
    Blocking,
    Conversation,
    FaultError,
    GarbledError,
    Request,
    Response,
    Secret,
)

R = TypeVar("R")


@attrs.frozen
class Finished(Generic[R]):
    """The conversation is over, and this is its answer."""

    value: R


@attrs.define
class Speaker(Generic[R]):
    """A conversation under a driver.

    Beside what it is given it knows the ``purpose`` of what was asked for last, how often it
    ``asked``, whether all of that may be asked again, and the fault that the host ``given_up`` on.

    Args:
        conversation: What a connector's method answered.
        driver: Under what it is driven.

    Raises:
        PluginError: It is no generator.
    """

    conversation: Conversation[R]
    driver: Driver = attrs.field(kw_only=True)
    purpose: str = attrs.field(default="", init=False)
    asked: int = attrs.field(default=0, init=False)
    is_repeatable: bool = attrs.field(default=True, init=False)
    given_up: FaultError | None = attrs.field(default=None, init=False)
    _secrets: tuple[Secret, ...] = attrs.field(default=(), init=False)

    def __attrs_post_init__(self) -> None:
        given = cast("object", self.conversation)
        if not isinstance(given, Generator):
            rule = "be a generator that yields requests and returns its answer"
            raise PluginError(self.driver.name or "conversation", rule, shown(given))

    def said(self, answer: Response | FaultError | None) -> Request | Blocking | Finished[R]:
        """What the connector says when it is given *answer*; ``None`` lets it begin."""
        try:
            said = self._resumed(answer)
        except StopIteration as end:
            return Finished(end.value)
        except (Exception, SystemExit, GeneratorExit) as error:  # noqa: BLE001  # told below
            raised, cause = self._judged(error)
        else:
            return self._heard(said)
        # Raised out here, so that nothing hangs on it whose frames hold what a platform answered.
        raise raised from cause

    def broken(self, rule: str, value: object) -> PluginError:
        """The error that names the place at which the conversation stands."""
        return PluginError(self.place(), rule, value)

    def endless(self, most: int) -> PluginError:
        """The error that names the method that does not come to an end, by its own line."""
        place = f"{self._name()} ({_suspended(self.conversation)})"
        return PluginError(place, f"end within {most} requests", self.asked)

    def place(self, error: BaseException | None = None) -> str:
        """Connector, method, file and line: where it stands, or where *error* came from."""
        at = self._line(error)
        return f"{self._name()} ({at})" if at else self._name()

    def close(self) -> None:
        """End the conversation.

        Raises:
            PluginError: It will not end.
        """
        place = self.place()
        try:
            self.conversation.close()
        except (Exception, SystemExit) as error:  # noqa: BLE001  # told below
            told = self._cleared(f"{type(error).__name__}: {error}")
        else:
            return
        raise PluginError(place, "end when it is closed", told)

    def _resumed(self, answer: Response | FaultError | None) -> object:
        """What the generator yields next."""
        if isinstance(answer, FaultError):
            self.given_up = answer
            return self.conversation.throw(answer)
        # The protocol leaves out the None that begins every generator.
        return self.conversation.send(cast("Response", answer))

    def _heard(self, said: object) -> Request | Blocking:
        """What was yielded, when it is something that can be asked for."""
        if not isinstance(said, Request | Blocking):
            raise self.broken("yield a Request or a Blocking", shown(said))
        self.purpose = said.purpose
        self.asked += 1
        if isinstance(said, Blocking):
            self.is_repeatable = False
            return said
        self.is_repeatable = self.is_repeatable and said.is_repeatable
        self._secrets = (
            *self._secrets,
            *(one for one in said.secrets() if one not in self._secrets),
        )
        hosts = self.driver.hosts
        if hosts is not None and said.host not in hosts:
            raise self.broken(f"ask only the hosts it declares ({', '.join(hosts)})", said.host)
        return said

    def _judged(self, error: BaseException) -> tuple[BaseException, BaseException | None]:
        """What to raise instead, without secrets, and what to show as its cause."""
        if isinstance(error, InfluenceError):
            self.driver.redaction(*self._secrets).clear(error)
            fault = self._as_fault(error)
            fault.__cause__ = fault.__context__ = fault.__traceback__ = None
            return fault, None
        told = f"{type(error).__name__}: {error}"
        cleared = self._cleared(told)
        place = self.place(error)
        found = PluginError(place, "end with an answer or a fault", cleared)
        return found, error if told == cleared else None

    def _as_fault(self, error: InfluenceError) -> InfluenceError:
        """A value that is refused after an answer is the fault of the answer."""
        is_of_answer = isinstance(error, InvalidInputError) and self.asked > 0
        if not is_of_answer or isinstance(error, UnknownNameError):
            return error
        return GarbledError(f"{self.purpose}: {error.what}", error.rule, error.value)

    def _cleared(self, text: str) -> str:
        """*text* without secrets."""
        return self.driver.redaction(*self._secrets).text(text)

    def _name(self) -> str:
        """Connector and method."""
        name = cast("str", getattr(self.conversation, "__name__", "conversation"))
        return f"{self.driver.name}.{name}" if self.driver.name else name

    def _line(self, error: BaseException | None) -> str:
        """File and line within the innermost generator of the connector."""
        if error is None:
            return _standing(self.conversation)
        found, at = "", error.__traceback__
        while at is not None:
            if at.tb_frame.f_code.co_flags & inspect.CO_GENERATOR:
                found = _spot(at.tb_frame, at.tb_lineno)
            at = at.tb_next
        return found


def _standing(conversation: object) -> str:
    """Where a generator, or the one that it waits for, stands; empty when it has ended."""
    inner = conversation
    while isinstance(following := getattr(inner, "gi_yieldfrom", None), Generator):
        inner = cast("object", following)
    return _suspended(inner)


def _suspended(generator: object) -> str:
    """Where a generator stands; empty when it has ended."""
    frame = cast("FrameType | None", getattr(generator, "gi_frame", None))
    return "" if frame is None else _spot(frame, frame.f_lineno)


def _spot(frame: FrameType, line: int) -> str:
    """The name of the file, and the line."""
    return f"{PurePath(frame.f_code.co_filename).name}:{line}"
