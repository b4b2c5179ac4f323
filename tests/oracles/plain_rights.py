"""Rights read slowly: each question asked one by one, in plain days, knowing nothing of ours."""

from __future__ import annotations

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

import attrs

from influence.rights import AdAuthorisation, RightsLine, Usable, WantedUse

KINDS = {
    "organic_repost": {"organic_repost", "paid_usage", "full_commercial"},
    "paid_usage": {"paid_usage", "full_commercial"},
    "whitelisting": {"whitelisting"},
    "full_commercial": {"full_commercial"},
}


@attrs.frozen(kw_only=True)
class PlainRights:
    """What a deal grants, and the zone of its days."""

    lines: tuple[RightsLine, ...]
    leaves: tuple[AdAuthorisation, ...]
    zone: ZoneInfo

    def allows(self, usable: Usable, wanted: WantedUse) -> bool:
        """Whether one line says yes to every question, and a leave where one is needed."""
        if wanted.purpose == "whitelisting" and not any(
            self._leaves(leave, usable, wanted) for leave in self.leaves
        ):
            return False
        return any(self._grants(line, usable, wanted) for line in self.lines)

    def _leaves(self, leave: AdAuthorisation, usable: Usable, wanted: WantedUse) -> bool:
        at = wanted.at.timestamp()
        if at < leave.granted_at.timestamp():
            return False
        if leave.days is not None and at >= leave.granted_at.timestamp() + 86_400 * leave.days:
            return False
        if leave.revoked_at is not None and at >= leave.revoked_at.timestamp():
            return False
        same_post = leave.post_id is None or leave.post_id == usable.post_id
        return same_post and usable.platform in {None, leave.platform}

    def _grants(self, line: RightsLine, usable: Usable, wanted: WantedUse) -> bool:
        return all(
            (
                line.kind in KINDS[wanted.purpose],
                not line.posts or usable.post_id in line.posts,
                self._is_there(line, wanted),
                not usable.edited or line.edits == "any" or (line.edits == "trim" and usable.cut),
                not usable.made_by_ai or line.ai != "none",
                line.impressions is None or usable.shown < line.impressions,
                self._runs(line, usable, wanted),
            )
        )

    def _is_there(self, line: RightsLine, wanted: WantedUse) -> bool:
        channels = {channel.lower() for channel in line.channels}
        if not channels & {"*", wanted.channel.lower()}:
            return False
        if wanted.territory is None:
            return not line.territories and not line.territories_out
        is_in = not line.territories or wanted.territory in line.territories
        return is_in and wanted.territory not in line.territories_out

    def _runs(self, line: RightsLine, usable: Usable, wanted: WantedUse) -> bool:
        if isinstance(line.starts, dt.date):
            start = dt.datetime.combine(line.starts, dt.time(), self.zone)
        else:
            told = usable.published_at if line.starts == "published" else usable.approved_at
            if told is None:
                return False
            start = told
        if wanted.at.timestamp() < start.timestamp():
            return False
        last = self._last_day(line, start)
        if last is None:
            return True
        if wanted.runs_already:
            last += dt.timedelta(days=line.sunset_days)
        return wanted.at.astimezone(self.zone).date() < last

    def _last_day(self, line: RightsLine, start: dt.datetime) -> dt.date | None:
        """The first day on which it is over, counted month by month and day by day."""
        if line.until is not None:
            return line.until
        if not line.days and not line.months:
            return None
        day = start.astimezone(self.zone).date()
        if line.months:
            month = day.month - 1 + line.months
            year, month = day.year + month // 12, month % 12 + 1
            day = dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
        return day + dt.timedelta(days=line.days or 0)
