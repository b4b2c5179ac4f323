from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from influence.errors import InvalidInputError, UnknownNameError
from influence.rights import (
    AdAuthorisation,
    RightsLine,
    Usable,
    UsageRights,
    WantedUse,
    can_use,
)

UTC = ZoneInfo("UTC")
BEGAN = dt.datetime(2026, 3, 2, 12, tzinfo=UTC)
SEEN = Usable(post_id="p1", published_at=BEGAN, platform="tiktok")


def line(**more: Any) -> RightsLine:  # noqa: ANN401  # whatever a line has
    return RightsLine(**{"kind": "paid_usage", "channels": ("email",), "days": 30, **more})


def wanted(**more: Any) -> WantedUse:  # noqa: ANN401  # whatever a use has
    return WantedUse(
        **{"channel": "email", "at": BEGAN, "purpose": "paid_usage", "territory": "US", **more}
    )


@pytest.mark.parametrize(
    ("told", "usable", "use", "reason"),
    [
        (line(kind="organic_repost"), SEEN, wanted(), "is a right to organic repost"),
        (line(posts=("p2",)), SEEN, wanted(), "is for p2"),
        (line(), SEEN, wanted(channel="tv"), "is for email"),
        (line(territories=("FR",)), SEEN, wanted(), "holds in FR"),
        (line(territories_out=("US",)), SEEN, wanted(), "holds outside US"),
        (
            line(territories=("FR",), territories_out=("US",)),
            SEEN,
            wanted(territory=None),
            "holds in FR outside US",
        ),
        (
            line(),
            Usable(post_id="p1", published_at=BEGAN, edited=True),
            wanted(),
            "allows cuts only",
        ),
        (
            line(edits="none"),
            Usable(post_id="p1", published_at=BEGAN, edited=True),
            wanted(),
            "allows no edits",
        ),
        (
            line(),
            Usable(post_id="p1", published_at=BEGAN, made_by_ai=True),
            wanted(),
            "allows no changes by machines",
        ),
        (
            line(impressions=9),
            Usable(post_id="p1", published_at=BEGAN, shown=9),
            wanted(),
            "was for 9 impressions, which are used",
        ),
        (line(starts="approved"), SEEN, wanted(), "nobody knows when it was approved"),
        (line(starts=dt.date(2026, 3, 3)), SEEN, wanted(), "begins on 2026-03-03"),
        (
            line(),
            SEEN,
            wanted(at=dt.datetime(2026, 4, 1, tzinfo=UTC)),
            "ended on 2026-04-01",
        ),
    ],
)
def test_a_no_says_what_the_nearest_line_lacks(
    told: RightsLine, usable: Usable, use: WantedUse, reason: str
) -> None:
    answer = can_use(usable, use, lines=[told], zone=UTC)
    assert not answer.is_allowed
    assert answer.reason == (
        f"no line is a right to paid usage on {use.channel}: the nearest {reason}"
    )


def test_a_deal_without_lines_grants_nothing() -> None:
    answer = can_use(SEEN, wanted(), lines=[], zone=UTC)
    assert answer.reason == ("no line is a right to paid usage on email: the deal grants no rights")


def test_the_line_that_lasts_longest_decides() -> None:
    short, long, open_ = line(days=10), line(days=20), line(days=None)
    answer = can_use(SEEN, wanted(), lines=[short, long], zone=UTC)
    assert (answer.line, answer.reason) == (long, "by paid usage on email")
    assert answer.until == dt.datetime(2026, 3, 22, tzinfo=UTC)
    forever = can_use(SEEN, wanted(), lines=[open_, short], zone=UTC)
    assert (forever.line, forever.until) == (open_, None)


def test_what_runs_already_may_run_on_for_the_sunset() -> None:
    after = dt.datetime(2026, 4, 3, 23, tzinfo=UTC)
    told = line(sunset_days=3)
    assert not can_use(SEEN, wanted(at=after), lines=[told], zone=UTC).is_allowed
    runs = can_use(SEEN, wanted(at=after, runs_already=True), lines=[told], zone=UTC)
    assert runs.until == dt.datetime(2026, 4, 4, tzinfo=UTC)


def test_advertising_under_a_name_needs_leave() -> None:
    told = line(kind="whitelisting", channels=("*",))
    use = wanted(purpose="whitelisting")
    code = AdAuthorisation(platform="tiktok", granted_at=BEGAN, days=7, post_id="p1")
    no = can_use(SEEN, use, lines=[told], zone=UTC)
    assert no.reason.endswith(
        "needs leave to advertise under the creator's name, and none holds then"
    )
    assert can_use(SEEN, use, lines=[told], authorisations=[code], zone=UTC).is_allowed
    assert told.named == "whitelisting everywhere"


class TestLeave:
    def test_it_ends_when_it_is_taken_back(self) -> None:
        back = BEGAN + dt.timedelta(days=2)
        leave = AdAuthorisation(
            platform="instagram", granted_at=BEGAN, days=90, revoked_at=back, code="secret"
        )
        assert leave.ends == back
        assert (leave.holds(BEGAN), leave.holds(back)) == (True, False)
        assert not leave.holds(BEGAN - dt.timedelta(seconds=1))
        assert "secret" not in repr(leave)

    def test_without_days_it_has_no_end(self) -> None:
        assert AdAuthorisation(platform="instagram", granted_at=BEGAN).ends is None

    def test_a_code_of_tiktok_has_its_days(self) -> None:
        with pytest.raises(
            InvalidInputError,
            match=r"AdAuthorisation.days must be one of 7, 30, 60, 365 on TikTok, got 90",
        ):
            AdAuthorisation(platform="tiktok", granted_at=BEGAN, days=90)


class TestLine:
    def test_a_length_and_a_last_day_do_not_go_together(self) -> None:
        with pytest.raises(InvalidInputError, match="either a length or a day until"):
            line(until=dt.date(2026, 5, 1))

    def test_it_needs_a_channel(self) -> None:
        with pytest.raises(InvalidInputError, match=r"name a channel, or \* for all"):
            line(channels=())

    @pytest.mark.parametrize("starts", ["posted", dt.datetime(2026, 3, 2, tzinfo=UTC)])
    def test_it_starts_at_a_step_or_on_a_day(self, starts: object) -> None:
        with pytest.raises(InvalidInputError, match="be published, approved or a date"):
            line(starts=starts)

    def test_words_are_known(self) -> None:
        with pytest.raises(UnknownNameError, match="did you mean 'paid_usage'"):
            line(kind="paid_use")


def test_the_short_form_is_lines() -> None:
    short = UsageRights(channels=("email",), days=9)
    assert [one.kind for one in short.lines] == ["organic_repost"]
