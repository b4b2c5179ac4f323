"""Every bug of a connector that ships with the kit is killed by the checks that it claims."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, ClassVar

import attrs
import pytest

from influence.errors import InfluenceError
from influence.money import Money
from influence.platforms import Account
from influence.sansio import Secret, Window
from influence.testing import (
    CANARY,
    KINDS,
    FaultyConnector,
    PlatformConformance,
    Stall,
    StallFake,
    faulty_connectors,
    faulty_members,
    faulty_packagings,
)
from influence.testing._conformance._judge import Judge
from influence.testing._conformance._kind import check_named
from influence.testing._faulty_connectors._stall import CAPABILITY
from influence.testing._platform_checks._mishaps import refused, with_body
from influence.testing._platform_checks._stage import unchanged
from influence.testing._platform_checks._subject import PlatformSubject
from influence.testing._platform_checks._worlds import FIRST, everything

_BUGS = faulty_connectors()


def _told(bug: FaultyConnector, check_id: str) -> str:
    subject = PlatformSubject(
        member="stall", make=bug.make, capability=bug.capability, fake=StallFake, examples=12
    )
    judge = Judge(kind=KINDS["PC"], deadline_s=60, excuses={})
    outcome = judge.outcome(check_named(check_id), subject)
    assert outcome.status == "failed", f"{bug.name} survives {check_id}: {outcome.told}"
    return outcome.told


@pytest.mark.parametrize("bug", _BUGS, ids=lambda bug: f"{bug.caught_by[0]}-{bug.name}")
def test_a_bug_is_killed_by_the_checks_that_it_claims(bug: FaultyConnector) -> None:
    assert all(_told(bug, check_id) for check_id in bug.caught_by)


@pytest.mark.parametrize("bug", _BUGS, ids=lambda bug: bug.name)
def test_a_bug_lets_the_rest_of_the_connector_be_read(bug: FaultyConnector) -> None:
    subject = PlatformSubject(
        member="stall", make=bug.make, capability=bug.capability, fake=StallFake
    )
    sound = attrs.evolve(subject, make=Stall, capability=CAPABILITY)
    holdings, asks = everything(sound)
    unknown = attrs.evolve(holdings.orders[0], order_id="o-7", tax=None, gross_profit=None)
    lost = attrs.evolve(holdings.orders[0], order_id="8", gross_profit=Money("-1", "EUR"))
    more = attrs.evolve(holdings, orders=(*holdings.orders, unknown, lost))
    answered: list[object] = []
    day = Window(since=FIRST, until=FIRST + dt.timedelta(days=1))
    changes = (unchanged, refused(403), refused(500), with_body(b"[]"))
    tries = [
        (ask.within(window), change)
        for ask in asks
        for window, change in ((Window(), unchanged), *((day, change) for change in changes))
    ]
    for ask, change in tries:
        with suppress(InfluenceError, TypeError, StopIteration):
            answered.append(subject.stage(more, change=change).answer(ask))
    assert answered or bug.name in _READ_NOTHING


#: Bugs with which nothing at all can be read.
_READ_NOTHING = frozenset({"another_host", "changes_its_mind", "local_host", "yields_addresses"})


def test_a_bug_that_shows_elsewhere_leaves_the_rest_as_it_should_be() -> None:
    bug = next(bug for bug in _BUGS if bug.name == "follows_links")
    subject = PlatformSubject(
        member="stall", make=bug.make, capability=bug.capability, fake=StallFake
    )
    check_named("PC-B01").run(subject)


def test_a_method_that_wants_more_answers_whoever_gives_it() -> None:
    bug = next(bug for bug in _BUGS if bug.name == "wants_more")
    connector: Any = bug.make(token=Secret(CANARY))
    account = Account(platform="stall", account_id="007")
    asked = next(connector.posts(account, window=Window(), cursor=None, limit=3))
    assert asked.url == "https://api.stall.example/accounts/007/posts"


def test_every_check_of_a_connector_is_claimed_by_a_bug() -> None:
    claimed = {check_id for bug in _BUGS for check_id in bug.caught_by}
    assert [one.id for one in KINDS["PC"].kit.checks if one.id not in claimed] == []


def test_there_are_as_many_checks_and_bugs_as_were_promised() -> None:
    counts = Counter({prefix: len(kind.kit.checks) for prefix, kind in KINDS.items()})
    assert (counts["PC"] >= 80, counts.total() >= 120) == (True, True)
    bugs = len(_BUGS) + len(faulty_members()) + len(faulty_packagings())
    assert (len(_BUGS) >= 30, bugs >= 40) == (True, True)


def test_no_two_bugs_have_one_name_and_each_says_what_is_wrong() -> None:
    assert len({bug.name for bug in _BUGS}) == len(_BUGS)
    assert [bug.name for bug in _BUGS if not bug.wrong.endswith(".")] == []


def test_each_check_says_what_a_failure_means_what_it_comes_from_and_how_to_mend_it() -> None:
    checks = KINDS["PC"].kit.checks
    assert [one.id for one in checks if one.if_fails.count(". ") < 2] == []
    assert [one.id for one in checks if not one.if_fails.endswith(".")] == []
    assert len({one.if_fails for one in checks}) == len(checks)
    assert len({one.title for one in checks}) == len(checks)


@pytest.mark.parametrize(
    ("name", "check_id", "message"),
    [
        (
            "last_item_lost",
            "PC-B03",
            "stall posts must hold every item, those missing included, got ['p00004']",
        ),
        (
            "all_at_once",
            "PC-B08",
            "stall posts must answer at most 4 items a page, got [9]",
        ),
        (
            "short_page_ends",
            "PC-B05",
            (
                "stall posts must hold every item, those missing included, "
                "got ['p00003', 'p00004', 'p00005', 'p00006', 'p00007', 'p00008']"
            ),
        ),
        (
            "ids_as_numbers",
            "PC-C01",
            "stall posts must hold each item once, got ['7']",
        ),
        (
            "ms_for_s",
            "PC-C29",
            "stall metrics p1 watch_time value must be 60000, got 60000000",
        ),
        (
            "float_orders",
            "PC-C40",
            "stall orders o2 items must be Money('19.99', 'EUR'), got Money('19.98', 'EUR')",
        ),
        (
            "end_counted_in",
            "PC-D02",
            "stall posts must hold nothing else, got ['p00003']",
        ),
        (
            "swallows_401",
            "PC-E01",
            (
                "stall profile must end in a fault, "
                "got Page(items=(Page(items=(), next=None, gaps=()),), next=None, gaps=())"
            ),
        ),
        (
            "token_in_the_purpose",
            "PC-F06",
            "stall purpose must not show the token, got 'posts, first page of Secret(…)'",
        ),
        ("costs_more", "PC-H05", "stall profile must cost 1 each, got [3]"),
        ("no_touches", "PC-A05", "stall must have a method for each read, got ['touches']"),
    ],
)
def test_the_evidence_names_the_place_the_rule_and_the_value(
    name: str, check_id: str, message: str
) -> None:
    bug = next(bug for bug in _BUGS if bug.name == name)
    assert _told(bug, check_id) == message


def test_an_excuse_that_is_needed_excuses() -> None:
    bug = next(bug for bug in _BUGS if bug.name == "size_not_sent")

    class Excused(PlatformConformance):
        platform = bug.make
        fake = StallFake
        xfail: ClassVar[Mapping[str, str]] = {"PC-B09": "the platform has a size of its own"}

    assert Excused.outcome("PC-B09").status == "excused"
    assert Excused.outcome("PC-B01").status == "passed"
