"""Campaign: who creates in the made-up worlds, how people come by them, and what was agreed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import narwhals as nw

from influence.deals import Deal
from influence.money import Money
from influence.payments import Tier, Tiered
from influence.periods import Period, zone
from influence.tracking import Mark, Owners

CREATORS = 500
ZONE = "America/New_York"
#: All orders lie in it.
HALF_YEAR = Period(
    dt.datetime(2026, 1, 1, tzinfo=zone(ZONE)), dt.datetime(2026, 7, 1, tzinfo=zone(ZONE))
)


def owners() -> Owners:
    """A link, a code and a keyword for every creator."""
    return Owners(
        tuple(
            Mark(kind=kind, value=value_of(kind, number), creator_id=name_of(number))
            for number in range(CREATORS)
            for kind in ("link", "code", "dm")
        )
    )


def value_of(kind: str, number: int) -> str:
    """How people come by a creator; a landing page is told by the link."""
    word = "link" if kind == "landing" else kind
    return f"{word}{number:03}"


def deals() -> list[Deal]:
    """For every creator the same ladder, which is climbed once in the campaign."""
    ladder = Tiered(
        tiers=[
            Tier("0.05"),
            Tier("0.08", starts_at=Money("10000", "USD")),
            Tier("0.10", starts_at=Money("50000", "USD")),
        ],
        meaning="marginal",
    )
    return [Deal(creator_id=name_of(number), terms=ladder) for number in range(CREATORS)]


def name_of(number: int) -> str:
    """A creator."""
    return f"creator-{number:03}"


def summed(rows: Any) -> Any:  # noqa: ANN401 - a frame of any engine
    """Gross and net of every model by creator, and nothing else."""
    frame = nw.from_native(rows).lazy()
    amounts = [name for name in frame.collect_schema().names() if name.endswith("_minor")]
    return frame.group_by("creator_id").agg(nw.col(*amounts).sum()).to_native()
