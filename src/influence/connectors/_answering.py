"""Answering: one request until it has an answer, or a fault that the host gives up on.

    wait for the quotas → send → follow redirects → look for a fault → wait → send again

Every decision is made here; whoever drives the steps only sends and waits.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Generator
from typing import TypeAlias, TypeVar, cast

import attrs

from influence.connectors._driver import Driver
from influence.connectors._meter import Waiting
from influence.connectors._prepared import Prepared
from influence.connectors._redirect import is_redirect, redirected
from influence.connectors._retrying import wait_ms_before_retry
from influence.connectors._step import Answer, Call, Send, Step, Wait
from influence.errors import InvalidInputError, PluginError
from influence.plugins.hooks import RequestMade, RetryWaited
from influence.sansio import (
    Blocking,
    FaultError,
    RefusedError,
    Request,
    Response,
    ThrottledError,
    UnavailableError,
)

_R = TypeVar("_R")
_Steps: TypeAlias = Generator[Step, Answer, _R]
_MILLISECOND = dt.timedelta(milliseconds=1)
_SECOND = dt.timedelta(seconds=1)


@attrs.frozen
class _GivenUp:
    """Nothing was sent, and nothing will be: trying again is out of the question."""

    fault: FaultError


@attrs.frozen(kw_only=True)
class Answering:
    """How the requests of one conversation are answered.

    Args:
        driver: Under what it is driven.
        ends_at: The moment at which it has to be over.
    """

    driver: Driver
    ends_at: dt.datetime

    def answered(self, said: Request | Blocking) -> _Steps[Response | FaultError]:
        """The answer to what a connector yielded."""
        if isinstance(said, Blocking):
            return (yield from self._called(said))
        return (yield from self._retried(said))

    def _retried(self, request: Request) -> _Steps[Response | FaultError]:
        """The answer, or the fault of the last attempt."""
        attempt = 1
        while True:
            answer = yield from self._redirected(request, attempt=attempt)
            if isinstance(answer, _GivenUp):
                return answer.fault
            fault = answer if isinstance(answer, FaultError) else self.driver.found_fault(answer)
            if fault is None:
                return answer
            self.driver.redaction(*request.secrets()).clear(fault)
            wait_ms = wait_ms_before_retry(
                fault,
                attempt=attempt,
                is_repeatable=request.is_repeatable,
                limits=self.driver.limits,
                dice=self.driver.dice,
            )
            if wait_ms is None:
                return fault
            if self._is_too_late(wait_ms):
                return self._too_late(fault, wait_ms=wait_ms)
            attempt += 1
            yield from self._waited(wait_ms, reason=str(fault), attempt=attempt)

    def _redirected(
        self, request: Request, *, attempt: int
    ) -> _Steps[Response | FaultError | _GivenUp]:
        """The answer at the end of the redirects."""
        most = self.driver.limits.most_redirects
        for _ in range(most + 1):
            answer = yield from self._sent(request, attempt=attempt)
            if not isinstance(answer, Response) or not is_redirect(answer):
                return answer
            following = redirected(
                request,
                answer,
                hosts=self.driver.hosts,
                redaction=self.driver.redaction(*request.secrets()),
            )
            if isinstance(following, FaultError):
                return following
            request = following
        return RefusedError(request.purpose, f"be redirected at most {most} times", most + 1)

    def _sent(self, request: Request, *, attempt: int) -> _Steps[Response | FaultError | _GivenUp]:
        """What came of sending it once."""
        fault = yield from self._metered(request, attempt=attempt)
        left_s, limits = self._left_s(), self.driver.limits
        if fault is not None or left_s < 1:
            return _GivenUp(fault or self._over(request.purpose))
        began = self.driver.clock.now()
        answer = yield Send(
            Prepared(
                request=request,
                timeout_s=min(left_s, limits.timeout_s),
                most_bytes=limits.most_bytes,
            )
        )
        self._tell(request.method, request.host, answer=answer, attempt=attempt, began=began)
        if isinstance(answer, Response):
            self.driver.meter.told(answer, at=self.driver.clock.now())
        return cast("Response | FaultError", answer)  # a step that sends is always answered

    def _called(self, blocking: Blocking) -> _Steps[Response | FaultError]:
        """What came of a blocking call, which is made once."""
        fault = yield from self._metered(blocking, attempt=1)
        left_s = self._left_s()
        if fault is not None or left_s < 1:
            return fault or self._over(blocking.purpose)
        began = self.driver.clock.now()
        answer = yield Call(blocking, timeout_s=min(left_s, blocking.deadline_s))
        self._tell("call", "", answer=answer, attempt=1, began=began)
        return cast("Response | FaultError", answer)  # a step that sends is always answered

    def _metered(self, said: Request | Blocking, *, attempt: int) -> _Steps[FaultError | None]:
        """Wait until the quotas allow it; why not, when that is past the deadline."""
        while True:
            waiting = self._waiting(said)
            if waiting is None:
                return None
            reason = f"wait {waiting}"
            if self._is_too_late(waiting.wait_ms):
                rule = f"{reason}, which is past the deadline"
                seconds = -(-waiting.wait_ms // 1_000)
                return ThrottledError(said.purpose, rule, "a spent quota", after_s=seconds)
            yield from self._waited(waiting.wait_ms, reason=reason, attempt=attempt)

    def _waiting(self, said: Request | Blocking) -> Waiting | None:
        """Take its cost from the quotas, or say how long to wait first."""
        try:
            return self.driver.meter.taken(said.cost, at=self.driver.clock.now())
        except InvalidInputError as error:
            what = f"{self.driver.name or 'connector'}: {said.purpose}: {error.what}"
            raise PluginError(what, error.rule, error.value) from error

    def _waited(self, wait_ms: int, *, reason: str, attempt: int) -> _Steps[None]:
        """Say so, and wait."""
        told = RetryWaited(
            connector=self.driver.name, reason=reason, attempt=attempt, waited_ms=wait_ms
        )
        self.driver.on_event(told)
        yield Wait(wait_ms)

    def _left_s(self) -> int:
        """Whole seconds until the deadline, begun ones included."""
        return -((self.driver.clock.now() - self.ends_at) // _SECOND)

    def _is_too_late(self, wait_ms: int) -> bool:
        """Whether the deadline is over after a wait."""
        return self.driver.clock.now() + wait_ms * _MILLISECOND >= self.ends_at

    def _over(self, purpose: str) -> UnavailableError:
        """The deadline has passed."""
        rule = f"be answered within {self.driver.limits.deadline_s} s"
        return UnavailableError(purpose, rule, "no time left")

    def _too_late(self, fault: FaultError, *, wait_ms: int) -> FaultError:
        """The fault, and that the wait before the next attempt would go past the deadline."""
        seconds = -(-wait_ms // 1_000)
        rule = f"{fault.rule}, or be asked again in {seconds} s, which is past the deadline"
        if isinstance(fault, ThrottledError):
            return ThrottledError(fault.what, rule, fault.value, after_s=fault.after_s)
        return type(fault)(fault.what, rule, fault.value)

    def _tell(
        self, method: str, host: str, *, answer: Answer, attempt: int, began: dt.datetime
    ) -> None:
        """Tell whoever listens."""
        made = RequestMade(
            connector=self.driver.name,
            method=method,
            host=host,
            status=answer.status if isinstance(answer, Response) else 0,
            attempt=attempt,
            elapsed_ms=(self.driver.clock.now() - began) // _MILLISECOND,
        )
        self.driver.on_event(made)
