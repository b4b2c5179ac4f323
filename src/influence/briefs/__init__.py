"""Briefs: for each creator one page that says what, for whom, by when, and never in which words.

    guidelines + deal + links + dates + disclosure + rights → brief → Markdown, page

Every part comes from the book; what the book does not say is named as missing. Drawing it as a page
to print is for ``influence.report``. Source: S1, S2, S3.
"""

from __future__ import annotations

from influence.briefs._assembly import brief_of, briefs_of
from influence.briefs._brief import MOST_LETTERS, MOST_LINES, MOST_POINTS, Brief, BriefPiece
from influence.briefs._markdown import brief_markdown, plain

__all__ = [
    "MOST_LETTERS",
    "MOST_LINES",
    "MOST_POINTS",
    "Brief",
    "BriefPiece",
    "brief_markdown",
    "brief_of",
    "briefs_of",
    "plain",
]
