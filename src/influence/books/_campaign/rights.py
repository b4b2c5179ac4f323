"""Rights of the campaign file: what may be done with what a creator made, line by line."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from influence.books._campaign.keys import Keys
from influence.rights import TERM_STARTS, AdAuthorisation, RightsLine, UsageRights


def read_usage_rights(section: Keys) -> UsageRights | None:
    """The short form."""
    table = section.table("usage_rights")
    if table is None:
        return None
    channels = table.texts("channels")
    days = table.count("days")
    paid = table.flag("paid_amplification")
    table.refuse_others()
    if channels is None or days is None:
        return None
    return table.built(
        lambda: UsageRights(channels=channels, days=days, paid_amplification=paid is True)
    )


def read_rights(section: Keys, *, currency: str | None) -> tuple[RightsLine, ...]:
    """Each line."""
    lines = [_line(table, currency=currency) for table in section.tables("rights")]
    return tuple(line for line in lines if line is not None)


def _line(table: Keys, *, currency: str | None) -> RightsLine | None:
    """One line."""
    fields: dict[str, Any] = {
        "kind": table.text("kind"),
        "channels": table.texts("channels"),
        "territories": table.texts("territories"),
        "territories_out": table.texts("territories_out"),
        "starts": _start(table),
        "days": table.count("days"),
        "months": table.count("months"),
        "until": table.day("until"),
        "sunset_days": table.count("sunset_days"),
        "impressions": table.count("impressions"),
        "edits": table.text("edits"),
        "ai": table.text("ai"),
        "exclusivity": table.text("exclusivity"),
        "renewal": table.text("renewal"),
        "notice_days": table.count("notice_days"),
        "renewal_price": table.amount("renewal_price", currency=currency),
        "price": table.amount("price", currency=currency),
        "posts": table.texts("posts"),
    }
    table.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    if "kind" not in given or "channels" not in given:
        return None
    return table.built(lambda: RightsLine(**given))


def _start(table: Keys) -> str | dt.date | None:
    """A word, or a day that is written as text."""
    told = table.text("starts")
    if told is None or told in TERM_STARTS:
        return told
    return table.made("starts", lambda: dt.date.fromisoformat(told)) if _is_day(told) else told


def _is_day(text: str) -> bool:
    """Whether a text is a day as ISO 8601 writes it."""
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_authorisations(
    section: Keys, *, time_zone: ZoneInfo | None
) -> tuple[AdAuthorisation, ...]:
    """Each leave to advertise under the creator's name."""
    if time_zone is None:
        return ()
    found = [_leave(table, zone=time_zone) for table in section.tables("ad_authorisations")]
    return tuple(one for one in found if one is not None)


def _leave(table: Keys, *, zone: ZoneInfo) -> AdAuthorisation | None:
    """One leave."""
    fields: dict[str, Any] = {
        "platform": table.text("platform"),
        "granted_at": table.moment("granted_at", zone=zone),
        "days": table.count("days"),
        "post_id": table.text("post"),
        "revoked_at": table.moment("revoked_at", zone=zone),
        "code": table.text("code"),
    }
    table.refuse_others()
    given = {name: value for name, value in fields.items() if value is not None}
    if "platform" not in given or "granted_at" not in given:
        return None
    return table.built(lambda: AdAuthorisation(**given), renamed={"post_id": "post"})
