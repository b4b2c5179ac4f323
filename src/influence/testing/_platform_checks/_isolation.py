"""Isolation: a read that depends on nothing but what it was given, and disturbs nothing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from functools import partial
from threading import Thread
from typing import Final, cast

import attrs

from influence.sansio import (
    ReadsMetrics,
)
from influence.testing._conformance._check import check
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._audit import touched
from influence.testing._platform_checks._line import taken_up
from influence.testing._platform_checks._matching import expect
from influence.testing._platform_checks._sources import calls_in
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PlatformSubject
from influence.testing._platform_checks._worlds import everything, figures

_FAKE: Final = ("fake",)
_LONGEST_PURPOSE: Final = 200
_CLOCKS: Final = (
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "monotonic",
    "perf_counter",
    "sleep",
)
_OTHERS: Final = (
    "random.random",
    "randint",
    "random.choice",
    "Random",
    "shuffle",
    "uuid1",
    "uuid4",
    "urandom",
    "token_hex",
    "token_urlsafe",
    "getenv",
    "environ.get",
    "getLogger",
    "print",
)


def stages(subject: PlatformSubject) -> Sequence[tuple[Stage, Ask]]:
    """A stage of its own for each read."""
    holdings, asks = everything(subject)
    return [(subject.stage(holdings), ask) for ask in asks]


@check(
    "PC-G05",
    needs=_FAKE,
    if_fails="Nobody can say what a read will ask for, and a recording of it cannot be played "
    "again. Most often a request holds a clock, a number of its own or the order of a set. Make "
    "it of what was given.",
)
def same_first_request(subject: PlatformSubject) -> None:
    """The same read of two connectors that were made alike asks for the same."""
    holdings, asks = everything(subject)
    for ask in asks:
        first = subject.stage(holdings).first_request(ask)
        second = subject.stage(holdings).first_request(ask)
        expect(f"{subject.member} {ask.read}", f"ask for {first}", second, holds=first == second)


@check(
    "PC-G06",
    needs=_FAKE,
    if_fails="What is read of one creator depends on who was read before. Most often something is "
    "remembered in the connector or its module. Keep nothing between calls.",
)
def nothing_is_remembered(subject: PlatformSubject) -> None:
    """A read brings the same whatever was read before it."""
    holdings, asks = everything(subject)
    stage = subject.stage(holdings)
    for ask in asks:
        wanted = subject.stage(holdings).page(ask)
        stage.page(_of_another(ask, subject))
        found = stage.page(ask)
        expect(f"{subject.member} {ask.read}", "bring the same", found, holds=found == wanted)


def _of_another(ask: Ask, subject: PlatformSubject) -> Ask:
    """The read of the other account, where it is of one."""
    return attrs.evolve(ask, account=subject.account(2)) if ask.account else ask


@check(
    "PC-G07",
    needs=_FAKE,
    if_fails="Two accounts that are read at once get each other's posts. Most often the place in a "
    "list is kept in the connector. Keep it in local variables of the generator.",
)
def two_at_once(subject: PlatformSubject) -> None:
    """Two reads of one connector, turn by turn, do not disturb each other."""
    for stage, ask in stages(subject):
        other = _of_another(ask, subject)
        wanted = [stage.answer(one) for one in (ask, other)]
        both = [one.conversation(stage.connector) for one in (ask, other)]
        first = [next(one) for one in both]
        found = [
            stage.concluded(taken_up(one, asked)) for one, asked in zip(both, first, strict=True)
        ]
        what = f"{subject.member} {ask.read}, two at once"
        expect(what, "bring what one at a time brings", found, holds=found == wanted)


@check(
    "PC-G08",
    needs=_FAKE,
    if_fails="Reading several accounts in threads mixes them up. Most often a shared list or table "
    "is changed on the way. Keep nothing between calls.",
)
def many_threads(subject: PlatformSubject) -> None:
    """Reads of one connector in several threads bring what they bring alone."""
    for stage, ask in stages(subject):
        wanted = stage.answer(ask)
        found: list[object] = []
        threads = [Thread(target=partial(_answered, stage, ask, found)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        what = f"{subject.member} {ask.read} in threads"
        expect(what, "bring the same each time", found, holds=found == [wanted] * len(threads))


def _answered(stage: Stage, ask: Ask, found: list[object]) -> None:
    """Put what a read brings beside what it brought before."""
    found.append(stage.answer(ask))


@check(
    "PC-G09",
    needs=_FAKE,
    if_fails="A test reaches the network, a read hangs where no host can end it, and nothing is "
    "redacted. Most often a library of the vendor is called. Yield a `Request`, or a `Blocking` "
    "where there is no other way.",
)
def touches_nothing(subject: PlatformSubject) -> None:
    """While it is read, no connection, no file and no program is opened."""
    for stage, ask in stages(subject):
        stage.page(ask)  # what is imported or read once is read now
        heard = touched(partial(stage.page, ask))
        expect(f"{subject.member} {ask.read}", "open nothing", heard, holds=not heard)


@check(
    "PC-G10",
    needs=_FAKE,
    if_fails="What a read brings depends on when it is made, and a test of it fails at midnight. "
    "Most often `now()` stands in for the end of the window. The moment is in what the host "
    "gives, such as `response.received_at`.",
)
def asks_no_clock(subject: PlatformSubject) -> None:
    """No module of the connector asks a clock or sleeps."""
    found = calls_in(subject.bare(), names=_CLOCKS)
    expect(subject.member, "ask no clock", found, holds=not found)


@check(
    "PC-G11",
    needs=_FAKE,
    if_fails="The same read does not do the same on another machine. Most often an environment "
    "variable or a random number is read on the way. Settings arrive as fields; the host reads "
    "the environment.",
)
def asks_nothing_else(subject: PlatformSubject) -> None:
    """No module of the connector throws dice, reads the environment, logs or prints."""
    found = calls_in(subject.bare(), names=_OTHERS)
    expect(subject.member, "be given all that it uses", found, holds=not found)


@check(
    "PC-G14",
    needs=(*_FAKE, "metrics"),
    if_fails="Whoever asked is left with another list than the one that was given. Most often a "
    "list is sorted or emptied in place. Take a copy.",
)
def arguments_stay(subject: PlatformSubject) -> None:
    """What a read is given is not changed by it."""
    holdings, ask = figures(subject, ("p1",))
    stage = subject.stage(holdings)
    ids, names = list(ask.post_ids), list(ask.names)
    reads = cast("ReadsMetrics", stage.connector)
    stage.concluded(reads.metrics(ids, names=names))
    same = (ids, names) == (list(ask.post_ids), list(ask.names))
    expect(f"{subject.member} metrics", "leave its arguments", (ids, names), holds=same)


@check(
    "PC-G15",
    needs=_FAKE,
    if_fails="A connector cannot be compared, kept in a table or trusted to be the same tomorrow. "
    "Most often its class is not frozen. Make it with `@attrs.frozen(kw_only=True)`.",
)
def connector_stays(subject: PlatformSubject) -> None:
    """Reading changes nothing in the connector."""
    holdings, asks = everything(subject)
    stage, other = subject.stage(holdings), subject.stage(holdings)
    before = (repr(stage.connector), hash(stage.connector))
    for ask in asks:
        stage.page(ask)
    after = (repr(stage.connector), hash(stage.connector))
    same = before == after and stage.connector == other.connector
    expect(subject.member, f"stay {before[0]}", after[0], holds=same)


@check(
    "PC-G19",
    needs=_FAKE,
    if_fails="A program that awaits gets something else than a script. Most often a method keeps "
    "something outside of its generator. Keep everything in local variables.",
)
def blocking_and_awaiting(subject: PlatformSubject) -> None:
    """A host that blocks and one that awaits get the same answers, by the same requests."""
    holdings, asks = everything(subject)
    for ask in asks:
        first, second = subject.stage(holdings), subject.stage(holdings)
        wanted = first.answer(ask)
        conversation = ask.conversation(second.connector)
        found = asyncio.run(second.line.concluded_async(conversation, connector=second.connector))
        what = f"{subject.member} {ask.read}, awaited"
        expect(what, "bring the same", found, holds=found == wanted)
        expect(what, "ask for the same", second.requests, holds=first.requests == second.requests)
