"""The step: what the runtime decided to do next, for an outer loop to do.

All decisions are made by a generator of steps that touches nothing. The loop around it sends, calls
and waits, blocking or not, and hands back what came of it; so both ways are one code.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeAlias, TypeVar

import attrs

from influence.connectors._prepared import Prepared
from influence.sansio import Blocking, FaultError, Response

R = TypeVar("R")


@attrs.frozen
class Send:
    """Send a request by the transport; answered by a response or a fault."""

    prepared: Prepared


@attrs.frozen
class Call:
    """Run a blocking call in a thread; answered by a response or a fault."""

    blocking: Blocking
    timeout_s: int = attrs.field(kw_only=True)


@attrs.frozen
class Wait:
    """Let time pass; answered by nothing."""

    wait_ms: int


Step: TypeAlias = Send | Call | Wait
Answer: TypeAlias = Response | FaultError | None

#: Yields what is to be done, is sent what came of it, and returns its answer.
Steps: TypeAlias = Generator[Step, Answer, R]
