"""Windows: from when until when, to the very second, and what changed since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

import attrs

from influence.sansio import Window
from influence.testing._conformance._check import check
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._matching import (
    expect,
    id_of,
    must_arrive,
    must_be_ids,
    must_match,
)
from influence.testing._platform_checks._subject import WINDOWED, PlatformSubject
from influence.testing._platform_checks._worlds import (
    holding,
    item,
    many,
    moment,
    moved,
    order,
    pages_of,
    world,
)

_NEEDS = ("fake", "windows")
_SECOND: Final = dt.timedelta(seconds=1)
_HALF: Final = dt.timedelta(milliseconds=500)
_BERLIN: Final = ZoneInfo("Europe/Berlin")


def _ids(subject: PlatformSubject, ask: Ask, count: int, window: Window) -> Sequence[str]:
    """The ids that a window of a world of so many items brings."""
    stage = subject.stage(many(subject, ask, count))
    return [id_of(one, read=ask.read) for one in stage.items(ask.within(window))]


def _must_be_held(subject: PlatformSubject, window: Window, *, count: int = 6) -> None:
    """What lies in a window has to arrive, and nothing else."""
    for ask in subject.asks(WINDOWED):
        must_arrive(subject, many(subject, ask, count), ask.within(window))


@check(
    "PC-D01",
    needs=_NEEDS,
    if_fails="The first sale of a month belongs to no month, and nobody is paid for it. Most often "
    "the platform's `after` leaves out its own moment. Ask from a moment earlier and keep what is "
    "in the window.",
)
def beginning_is_in(subject: PlatformSubject) -> None:
    """What happens at the very beginning of a window is in it."""
    _must_be_held(subject, Window(since=moment(2)))


@check(
    "PC-D02",
    needs=_NEEDS,
    if_fails="A sale at midnight is counted in two months and paid twice, or the end is not kept "
    "to at all. Most often the platform's `until` counts its own moment in. Keep only what is in "
    "the window.",
)
def end_is_out(subject: PlatformSubject) -> None:
    """What happens at the very end of a window is not in it."""
    _must_be_held(subject, Window(since=moment(0), until=moment(3)))


@check(
    "PC-D03",
    needs=_NEEDS,
    if_fails="A year read month by month is not the year: sales on the borders are lost or "
    "doubled. Most often one end is rounded to a day. Hand on the moments as they are.",
)
def windows_tile(subject: PlatformSubject) -> None:
    """Two windows that meet bring what one over both brings, each item once."""
    for ask in subject.asks(WINDOWED):
        whole = _ids(subject, ask, 7, Window(since=moment(1), until=moment(6)))
        early = _ids(subject, ask, 7, Window(since=moment(1), until=moment(3)))
        late = _ids(subject, ask, 7, Window(since=moment(3), until=moment(6)))
        pair = sorted([*early, *late])
        rule = f"bring together {sorted(whole)}"
        expect(f"{subject.member} {ask.read}", rule, pair, holds=pair == sorted(whole) != [])


@check(
    "PC-D04",
    needs=_NEEDS,
    if_fails="Of sales in the same second all but one are lost; a sale of tickets has hundreds. "
    "Most often the moment of the last item is taken as the cursor. Page by the platform's own "
    "cursor.",
)
def equal_moments(subject: PlatformSubject) -> None:
    """Items of one and the same moment all arrive, across the border of pages too."""
    for ask in subject.asks(WINDOWED):
        count = 2 * subject.capability.read(ask.read).paging.size + 1
        same = [
            moved(item(subject, ask.read, f"same{number}"), moment(1)) for number in range(count)
        ]
        window = Window(since=moment(1), until=moment(1) + _SECOND)
        must_arrive(subject, holding(subject, ask, same), ask.within(window))


@check(
    "PC-D05",
    needs=_NEEDS,
    if_fails="Whoever sits in Tokyo reads another day than whoever sits in Berlin. Most often the "
    "offset is cut off. Send the offset, or convert to what the platform takes.",
)
def offset_of_a_window(subject: PlatformSubject) -> None:
    """A window told with another offset is the same window."""
    tokyo = dt.timezone(dt.timedelta(hours=9))
    since, until = moment(1).astimezone(tokyo), moment(4).astimezone(tokyo)
    _must_be_held(subject, Window(since=since, until=until))


@check(
    "PC-D06",
    needs=_NEEDS,
    if_fails="On the night on which clocks are set back an hour of sales is lost or doubled. Most "
    "often moments are compared by the wall clock. Compare moments that know their offset.",
)
def clocks_set_back(subject: PlatformSubject) -> None:
    """On the night on which clocks are set back, both hours of the same name are told apart."""
    first = dt.datetime(2026, 10, 25, 2, 30, tzinfo=_BERLIN)
    moments = [first, first.replace(fold=1)]
    told = [at.astimezone(dt.timezone(at.utcoffset() or dt.timedelta(0))) for at in moments]
    for ask in subject.asks(WINDOWED):
        items = [moved(item(subject, ask.read, f"n{n}"), at) for n, at in enumerate(told)]
        window = Window(since=told[1], until=told[1] + _SECOND)
        must_arrive(subject, holding(subject, ask, items), ask.within(window))


@check(
    "PC-D07",
    needs=_NEEDS,
    if_fails="Nothing that is older than some default of the platform is read, without a word. "
    "Most often `None` is sent as it is, or an end is put in its place. Leave out what is not "
    "asked for.",
)
def no_window(subject: PlatformSubject) -> None:
    """Without a beginning and an end, everything arrives."""
    _must_be_held(subject, Window())


@check(
    "PC-D08",
    needs=_NEEDS,
    if_fails="A day without sales breaks the pull. Most often an empty answer is taken for a "
    "broken one. Answer a page without items.",
)
def quiet_window(subject: PlatformSubject) -> None:
    """A window in which nothing happened brings nothing, and no error."""
    _must_be_held(subject, Window(since=moment(50), until=moment(51)))


@check(
    "PC-D09",
    needs=(*_NEEDS, "incremental", "orders"),
    if_fails="An order that is cancelled after it was read stays a sale, and is paid for. Most "
    "often orders are asked for by the day on which they were placed. Ask by the day of the last "
    "change.",
)
def changed_orders(subject: PlatformSubject) -> None:
    """An order from before the window that was changed in it is in it."""
    old, new = order("o-old", 0), order("o-new", 5)
    late = attrs.evolve(old, status="cancelled")
    ask = subject.ask("orders").within(Window(since=moment(4)))
    holdings = attrs.evolve(world(subject), orders=(late, new), changed={"o-old": moment(6)})
    must_arrive(subject, holdings, ask)


@check(
    "PC-D10",
    needs=_NEEDS,
    if_fails="From the second page on, sales of other months come along. Most often only the first "
    "request has the window in it. Send it with each page, or keep what is in it.",
)
def window_on_every_page(subject: PlatformSubject) -> None:
    """The window holds on every page."""
    for ask in subject.asks(WINDOWED):
        size = subject.capability.read(ask.read).paging.size
        window = Window(since=moment(1), until=moment(2 * size + 1))
        must_arrive(subject, pages_of(subject, ask, pages=3, more=2), ask.within(window))


@check(
    "PC-D11",
    needs=_NEEDS,
    if_fails="A sale in the same second as the border of two windows is read by both or by "
    "neither. Most often parts of a second are cut off. Round outwards, and keep what is in the "
    "window.",
)
def parts_of_a_second(subject: PlatformSubject) -> None:
    """A window that begins or ends within a second is kept to."""
    _must_be_held(subject, Window(since=moment(1) + _HALF))
    _must_be_held(subject, Window(since=moment(1) - _HALF, until=moment(3) + _HALF))


@check(
    "PC-D12",
    needs=_NEEDS,
    if_fails="What a pull brings depends on when it is made, so no figure can be found again. Most "
    "often the end of the window is taken from the clock. Ask for the window that was given.",
)
def same_window_twice(subject: PlatformSubject) -> None:
    """The same window asked for twice brings the same."""
    for ask in subject.asks(WINDOWED):
        stage = subject.stage(many(subject, ask, 5))
        within = ask.within(Window(since=moment(1), until=moment(4)))
        once, again = stage.items(within), stage.items(within)
        expect(f"{subject.member} {ask.read}", "bring the same", again, holds=once == again)


@check(
    "PC-D13",
    needs=("fake", "posts"),
    if_fails="A creator is credited with what another one published. Most often the account is not "
    "in the request, or the token's own account is read instead. Ask for the account that was "
    "given.",
)
def only_the_account(subject: PlatformSubject) -> None:
    """The posts of an account are its own and no one else's."""
    ask = subject.ask("posts")
    holdings = many(subject, ask, 3)
    for number in (1, 2):
        other = attrs.evolve(ask, account=subject.account(number))
        stage = subject.stage(holdings)
        found = stage.items(other)
        must_be_ids(stage, other, found=found, held=other.held(holdings))
        must_match(stage, other, found=found)
