"""Figures: counts, times and yes or no arrive as they are, and what is not told stays untold."""

from __future__ import annotations

import datetime as dt
from typing import Final

import attrs

from influence.sansio import Reading
from influence.testing._conformance._check import check
from influence.testing._platform_checks._matching import expect, must_arrive
from influence.testing._platform_checks._subject import WINDOWED, PlatformSubject
from influence.testing._platform_checks._worlds import (
    figures,
    holding,
    item,
    moved,
    order,
    profile,
    world,
)

_BIG: Final = 2**53 + 1
_METRICS: Final = ("fake", "metrics")
_PROFILE: Final = ("fake", "profile")


@check(
    "PC-C20",
    needs=_METRICS,
    if_fails="The figures of the biggest posts are off by one or more. Most often a number goes "
    "through a float. Ask with `whole`, which also reads numbers sent as text.",
)
def big_figures(subject: PlatformSubject) -> None:
    """Counts past 2⁵³ arrive to the last digit."""
    for value in (_BIG, _BIG + 2, 10**18 + 7):
        must_arrive(subject, *figures(subject, ("p1",), value=value))


@check(
    "PC-C21",
    needs=_PROFILE,
    if_fails="Followers of the biggest accounts are off. Most often a number goes through a float. "
    "Ask with `whole`.",
)
def big_profiles(subject: PlatformSubject) -> None:
    """Followers past 2⁵³ arrive to the last one."""
    one = attrs.evolve(profile(subject.account()), followers=_BIG, follows=_BIG, posts=_BIG)
    must_arrive(subject, attrs.evolve(world(subject), profiles=(one,)), subject.ask("profile"))


@check(
    "PC-C22",
    needs=_METRICS,
    if_fails="A post that nobody has seen yet has unknown figures, and rates of it cannot be told. "
    "Most often `value or None` takes zero for nothing. Ask whether it is None.",
)
def zero_is_told(subject: PlatformSubject) -> None:
    """A zero that the platform tells is a zero."""
    must_arrive(subject, *figures(subject, ("p1",), value=0))


@check(
    "PC-C23",
    needs=_METRICS,
    if_fails="What nobody told counts as zero, and the cheapest creator looks like the worst. Most "
    "often `get(…, 0)` stands in for an answer. What is not told is None with a reason.",
)
def missing_is_not_zero(subject: PlatformSubject) -> None:
    """A figure that the platform does not tell is None, with a reason, and not zero."""
    holdings, ask = figures(subject, ("p1", "p2"), value=None)
    stage = subject.stage(holdings)
    for one in stage.page(attrs.evolve(ask, post_ids=("p1",))).items:
        value = one.value if isinstance(one, Reading) else one
        expect(f"{subject.member} metrics {one}", "have no value", value, holds=value is None)


@check(
    "PC-C24",
    needs=_PROFILE,
    if_fails="Hidden followers count as none, and rates by followers come out endless. Most often "
    "`get(…, 0)` stands in for an answer. What is not told is None.",
)
def missing_in_profiles(subject: PlatformSubject) -> None:
    """What a profile does not tell is None, and zero followers are zero."""
    bare = attrs.evolve(
        profile(subject.account()),
        biography=None,
        followers=None,
        follows=None,
        country=None,
        is_verified=None,
    )
    zero = attrs.evolve(bare, followers=0, follows=0, posts=0)
    for one in (bare, zero):
        must_arrive(subject, attrs.evolve(world(subject), profiles=(one,)), subject.ask("profile"))


@check(
    "PC-C25",
    needs=("fake", "plays_absent_nulls"),
    if_fails="On the day on which a platform leaves a key out rather than sending null, everything "
    "breaks, or turns to zero. Most often a key is asked for that need not be there. Ask with "
    "`…_or_none`.",
)
def absent_is_null(subject: PlatformSubject) -> None:
    """What is left out of an answer is the same as what is null in it."""
    bare = attrs.evolve(profile(subject.account()), followers=None, is_verified=None)
    poor = attrs.evolve(
        order("o1"), discount=None, tax=None, shipping=None, codes=(), is_new_customer=None
    )
    holdings = attrs.evolve(world(subject), profiles=(bare,), orders=(poor,))
    for ask in subject.asks(("profile", "orders")):
        whole = subject.stage(holdings).items(ask)
        spare = subject.stage(holdings, trouble="absent_nulls").items(ask)
        what = f"{subject.member} {ask.read}"
        expect(what, "be the same without its nulls", spare, holds=spare == whole)


@check(
    "PC-C26",
    needs=_PROFILE,
    if_fails="An account that nobody vouches for looks as if nobody knew, or the other way round. "
    "Most often `bool(…)` is put around an answer. Ask with `flag`, and whether it is there.",
)
def yes_no_and_unknown(subject: PlatformSubject) -> None:
    """True, false and unknown are told apart."""
    for known in (True, False, None):
        one = attrs.evolve(profile(subject.account()), is_verified=known)
        must_arrive(subject, attrs.evolve(world(subject), profiles=(one,)), subject.ask("profile"))


@check(
    "PC-C27",
    needs=("fake", "orders"),
    if_fails="A bonus for new customers is paid for old ones, or for nobody. Most often an unknown "
    "is taken for no. Hand on None.",
)
def new_customers(subject: PlatformSubject) -> None:
    """A new customer, an old one and an unknown one are told apart."""
    orders = tuple(
        attrs.evolve(order(f"o{place}", place), is_new_customer=known)
        for place, known in enumerate((True, False, None))
    )
    must_arrive(subject, attrs.evolve(world(subject), orders=orders), subject.ask("orders"))


@check(
    "PC-C28",
    needs=("fake", "windows"),
    if_fails="Sales move by hours, some into another month, and touches come after the sale. Most "
    "often an offset is cut off, or the moment is taken for the local one. Ask with `moment`.",
)
def offsets_are_kept(subject: PlatformSubject) -> None:
    """Moments with offsets of all kinds arrive as the same moments."""
    told = ("+00:00", "+05:45", "-03:30", "+14:00", "-12:00")
    for ask in subject.asks(WINDOWED):
        items = [
            moved(
                item(subject, ask.read, f"i{place}"),
                dt.datetime.fromisoformat(f"2026-05-0{place + 1}T23:59:59{offset}"),
            )
            for place, offset in enumerate(told)
        ]
        must_arrive(subject, holding(subject, ask, items), ask)


@check(
    "PC-C29",
    needs=(*_METRICS, "sheet"),
    if_fails="A time that is told in milliseconds is read as seconds, and a creator looks a "
    "thousand times better. Most often the unit of the sheet and the unit of the reading differ. "
    "Give each reading the unit that its value has.",
)
def units_are_kept(subject: PlatformSubject) -> None:
    """A figure is told in the unit that it has, or converted without a rest."""
    for value in (0, 1, 7, 90):
        must_arrive(subject, *figures(subject, ("p1",), value=value))


@check(
    "PC-C30",
    needs=("fake", "orders"),
    if_fails="Cancelled and test orders earn a commission, or vanish so that no sum can be "
    "checked. Most often orders are filtered by status. Hand on all with their status.",
)
def statuses_of_orders(subject: PlatformSubject) -> None:
    """Cancelled and test orders arrive, and as such."""
    orders = (
        order("o1", 1),
        attrs.evolve(order("o2", 2), status="cancelled"),
        attrs.evolve(order("o3", 3), status="test"),
    )
    must_arrive(subject, attrs.evolve(world(subject), orders=orders), subject.ask("orders"))
