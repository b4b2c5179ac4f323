"""Permission: whether something may be used in one way at one moment, and the line that decides.

    some line covers the purpose, holds there, and its term is running → yes, by that line
    otherwise → no, with what each line lacks

A fact that is not known never makes a yes: a term that begins with a post needs its date, and a
right that leaves countries out needs the country.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

import attrs

from influence import _requirements as require
from influence.periods import microseconds
from influence.rights._ad_authorisation import AdAuthorisation
from influence.rights._rights_line import (
    USAGE_KINDS,
    RightsLine,
    UsageKind,
)

_NO_LEAVE = "it needs leave to advertise under the creator's name, and none holds then"


@attrs.frozen(kw_only=True)
class Usable:
    """What is to be used, as far as rights look at it.

    Args:
        post_id: The post that it comes from; ``None`` when unknown.
        published_at: When that was published; ``None`` when unknown.
        approved_at: When its draft was approved; ``None`` when unknown.
        platform: Where it was published; ``None`` when unknown.
        edited: Whether it is no longer as it was published.
        cut: Whether it was only cut shorter.
        made_by_ai: Whether a machine has changed it.
        shown: How often it was shown already under the rights, as far as that is known.
    """

    post_id: str | None = None
    published_at: dt.datetime | None = None
    approved_at: dt.datetime | None = None
    platform: str | None = None
    edited: bool = False
    cut: bool = False
    made_by_ai: bool = False
    shown: int = 0


@attrs.frozen(kw_only=True)
class WantedUse:
    """What is to be done with it.

    Args:
        channel: Where.
        at: When.
        purpose: What for: one of ``USAGE_KINDS``.
        territory: In which country; ``None`` when it is shown in all.
        runs_already: Whether it has run since before the moment, so that a sunset counts.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: The purpose is not known; the close one is named.
    """

    channel: str = attrs.field(validator=require.is_line)
    at: dt.datetime = attrs.field(validator=require.has_offset)
    purpose: UsageKind = attrs.field(validator=require.one_of(USAGE_KINDS))
    territory: str | None = attrs.field(
        default=None, validator=attrs.validators.optional(require.is_country)
    )
    runs_already: bool = attrs.field(default=False, validator=require.is_flag)


@attrs.frozen(kw_only=True)
class Permission:
    """The answer.

    Args:
        is_allowed: Whether it may be used so.
        line: The line that decides; ``None`` when none does.
        reason: Why, in one sentence.
        lacks: What each line that does not decide lacks, in the order of the deal.
        until: When the yes ends; ``None`` when it does not, or when it is a no.
    """

    is_allowed: bool
    line: RightsLine | None
    reason: str
    lacks: tuple[tuple[RightsLine, str], ...] = ()
    until: dt.datetime | None = None


def can_use(
    usable: Usable,
    wanted: WantedUse,
    *,
    lines: Iterable[RightsLine],
    authorisations: Iterable[AdAuthorisation] = (),
    zone: ZoneInfo,
) -> Permission:
    """Whether something may be used in one way at one moment.

    Args:
        usable: What.
        wanted: How, where and when.
        lines: The rights of its deal.
        authorisations: The creator's leaves to advertise under their name.
        zone: The zone of the days.

    Example:
        >>> utc = ZoneInfo("UTC")
        >>> began = dt.datetime(2026, 3, 2, 12, tzinfo=utc)
        >>> answer = can_use(
        ...     Usable(post_id="maya-1", published_at=began),
        ...     WantedUse(channel="email", at=began, purpose="paid_usage"),
        ...     lines=[RightsLine(kind="paid_usage", channels=("paid_social",), days=90)],
        ...     zone=utc,
        ... )
        >>> answer.is_allowed, answer.reason
        (False, 'no line is a right to paid usage on email: the nearest is for paid_social')
    """
    lacks: list[tuple[RightsLine, str]] = []
    best: tuple[RightsLine, dt.datetime | None] | None = None
    leave = _leave(usable, wanted, authorisations)
    for line in lines:
        lack = next(_lacking(line, usable, wanted, zone=zone), "") or ("" if leave else _NO_LEAVE)
        if lack:
            lacks.append((line, lack))
            continue
        end = _until(line, usable, wanted, zone=zone)
        if best is None or _is_later(end, than=best[1]):
            best = (line, end)
    if best is None:
        return Permission(
            is_allowed=False, line=None, reason=_refusal(wanted, lacks), lacks=tuple(lacks)
        )
    line, until = best
    return Permission(
        is_allowed=True, line=line, reason=f"by {line.named}", lacks=tuple(lacks), until=until
    )


def _leave(usable: Usable, wanted: WantedUse, told: Iterable[AdAuthorisation]) -> bool:
    """Whether the creator's name may be advertised under, where that is asked for."""
    return wanted.purpose != "whitelisting" or any(
        one.holds(wanted.at) and one.is_for(platform=usable.platform, post_id=usable.post_id)
        for one in told
    )


