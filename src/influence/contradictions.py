"""Contradictions: facts of a book that cannot both be right, and figures that it cannot tell.

Nothing is corrected here and no figure is changed; each contradiction is a finding with its place.
They are found by the lint rules that come with the library, one a file in ``influence.lint``; an
evaluation asks the rules that the book names as well. Rows that broke a rule on the way in are
found by ``influence.books``.
"""

from __future__ import annotations

from influence.findings import Finding
from influence.lint import built_in_findings
from influence.scorecards import Scoreboard

__all__ = ["contradictions"]


def contradictions(board: Scoreboard) -> tuple[Finding, ...]:
    """Everything that does not fit together in a book."""
    return built_in_findings(board)
