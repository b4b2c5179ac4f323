"""Reconciled line: what they say, what we say, and why the two differ.

difference = theirs − ours
"""

from __future__ import annotations

from typing import Literal

import attrs

from influence import _requirements as require
from influence.money import Money
from influence.reconciliation._reason import Reason
from influence.reconciliation._their_line import TheirLine
from influence.workings import Working

Status = Literal["agrees", "explained", "unexplained"]


@attrs.frozen(kw_only=True)
class ReconciledLine:
    """Their line, or several of one creator, order and period, beside our figure.

    Args:
        creator_id: Whose, as they write it.
        theirs: What they say.
        ours: What we say; ``None`` when it cannot be said.
        order_id: For which order, if for one.
        period: For which accrual period, if for one.
        lines: The lines of their table; none for what they do not list.
        reasons: Every reason that makes their figure to the cent; any of them may be the true one.
        missing: What would have to be known to say more.
        note: How our figure is to be read, where that has to be said.
    """

    creator_id: str
    theirs: Money
    ours: Money | None
    order_id: str | None = None
    period: str | None = None
    lines: tuple[TheirLine, ...] = attrs.field(
        default=(), validator=require.are(TheirLine, called="lines of theirs")
    )
    reasons: tuple[Reason, ...] = attrs.field(
        default=(), validator=require.are(Reason, called="reasons")
    )
    missing: tuple[str, ...] = attrs.field(default=(), validator=require.are_texts)
    note: str = ""

    @property
    def difference(self) -> Money | None:
        """Theirs less ours; ``None`` when ours is not known or in another currency."""
        if self.ours is None or self.ours.currency != self.theirs.currency:
            return None
        return self.theirs - self.ours

    @property
    def status(self) -> Status:
        """``agrees``, ``explained`` when a reason makes their figure, else ``unexplained``."""
        if self.difference is not None and self.difference.is_zero and not self.reasons:
            return "agrees"
        return "explained" if self.reasons else "unexplained"

    @property
    def where(self) -> str:
        """Where their lines stand; empty for what they do not list."""
        return ", ".join(line.place for line in self.lines if line.place)

    @property
    def subject(self) -> str:
        """Whose it is and what for, such as ``maya order 1042``."""
        order = "" if self.order_id is None else f" order {self.order_id}"
        return f"{self.creator_id}{order}{'' if self.period is None else f' {self.period}'}"

    def working(self) -> Working:
        """Theirs, ours, why they differ, what is missing, and the difference."""
        ours = "not known" if self.ours is None else self.ours
        working = Working.of(("theirs", self.theirs), ("ours", ours))
        if self.note:
            working = working.then("ours", self.note)
        for reason in self.reasons:
            working = working.then(reason.name, reason)
        for fact in self.missing:
            working = working.then("missing", fact)
        difference = "not known" if self.difference is None else self.difference
        return working.then(f"difference, {self.status}", difference)
