"""Batches: the figures of many posts, asked for as many at once as the platform allows.

    too much → the names it tells are left out; else the names are halved until the one that makes
    the request fail stands alone; when it is none of them, the posts are halved

Every post and metric has its reading: a figure, or the reason why there is none. A name that is
refused once is not asked for again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import cast

import attrs

from influence.connectors._asking import asked
from influence.connectors._driver import Driver
from influence.connectors._gaps import gap, gap_of
from influence.connectors._step import Steps
from influence.errors import PluginError, shown
from influence.plugins.hooks import GapFound, PageRead
from influence.sansio import (
    FaultError,
    Page,
    Read,
    Reading,
    ReadsMetrics,
    TooMuchError,
    UnauthorisedError,
    WhyNone,
)
from influence.sources import Gap

Names = tuple[str, ...]


@attrs.define(kw_only=True)
class Batches:
    """The figures of some posts, a batch a page.

    Args:
        connector: Whose ``metrics`` are read.
        read: What its capability says of it.
        post_ids: The posts, each once.
        names: The metrics, each once.
        metrics_of: Our word for each of the platform's.
        driver: Under what it is driven.
        is_strict: Whether a fault is raised rather than a gap left.
        ends_at: When it has to be over.
    """

    connector: ReadsMetrics
    read: Read
    post_ids: Names
    names: Names
    metrics_of: dict[str, str]
    driver: Driver
    is_strict: bool
    ends_at: dt.datetime
    number: int = attrs.field(default=0, init=False)
    is_over: bool = attrs.field(default=False, init=False)
    _refused: list[str] = attrs.field(init=False)
    _worked: set[str] = attrs.field(init=False)
    _gaps: list[Gap] = attrs.field(init=False)
    _found: dict[tuple[str, str], Reading] = attrs.field(init=False)
    _failed: set[tuple[str, str]] = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._refused, self._worked = [], set()
        self._begin()

    @property
    def bookmark(self) -> None:
        """Figures are read anew each time."""
        return None

    def following(self) -> Steps[Page[Reading] | None]:
        """The readings of the next batch; ``None`` when there is none."""
        first = self.number * self.read.batch
        ids = self.post_ids[first : first + self.read.batch]
        if not ids:
            return None
        self.number += 1
        self._begin()
        yield from self._taken(ids, self.names)
        return self._page(ids)

    def _begin(self) -> None:
        """Nothing is known of the next batch."""
        self._gaps, self._found, self._failed = [], {}, set()

    def _taken(self, ids: Names, names: Names) -> Steps[None]:
        """Ask for some figures of some posts, and for less when that is too much."""
        names = tuple(name for name in names if name not in self._refused)
        if not names:
            return
        try:
            yield from self._asked(ids, names)
        except TooMuchError as fault:
            told = self._told(fault, names)
            if told:
                self._refuse(told, fault)
                yield from self._taken(ids, names)
            else:
                yield from self._reduced(ids, names, fault)

    def _reduced(self, ids: Names, names: Names, fault: TooMuchError) -> Steps[None]:
        """Halve the names; when it is none of them, halve the posts."""
        alone = (yield from self._culprits(ids, names)) if len(names) > 1 else names
        if len(alone) < len(names):
            self._refuse(alone, fault)
        elif len(ids) > 1:
            middle = len(ids) // 2
            yield from self._taken(ids[:middle], names)
            yield from self._taken(ids[middle:], names)
        elif self._worked.isdisjoint(names):  # one post cannot be too much: it is the names
            self._refuse(names, fault)
        else:
            self._missed(ids, names, fault)

    def _culprits(self, ids: Names, names: Names) -> Steps[Names]:
        """The names that fail even alone; the figures of all others are taken."""
        middle = len(names) // 2
        found: Names = ()
        for half in (names[:middle], names[middle:]):
            try:
                yield from self._asked(ids, half)
            except TooMuchError:
                more = half if len(half) == 1 else (yield from self._culprits(ids, half))
                found = (*found, *more)
        return found

    def _asked(self, ids: Names, names: Names) -> Steps[None]:
        """Ask once; whatever fault it is but that it is too much, these figures are missing."""
        if self.is_over:
            self._failed.update((post_id, name) for post_id in ids for name in names)
            return
        begin = partial(self.connector.metrics, ids, names=names)
        try:
            page = yield from asked(begin, driver=self.driver, ends_at=self.ends_at)
        except TooMuchError:
            raise
        except FaultError as fault:
            self._missed(ids, names, fault)
            self.is_over = isinstance(fault, UnauthorisedError)
            return
        self._worked.update(names)
        self._keep(page, ids=ids, names=names)

    def _keep(self, page: object, *, ids: Names, names: Names) -> None:
        """Take the readings of an answer, when it is one.

        Raises:
            PluginError: It is no page, has a next one, or holds what was not asked for.
        """
        where = f"{self.driver.name}.metrics, page {self.number}"
        if not isinstance(page, Page):
            raise PluginError(where, "be a Page", shown(page))
        answer = cast("Page[object]", page)
        if answer.next is not None:
            raise PluginError(where, "answer a batch on one page", shown(answer.next))
        for at, item in enumerate(answer.items):
            place = f"{where}: items[{at}]"
            if not isinstance(item, Reading):
                raise PluginError(place, "be a Reading", shown(item))
            if item.post_id not in ids or item.metric not in names:
                rule = "be of a post and a metric that were asked for"
                raise PluginError(place, rule, (item.post_id, item.metric))
            self._found[item.post_id, item.metric] = item
        self._gaps.extend(answer.gaps)

    def _told(self, fault: TooMuchError, names: Names) -> Names:
        """The names that an answer told to leave out, by our word or the platform's."""
        ours = {self.metrics_of.get(name, name) for name in fault.names}
        return tuple(name for name in names if name in ours or name in fault.names)

    def _refuse(self, names: Names, fault: TooMuchError) -> None:
        """Never ask for these again, and say so once."""
        if self.is_strict:
            raise fault
        self._refused.extend(names)
        for name in names:
            where, source = f"metrics {name}", self.driver.name
            told = " ".join(f"{name} fails the whole request, so it was left out: {fault}".split())
            self._gaps.append(gap("metric_refused", source=source, where=where, told=told))

    def _missed(self, ids: Names, names: Names, fault: FaultError) -> None:
        """These figures are missing."""
        if self.is_strict:
            raise fault
        self._failed.update((post_id, name) for post_id in ids for name in names)
        where = f"metrics of {len(ids)} posts from {ids[0]}"
        rows = len(ids) * len(names)
        self._gaps.append(gap_of(fault, source=self.driver.name, where=where, rows=rows))

    def _page(self, ids: Names) -> Page[Reading]:
        """Every post and metric once."""
        at, driver = self.driver.clock.now(), self.driver
        pairs = [(post_id, name) for post_id in ids for name in self.names]
        items = tuple(self._found.get(pair) or self._none(pair, at=at) for pair in pairs)
        unmentioned = sum(
            self._why(pair) == "not_told" for pair in pairs if pair not in self._found
        )
        if unmentioned:
            told = f"{unmentioned} figures were asked for and not mentioned"
            where = f"metrics of {len(ids)} posts from {ids[0]}"
            self._gaps.append(
                gap("unmentioned", source=driver.name, where=where, told=told, rows=unmentioned)
            )
        driver.on_event(
            PageRead(
                connector=driver.name, capability="metrics", page=self.number, items=len(items)
            )
        )
        for one in self._gaps:
            driver.on_event(GapFound(connector=driver.name, capability="metrics", reason=one.told))
        return Page(items=items, gaps=tuple(self._gaps))

    def _none(self, pair: tuple[str, str], *, at: dt.datetime) -> Reading:
        """That there is no figure, and why."""
        post_id, name = pair
        return Reading(post_id=post_id, metric=name, at=at, why_none=self._why(pair))

    def _why(self, pair: tuple[str, str]) -> WhyNone:
        """Why there is no figure."""
        if pair[1] in self._refused:
            return "retired"
        return "failed" if pair in self._failed else "not_told"


def each_once(words: Sequence[str]) -> Names:
    """*words* in their order, each once."""
    return tuple(dict.fromkeys(words))
