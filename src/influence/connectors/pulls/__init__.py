"""Pulls: everything that a connector tells of a book's accounts, put into the book's tables.

    book → accounts, window → session → facts and gaps → posts, touches, orders, refunds, gaps

A list that breaks off is a gap that has a name, and everything else arrives. How far each read has
come is kept beside the tables, so that the next pull asks only for what is new or may have changed,
and pulling twice gives the same book.
"""

from __future__ import annotations

from influence.connectors.pulls._book import plan_book, pull_book
from influence.connectors.pulls._progress import PullProgress
from influence.connectors.pulls._pull import PullSummary, apull, pull
from influence.connectors.pulls._reading import PullScope
from influence.connectors.pulls._served import session_for

__all__ = [
    "PullProgress",
    "PullScope",
    "PullSummary",
    "apull",
    "plan_book",
    "pull",
    "pull_book",
    "session_for",
]
