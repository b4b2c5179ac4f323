"""Vague offer: what the audience is asked to do, why now, and until when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.lint._rule import LintSubject

_NONE, _NOT_NOW, _DEADLINE = (FINDING_KINDS[code] for code in ("INF801", "INF802", "INF803"))


@attrs.frozen(kw_only=True)
class VagueOffer:
    """Find a campaign whose offer leaves open what to do, why now, or until when."""

    name: ClassVar[str] = "vague_offer"
    kinds: ClassVar[tuple[FindingKind, ...]] = (_NONE, _NOT_NOW, _DEADLINE)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """What is left open; without an offer nothing else is asked."""
        campaign = subject.book.campaign
        offer = campaign.offer
        if offer is None:
            if subject.book.deals:
                where = Place(table="campaign", key="offer")
                message = "the campaign must say what is offered and what to do, got no offer"
                yield _NONE.finding(where=where, message=message)
        elif offer.urgency is None:
            where = Place(table="campaign", key="offer.urgency")
            message = f"the offer of {offer.product} must say why to act now, got nothing"
            yield _NOT_NOW.finding(where=where, message=message)
        elif offer.urgency == "deadline" and offer.deadline is None:
            where = Place(table="campaign", key="offer.deadline")
            message = "an offer with a deadline must name its day, got none"
            yield _DEADLINE.finding(where=where, message=message)
        if offer is not None and offer.deadline is not None and offer.deadline < campaign.starts:
            where = Place(table="campaign", key="offer.deadline")
            rule = f"not lie before the campaign starts on {campaign.starts.isoformat()}"
            message = f"deadline must {rule}, got {offer.deadline.isoformat()}"
            yield _DEADLINE.finding(where=where, message=message)
