"""Judge: a subject under a check, with what was declared, and the outcome.

claims → run within the deadline → excused, or not
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import attrs

from influence.testing._conformance._check import Check, CheckFailedError, S
from influence.testing._conformance._claims import CLAIMS
from influence.testing._conformance._deadline import OverrunError, error_place, within
from influence.testing._conformance._kind import Kind
from influence.testing._conformance._outcome import Outcome, Status


@attrs.frozen(kw_only=True)
class Judge:
    """What judges the members of one kind.

    Args:
        kind: The kind.
        deadline_s: How many seconds a check may take.
        excuses: The checks that a member does not keep, by id, each with the reason.
    """

    kind: Kind
    deadline_s: float
    excuses: Mapping[str, str]

    def outcomes(self, subject: S, checks: Sequence[Check[S]]) -> Iterator[Outcome]:
        """What becomes of each check; after one that does not end, the rest is blocked."""
        hung = ""
        for one in checks:
            if hung:
                yield self.blocked(one, subject.member, why=f"{hung} did not end")
                continue
            outcome, is_over = self._tried(one, subject)
            hung = one.id if is_over else ""
            yield outcome

    def outcome(self, one: Check[S], subject: S) -> Outcome:
        """What becomes of one check."""
        return self._tried(one, subject)[0]

    def blocked(self, one: Check[S], member: str, *, why: str) -> Outcome:
        """A check of which nothing can be said."""
        return self._said(one, member, "blocked", told=why)

    def _tried(self, one: Check[S], subject: S) -> tuple[Outcome, bool]:
        """What becomes of one check, and whether it did not end."""
        missing = one.missing(subject)
        if missing:
            return self._unclaimed(one, subject, missing), False
        fault = self._fault(lambda: one.run(subject))
        is_over = isinstance(fault, OverrunError)
        reason = self.excuses.get(one.id)
        if reason is None:
            told = "" if fault is None else evidence(fault)
            return self._said(one, subject.member, _status(fault), told=told), is_over
        if fault is None and one.search is not None:
            search = one.search
            fault = self._fault(lambda: search(subject))
        status: Status = "unneeded" if fault is None else "excused"
        return self._said(one, subject.member, status, told=_excuse(one.id, reason, fault)), is_over

    def _unclaimed(self, one: Check[S], subject: S, missing: Sequence[str]) -> Outcome:
        """A check that does not apply; an excuse from it is not needed."""
        why = "; ".join(CLAIMS[claim] for claim in missing)
        if one.id in self.excuses:
            told = f"excuse {one.id} must be needed, got a check that does not apply: {why}"
            return self._said(one, subject.member, "unneeded", told=told)
        return self._said(one, subject.member, "not_claimed", told=why)

    def _fault(self, act: Callable[[], None]) -> Exception | None:
        """How *act* fails, or ``None``."""
        try:
            within(self.deadline_s, act)
        except Exception as error:  # noqa: BLE001  # whatever a plugin raises is its answer
            return error
        return None

    def _said(self, one: Check[S], member: str, status: Status, *, told: str) -> Outcome:
        """An outcome."""
        return Outcome(
            check_id=one.id,
            kind=self.kind.noun,
            member=member,
            status=status,
            title=one.title,
            told=told,
            if_fails=one.if_fails,
        )


def evidence(fault: Exception) -> str:
    """How a check failed, in words; an error that nobody expected with its line.

    Example:
        >>> evidence(CheckFailedError("fee", "be a Fee", None))
        'fee must be a Fee, got None'
        >>> evidence(ZeroDivisionError("division by zero"))
        'ZeroDivisionError: division by zero at ?:0'
    """
    if isinstance(fault, CheckFailedError):
        return str(fault)
    return f"{type(fault).__name__}: {fault} at {error_place(fault.__traceback__)}"


def _status(fault: Exception | None) -> Status:
    """What a check comes to without an excuse."""
    return "passed" if fault is None else "failed"


def _excuse(check_id: str, reason: str, fault: Exception | None) -> str:
    """Why a failure is excused, or that it need not be."""
    if fault is None:
        return f"excuse {check_id} must be needed, got a check that passes; it said: {reason}"
    return reason
