"""A campaign to begin with, for facts that were imported into an empty folder.

Its currency and dates are those of the facts. What was agreed cannot be learnt from an export: the
deals, and with them whose each mark is, are for the person who knows.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from influence.books._folder import CAMPAIGN
from influence.books._toml_text import toml_text
from influence.errors import InvalidInputError
from influence.sources import Sourced

_METRICS = ("clicks", "orders", "revenue")
_HEAD = """\
# Written by an import, to begin with: name, dates and success metrics are yours to change.
# Add a deal for each creator, with its codes and links; nobody is credited before there is one.
"""


def first_campaign(sourced: Sourced, *, name: str) -> dict[str, str]:
    """The campaign file and the table of creators, by the names of their files.

    Raises:
        InvalidInputError: There are no facts whose currency and dates it could have.
    """
    days = sorted({*(order.at.date() for order in sourced.orders), *_days(sourced)})
    money = Counter(order.items.currency for order in sourced.orders)
    money.update(row.revenue.currency for row in sourced.results if row.revenue is not None)
    if not days or not money:
        rule = "have orders or results with revenue, where there is no campaign yet"
        raise InvalidInputError("export", rule, "none")
    campaign: dict[str, object] = {
        "id": name or "campaign",
        "name": name or "campaign",
        "currency": money.most_common(1)[0][0],
        "time_zone": "UTC",
        "starts": days[0],
        "ends": days[-1] + dt.timedelta(days=1),
        "success_metrics": list(_METRICS),
    }
    text = toml_text({"schema": 1, "campaign": campaign})
    return {CAMPAIGN: _HEAD + text, "creators.csv": "creator_id,name\n"}


def _days(sourced: Sourced) -> set[dt.date]:
    """The days of counted results."""
    return {row.date for row in sourced.results}