def _lacking(
    line: RightsLine, usable: Usable, wanted: WantedUse, *, zone: ZoneInfo
) -> Iterator[str]:
    """What a line lacks to be the right that is wanted, the plainest first."""
    if not line.covers(wanted.purpose):
        yield f"it is a right to {line.kind.replace('_', ' ')}"
    if line.posts and usable.post_id not in line.posts:
        yield f"it is for {', '.join(line.posts)}"
    if not line.is_for(channel=wanted.channel, territory=wanted.territory):
        yield _place_of(line, wanted)
    if usable.edited and line.edits != "any" and not (usable.cut and line.edits == "trim"):
        yield f"it allows {'cuts only' if line.edits == 'trim' else 'no edits'}"
    if usable.made_by_ai and line.ai == "none":
        yield "it allows no changes by machines"
    if line.impressions is not None and usable.shown >= line.impressions:
        yield f"it was for {line.impressions} impressions, which are used"
    yield from _term(line, usable, wanted, zone=zone)


def _place_of(line: RightsLine, wanted: WantedUse) -> str:
    """Where a line holds, when that is not where it is wanted."""
    if not line.is_in(wanted.channel):
        return f"it is for {', '.join(line.channels)}"
    where = f" in {', '.join(line.territories)}" if line.territories else ""
    out = f" outside {', '.join(line.territories_out)}" if line.territories_out else ""
    return f"it holds{where}{out}"


def _term(line: RightsLine, usable: Usable, wanted: WantedUse, *, zone: ZoneInfo) -> Iterator[str]:
    """What the term of a line says against the moment."""
    start = term_start(line, usable, zone=zone)
    if start is None:
        yield f"nobody knows when it was {line.starts}"
        return
    if microseconds(wanted.at) < microseconds(start):
        yield f"it begins on {start.astimezone(zone).date().isoformat()}"
    end = _last(line, start, wanted, zone=zone)
    if end is not None and microseconds(wanted.at) >= microseconds(end):
        yield f"it ended on {end.astimezone(zone).date().isoformat()}"


def term_start(line: RightsLine, usable: Usable, *, zone: ZoneInfo) -> dt.datetime | None:
    """When the term of a line begins; ``None`` when nobody knows."""
    if isinstance(line.starts, dt.date):
        return dt.datetime.combine(line.starts, dt.time(), zone)
    return usable.published_at if line.starts == "published" else usable.approved_at


def _last(
    line: RightsLine, start: dt.datetime, wanted: WantedUse, *, zone: ZoneInfo
) -> dt.datetime | None:
    """When a line is over for a use, with the sunset of what runs already."""
    end = line.ends_after(start, zone=zone)
    if end is None or not wanted.runs_already or not line.sunset_days:
        return end
    day = end.astimezone(zone).date() + dt.timedelta(days=line.sunset_days)
    return dt.datetime.combine(day, dt.time(), zone)


def _until(
    line: RightsLine, usable: Usable, wanted: WantedUse, *, zone: ZoneInfo
) -> dt.datetime | None:
    """When a yes by a line ends."""
    start = term_start(line, usable, zone=zone)
    return None if start is None else _last(line, start, wanted, zone=zone)


def _is_later(end: dt.datetime | None, *, than: dt.datetime | None) -> bool:
    """Whether an end comes after another; an open one comes after all."""
    if than is None:
        return False
    return end is None or microseconds(end) > microseconds(than)


def _refusal(wanted: WantedUse, lacks: list[tuple[RightsLine, str]]) -> str:
    """Why it is a no."""
    what = f"a right to {wanted.purpose.replace('_', ' ')} on {wanted.channel}"
    if not lacks:
        return f"no line is {what}: the deal grants no rights"
    near = [one for one in lacks if one[0].covers(wanted.purpose)] or lacks
    return f"no line is {what}: the nearest {near[0][1].removeprefix('it ')}"
