"""Faults: everything that keeps a campaign book from being read, in one error.

A row that breaks a rule is left out and the book is still a book. A fault is worse: the campaign
file or a table that everything rests on cannot be used, so there is no book to speak of. All faults
are collected before anybody is told, because finding them one by one would take as many tries as
there are faults.
"""

from __future__ import annotations

from collections.abc import Iterable

from influence.errors import InvalidInputError, shown
from influence.findings import Finding

_MOST_TOLD = 50


class InvalidBookError(InvalidInputError):
    """A folder cannot be read as a campaign book.

    Args:
        path: The folder, as the caller wrote it.
        findings: Every fault, and whatever else was found, each with its place.

    Example:
        >>> fault = Finding(
        ...     code="INF201", where="campaign.toml:3", message="schema must be 1, got 2"
        ... )
        >>> print(InvalidBookError("spring", [fault]))
        campaign book must be free of faults, got 1 in 'spring'
          campaign.toml:3: INF201 schema must be 1, got 2
    """

    def __init__(self, path: str, findings: Iterable[Finding]) -> None:
        """Keep the path and the faults."""
        self.path = path
        self.findings = tuple(findings)
        super().__init__("campaign book", "be free of faults", path)
        self.args = (path, self.findings)

    def __str__(self) -> str:
        """Return the number of faults and each of them on a line of its own."""
        faults = [finding for finding in self.findings if finding.severity == "error"]
        told = [f"  {finding}" for finding in faults[:_MOST_TOLD]]
        rest = len(faults) - len(told)
        more = [f"  and {rest} more"] if rest else []
        count = f"{self.what} must {self.rule}, got {len(faults)} in {shown(self.path)}"
        return "\n".join([count, *told, *more])
