"""Outcome: what became of one check of one member.

passed       the law holds
failed       it does not
excused      it does not, and that was declared
unneeded     it holds, though it was declared that it does not: a failure
not claimed  the member does not claim what is checked
blocked      loading failed, or an earlier check did not end: nothing can be said
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

Status: TypeAlias = Literal["passed", "failed", "excused", "unneeded", "not_claimed", "blocked"]

#: What fails a plugin.
FAILURES: Final[frozenset[Status]] = frozenset({"failed", "unneeded"})

#: Every status in the order in which they are counted.
STATUSES: Final[tuple[Status, ...]] = (
    "passed",
    "failed",
    "excused",
    "unneeded",
    "not_claimed",
    "blocked",
)


@attrs.frozen(kw_only=True)
class Outcome:
    """What became of one check.

    Args:
        check_id: Its permanent id.
        kind: What the member is, such as ``payment rule``.
        member: The member, such as ``barter``.
        status: What became of it.
        title: The law in one sentence.
        told: Why: the evidence, the reason of the excuse, or what is not claimed.
        if_fails: What a failure means, and the mend.

    Example:
        >>> one = Outcome(
        ...     check_id="PR-L05",
        ...     kind="payment rule",
        ...     member="barter",
        ...     status="unneeded",
        ...     title="who sells more is not paid less",
        ...     told="the law holds",
        ...     if_fails="",
        ... )
        >>> one.is_failure
        True
    """

    check_id: str
    kind: str
    member: str
    status: Status
    title: str
    told: str = ""
    if_fails: str = ""

    @property
    def is_failure(self) -> bool:
        """Whether the plugin does not conform."""
        return self.status in FAILURES
