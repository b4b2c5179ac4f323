"""Bugs of windows: ends that are off, and changes that nobody asks for."""

from __future__ import annotations

import datetime as dt
from typing import cast
from zoneinfo import ZoneInfo

import attrs

from influence.orders import Order
from influence.platforms import Account
from influence.sansio import Conversation, Page, Window
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._seeded import bug, whole

_LEAST = dt.timedelta(microseconds=1)
_DEFAULT = dt.timedelta(hours=2)
_NOON = dt.datetime(2026, 5, 1, 12, 0, tzinfo=dt.UTC)
_BERLIN = ZoneInfo("Europe/Berlin")


def _shifted(window: Window, *, since: dt.timedelta, until: dt.timedelta) -> Window:
    """A window whose ends are elsewhere."""
    return Window(
        since=None if window.since is None else window.since + since,
        until=None if window.until is None else window.until + until,
    )


@bug("on_window", "PC-D01")
def after_the_beginning(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Leaves out what happens at the very beginning."""
    return _shifted(window, since=_LEAST, until=_LEAST * 0)


@bug("on_window", "PC-D02")
def end_counted_in(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Counts in what happens at the very end."""
    return _shifted(window, since=_LEAST * 0, until=_LEAST)


@bug("on_window", "PC-D03")
def whole_hours_after(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Begins an hour late, so that windows do not meet."""
    return _shifted(window, since=_DEFAULT / 2, until=_LEAST * 0)


@whole("PC-D04")
class OneAMoment(Bent):
    """Takes items of one moment for one item."""

    def on_page(self, page: Page[object]) -> Page[object]:
        """A page whose items have moments of their own."""
        by_moment = {
            getattr(item, "published_at", getattr(item, "at", item)): item for item in page.items
        }
        return attrs.evolve(page, items=tuple(by_moment.values()))


@bug("on_window", "PC-D05")
def window_by_the_wall(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Cuts the offset of a window off."""
    return Window(
        since=window.since and window.since.replace(tzinfo=dt.UTC),
        until=window.until and window.until.replace(tzinfo=dt.UTC),
    )


@bug("on_window", "PC-D06")
def second_hour_lost(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Takes the second of two hours of one name for the first."""
    if window.since is None or window.until is None:
        return window
    since = window.since.astimezone(_BERLIN).replace(fold=0).astimezone(dt.UTC)
    return Window(since=since, until=since + (window.until - window.since))


@bug("on_window", "PC-D07")
def only_the_last_days(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Reads from a default on when nobody says from when."""
    return window.from_(window.since or _NOON)


@whole("PC-D09")
class ByTheDayPlaced(Bent):
    """Leaves out orders that were placed before the window, though they changed in it."""

    def orders(self, *, window: Window, cursor: str | None) -> Conversation[Page[Order]]:
        """The orders that were placed in the window."""
        page = yield from super().orders(window=window, cursor=cursor)
        return attrs.evolve(page, items=tuple(one for one in page.items if one.at in window))


@bug("on_window", "PC-D10")
def window_on_first_page(_self: Bent, window: Window, cursor: str | None) -> Window:
    """Sends the window with the first page alone."""
    return window if cursor is None else Window()


@bug("on_window", "PC-D11")
def whole_seconds(_self: Bent, window: Window, _cursor: str | None) -> Window:
    """Cuts parts of a second off."""
    return Window(
        since=window.since and window.since.replace(microsecond=0),
        until=window.until and window.until.replace(microsecond=0),
    )


@whole("PC-D12")
class FromWhereItStopped(Bent):
    """Begins where the last read of it ended, whatever window it is given."""

    def on_window(self, window: Window, _cursor: str | None) -> Window:
        """A window that begins later each time."""
        last = cast("dt.datetime | None", self.memory.get("last"))
        self.memory["last"] = window.until
        is_within = last is not None and (window.until is None or last < window.until + _DEFAULT)
        return Window(since=last) if is_within else window


@bug("on_account", "PC-D13")
def always_its_own(_self: Bent, account: Account) -> Account:
    """Reads the account of the token, whichever was asked for."""
    return attrs.evolve(account, account_id="001")
