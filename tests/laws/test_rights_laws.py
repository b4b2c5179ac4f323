"""Laws of rights: a yes rests on one line alone, and nothing that is unknown makes one."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import attrs
from hypothesis import given, strategies as st
from plain_rights import PlainRights

from influence.rights import (
    EDITS,
    SPARK_DAYS,
    USAGE_KINDS,
    AdAuthorisation,
    Permission,
    RightsLine,
    Usable,
    WantedUse,
    can_use,
)

ZONE = ZoneInfo("America/New_York")
CHANNELS = ("paid_social", "email", "Landing_Page")
COUNTRIES = ("US", "FR", "DE")
DAYS = st.integers(0, 70).map(lambda day: dt.date(2026, 1, 15) + dt.timedelta(days=day))
MOMENTS = st.builds(
    lambda day, hour: dt.datetime.combine(day, dt.time(hour), ZONE), DAYS, st.integers(0, 23)
)
MAYBE = st.one_of(st.none(), MOMENTS)


@st.composite
def lines(draw: st.DrawFn) -> RightsLine:
    """A right, often one that fits."""
    term = draw(
        st.sampled_from(({}, {"days": 30}, {"months": 1}, {"months": 1, "days": 3}, {"until": 1}))
    )
    until = draw(DAYS) if "until" in term else None
    days, months = term.get("days"), term.get("months")
    return RightsLine(
        kind=draw(st.sampled_from(USAGE_KINDS)),
        channels=draw(st.sampled_from((("*",), ("PAID_SOCIAL",), ("email", "landing_page")))),
        territories=tuple(draw(st.sets(st.sampled_from(COUNTRIES), max_size=2))),
        territories_out=tuple(draw(st.sets(st.sampled_from(COUNTRIES), max_size=1))),
        starts=draw(st.one_of(st.sampled_from(("published", "approved")), DAYS)),
        until=until,
        sunset_days=draw(st.sampled_from((0, 0, 5))),
        impressions=draw(st.sampled_from((None, None, 100))),
        edits=draw(st.sampled_from(EDITS)),
        ai=draw(st.sampled_from(("none", "edits"))),
        posts=draw(st.sampled_from(((), (), ("p1",), ("p2",)))),
        days=days,
        months=months,
    )


leaves = st.builds(
    AdAuthorisation,
    platform=st.sampled_from(("tiktok", "instagram")),
    granted_at=MOMENTS,
    days=st.sampled_from((None, *SPARK_DAYS)),
    post_id=st.sampled_from((None, "p1", "p2")),
    revoked_at=MAYBE,
)
usables = st.builds(
    Usable,
    post_id=st.sampled_from((None, "p1", "p2")),
    published_at=MAYBE,
    approved_at=MAYBE,
    platform=st.sampled_from((None, "tiktok", "instagram")),
    edited=st.booleans(),
    cut=st.booleans(),
    made_by_ai=st.booleans(),
    shown=st.sampled_from((0, 99, 100)),
)
uses = st.builds(
    WantedUse,
    channel=st.sampled_from(CHANNELS),
    at=MOMENTS,
    purpose=st.sampled_from(USAGE_KINDS),
    territory=st.sampled_from((None, *COUNTRIES)),
    runs_already=st.booleans(),
)
granted = st.lists(lines(), max_size=4).map(tuple)


def answer(
    usable: Usable,
    wanted: WantedUse,
    told: tuple[RightsLine, ...],
    leave: tuple[AdAuthorisation, ...] = (),
) -> Permission:
    return can_use(usable, wanted, lines=told, authorisations=leave, zone=ZONE)


class TestOracle:
    """The answer is that of a slow reading of the same lines."""

    @given(usable=usables, wanted=uses, told=granted, leave=st.lists(leaves, max_size=2).map(tuple))
    def test_of_every_question(
        self,
        usable: Usable,
        wanted: WantedUse,
        told: tuple[RightsLine, ...],
        leave: tuple[AdAuthorisation, ...],
    ) -> None:
        plain = PlainRights(lines=told, leaves=leave, zone=ZONE)
        assert answer(usable, wanted, told, leave).is_allowed == plain.allows(usable, wanted)


class TestYes:
    """A yes is that of its line alone, and holds until just before its end."""

    @given(usable=usables, wanted=uses, told=granted, leave=st.lists(leaves, max_size=2).map(tuple))
    def test_rests_on_one_line(
        self,
        usable: Usable,
        wanted: WantedUse,
        told: tuple[RightsLine, ...],
        leave: tuple[AdAuthorisation, ...],
    ) -> None:
        found = answer(usable, wanted, told, leave)
        assert len(found.lacks) + int(found.is_allowed) <= max(1, len(told))
        if found.line is not None:
            alone = answer(usable, wanted, (found.line,), leave)
            assert (alone.is_allowed, alone.until) == (True, found.until)
        if found.until is not None and wanted.purpose != "whitelisting":
            over = attrs.evolve(wanted, at=found.until)
            assert not answer(usable, over, (found.line,) if found.line else ()).is_allowed

    @given(usable=usables, wanted=uses, told=granted, more=lines())
    def test_is_not_lost_by_another_right(
        self, usable: Usable, wanted: WantedUse, told: tuple[RightsLine, ...], more: RightsLine
    ) -> None:
        if answer(usable, wanted, told).is_allowed:
            assert answer(usable, wanted, (*told, more)).is_allowed
            assert answer(usable, wanted, (more, *told)).is_allowed

    @given(usable=usables, wanted=uses, line=lines())
    def test_is_not_lost_by_a_wider_right(
        self, usable: Usable, wanted: WantedUse, line: RightsLine
    ) -> None:
        wider = attrs.evolve(
            line,
            channels=("*",),
            territories=(),
            territories_out=(),
            edits="any",
            ai="training",
            posts=(),
            impressions=None,
            days=None,
            months=None,
            until=None,
        )
        if answer(usable, wanted, (line,)).is_allowed:
            assert answer(usable, wanted, (wider,)).is_allowed


class TestUnknown:
    """What is not known makes no yes."""

    @given(wanted=uses, line=lines())
    def test_dates(self, wanted: WantedUse, line: RightsLine) -> None:
        if not isinstance(line.starts, dt.date):
            assert not answer(Usable(post_id="p1"), wanted, (line,)).is_allowed
