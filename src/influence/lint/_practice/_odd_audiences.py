"""Odd audiences: what is unusual about a booked creator, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject
from influence.shares import Share

_ODD, _OTHERS = FINDING_KINDS["INF895"], FINDING_KINDS["INF898"]


@attrs.frozen(kw_only=True)
class OddAudiences:
    """Tell the anomalies of creators who are booked, and audiences that are mostly others.

    Args:
        least_match: Below this share of the persona an audience is mostly others.

    Raises:
        InvalidInputError: *least_match* is above 1.
    """

    name: ClassVar[str] = "odd_audiences"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_ODD, _OTHERS)

    least_match: Share = attrs.field(default=Share("0.2"), validator=require.is_part)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each anomaly, and one for each audience."""
        booked = {deal.creator_id for deal in subject.book.deals}
        for card in subject.vetted:
            if card.creator_id not in booked:
                continue
            where = Place(table="creators", row=card.creator_id)
            for anomaly in card.anomalies:
                message = f"{card.creator_id}: {anomaly.evidence}; or {anomaly.innocent}"
                yield _ODD.finding(where=where, message=message)
            match = next(part.value for part in card.parts if part.signal == "audience_match")
            if match is not None and match < self.least_match.fraction:
                message = (
                    f"{card.creator_id}: {round(100 * match)} % of the audience is the persona, "
                    f"less than {self.least_match}"
                )
                yield _OTHERS.finding(where=where, message=message)
