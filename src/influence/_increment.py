"""Increment: what the control of a book says, or why there is no incremental figure.

A book has a control when it has a table of people held out at random or of control regions. Without
one nothing incremental is said, whatever the attributed figures are.
"""

from __future__ import annotations

import attrs

from influence.campaign_book import Book
from influence.errors import MissingDataError
from influence.findings import Finding
from influence.incrementality import Incrementality, difference_in_differences, holdout
from influence.money import Money

_SAID = "The attributed figures are not incremental"
_NO_CONTROL = (
    "the book has no control (people held out at random, or regions without the campaign), "
    "so nobody can tell which of these sales would have come anyway"
)


@attrs.frozen(kw_only=True)
class Increment:
    """What a control says.

    Args:
        found: What it says; ``None`` when there is none, or it cannot be used.
        reason: Why there is nothing, in one sentence; empty when there is.
        findings: What a reader has to know beside it.
    """

    found: Incrementality | None
    reason: str
    findings: tuple[Finding, ...]


def increment_of(book: Book, *, spend: Money) -> Increment:
    """What the control of *book* says of a *spend*."""
    if not book.holdouts and not book.controls:
        return Increment(found=None, reason=f"{_SAID}: {_NO_CONTROL}.", findings=())
    table = "holdouts" if book.holdouts else "controls"
    try:
        found = _held_out(book, spend) if book.holdouts else _compared(book, spend)
    except MissingDataError as error:
        finding = Finding(code="INF405", where=table, message=str(error))
        reason = f"{_SAID}: the table {table} cannot be used, because {error}."
        return Increment(found=None, reason=reason, findings=(finding,))
    both = (_two_controls(),) if book.holdouts and book.controls else ()
    return Increment(found=found, reason="", findings=(*found.findings, *both))


def _held_out(book: Book, spend: Money) -> Incrementality:
    """People kept from the campaign beside the others."""
    return holdout(book.holdouts, spend=spend)


def _compared(book: Book, spend: Money) -> Incrementality:
    """Regions with the campaign beside regions without; per head where every row tells people."""
    return difference_in_differences(
        book.controls,
        starts=book.campaign.starts,
        ends=book.campaign.ends,
        spend=spend,
        per="head" if all(row.people is not None for row in book.controls) else "region",
    )


def _two_controls() -> Finding:
    """What is said of the control that is not used."""
    message = "book must have one control to be told, got holdouts as well: the regions are not"
    return Finding(code="INF409", where="controls", message=message)
