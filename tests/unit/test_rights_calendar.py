from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.books import read_book, write_book
from influence.campaign_book import Book
from influence.cli._app import app
from influence.errors import InvalidInputError, UnknownNameError
from influence.report import rights_page
from influence.rights_calendar import can_use_asset, rights_calendar
from influence.testing import RuleExample

runner = CliRunner()

DEAL = """
[[deals]]
creator = "diego"
usage_rights = ""
deliverables = [{ id = "v1", kind = "short_video" }]

[[deals.rights]]
kind = "paid_usage"
channels = ["paid_social"]
days = 60
sunset_days = 7
renewal = "option"
notice_days = 14
impressions = 10000
posts = ["diego-1"]

[[deals.rights]]
kind = "full_commercial"
channels = ["*"]
starts = "2026-04-01"
months = 12
price = "200.00"
territories = ["US"]
edits = "any"

[[deals.rights]]
kind = "whitelisting"
channels = ["tiktok"]
starts = "approved"
until = 2026-12-31

[[deals.rights]]
kind = "organic_repost"
channels = ["organic_social"]

[[deals.ad_authorisations]]
platform = "tiktok"
granted_at = 2026-03-05
days = 30
post = "diego-1"
code = "abc"

[[deals.ad_authorisations]]
platform = "instagram"
granted_at = 2026-03-05T10:00:00-05:00
revoked_at = 2026-03-09T10:00:00-05:00

[[deals.ad_authorisations]]
platform = "youtube"
granted_at = 2026-03-05T10:00:00-05:00
"""
ASSETS = """asset_id,creator_id,kind,post_id,made_from
ad-1,diego,ad_variation,diego-1,
hook-1,diego,hook,,ad-1
lost,diego,hook,,gone
round-a,diego,hook,,round-b
round-b,diego,hook,,round-a
"""
USES = """use_id,asset_id,channel,starts,ends,purpose,territory,spend,impressions
u1,hook-1,paid_social,2026-03-10T00:00:00-04:00,,,US,20.00,8000
u2,ad-1,paid_social,2026-03-10T00:00:00-04:00,2026-03-12T00:00:00-04:00,paid_usage,US,5.00,
u3,lost,email,2026-04-02T00:00:00-04:00,,,US,,
u4,hook-1,paid_social,2026-09-01T00:00:00-04:00,,paid_usage,US,,
"""
MOVES = """move_id,creator_id,deliverable,to,at,post_id
m1,diego,v1,agreed,2026-02-20T12:00:00-05:00,
m2,diego,v1,draft_submitted,2026-02-21T12:00:00-05:00,
m3,diego,v1,approved,2026-02-22T12:00:00-05:00,
m4,diego,v1,published,2026-03-04T11:00:00-05:00,diego-1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {
        "campaign.toml": DEAL,
        "assets.csv": ASSETS,
        "asset_uses.csv": USES,
        "moves.csv": MOVES,
    }
    path = tmp_path / "book"
    path.mkdir()
    RuleExample(title="Good", codes=(), fragments=texts).write(path)
    return path


@pytest.fixture
def book(folder: Path) -> Book:
    return read_book(folder)


def at(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def test_every_right_stands_with_its_end_and_its_state(book: Book) -> None:
    calendar = rights_calendar(book, as_of=at("2026-04-20T12:00:00-04:00"), ahead_days=20)
    told = [
        (one.line.kind, one.post_id, one.state, one.days_left)
        for one in calendar.entries
        if one.creator_id == "diego"
    ]
    assert told == [
        ("paid_usage", "diego-1", "ending", 13),
        ("whitelisting", "diego-1", "running", 255),
        ("full_commercial", None, "running", 346),
        ("organic_repost", "diego-1", "open", None),
        ("organic_repost", "diego-2", "open", None),
        ("whitelisting", "diego-2", "unknown", None),
    ]
    paid = next(one for one in calendar.entries if one.line.kind == "paid_usage")
    assert paid.notice_by is not None
    assert paid.notice_by.date() == dt.date(2026, 4, 19)
    assert paid.shown == 8000


def test_a_right_is_to_come_and_then_over(book: Book) -> None:
    early = rights_calendar(book, as_of=at("2026-03-01T12:00:00-05:00"))
    assert {one.state for one in early.entries if one.line.kind == "full_commercial"} == {"to_come"}
    late = rights_calendar(book, as_of=at("2027-04-01T12:00:00-04:00"))
    assert {one.state for one in late.entries if one.line.kind == "full_commercial"} == {"over"}


def test_leaves_end_or_are_taken_back(book: Book) -> None:
    calendar = rights_calendar(book, as_of=at("2026-03-20T12:00:00-04:00"))
    assert [(one.leave.platform, one.holds, one.days_left) for one in calendar.leaves] == [
        ("tiktok", True, 15),
        ("instagram", False, 0),
        ("youtube", True, None),
    ]


def test_uses_are_looked_at_from_their_beginning_to_their_end(book: Book) -> None:
    calendar = rights_calendar(book, as_of=at("2026-05-20T12:00:00-04:00"))
    told = {one.use.use_id: one for one in calendar.uses}
    assert set(told) == {"u1", "u2", "u3"}
    # A hook is a cut, which the line allows; another ad variation is an edit, which it does not.
    assert (told["u1"].at_start.is_allowed, told["u2"].is_allowed) == (True, False)
    # By May the right has ended and the year of full commercial use carries on.
    assert told["u1"].at_end.line is not None
    assert told["u1"].at_end.line.kind == "full_commercial"
    assert told["u3"].is_allowed


def test_an_asset_or_a_post_can_be_asked_for(book: Book) -> None:
    when = at("2026-03-20T12:00:00-04:00")
    asked = {"channel": "tiktok", "at": when, "territory": "US"}
    assert can_use_asset(book, "diego-1", purpose="whitelisting", **asked).is_allowed  # type: ignore[arg-type]  # words by name
    assert not can_use_asset(book, "round-a", purpose="whitelisting", **asked).is_allowed  # type: ignore[arg-type]  # words by name
    with pytest.raises(UnknownNameError, match="did you mean 'hook-1'"):
        can_use_asset(book, "hook-11", purpose="whitelisting", **asked)  # type: ignore[arg-type]  # words by name


def test_a_moment_and_the_days_ahead_are_checked(book: Book) -> None:
    with pytest.raises(InvalidInputError, match="as_of must be a time with an offset"):
        rights_calendar(book, as_of=dt.datetime(2026, 3, 2))  # noqa: DTZ001  # a wrong value on purpose
    with pytest.raises(InvalidInputError, match="ahead_days must be at least 0, got -1"):
        rights_calendar(book, ahead_days=-1)


def test_rights_are_written_and_read_back(book: Book, tmp_path: Path) -> None:
    write_book(book, tmp_path / "again")
    assert read_book(tmp_path / "again").deals == book.deals


def test_a_line_that_breaks_a_rule_is_told_at_its_place(folder: Path) -> None:
    path = folder / "campaign.toml"
    for wrong, told in (
        ('starts = "yesterday"', "be published, approved or a date, got 'yesterday'"),
        ('kind = "paid_use"', "did you mean 'paid_usage'?"),
    ):
        key = wrong.partition(" ")[0]
        text = "\n".join(f"{line}" for line in path.read_text(encoding="utf-8").splitlines())
        broken = (
            text.replace('starts = "approved"', wrong)
            if key == "starts"
            else text.replace('kind = "paid_usage"', wrong)
        )
        path.write_text(broken, encoding="utf-8")
        result = runner.invoke(app, ["check", str(folder)])
        path.write_text(text, encoding="utf-8")
        assert told in result.stdout


class TestCommands:
    def test_rights_lists_what_ends_first_and_what_runs_without(self, folder: Path) -> None:
        result = runner.invoke(
            app, ["rights", str(folder), "--as-of", "2026-04-20"], env={"COLUMNS": "160"}
        )
        assert result.exit_code == 0
        assert result.stdout.splitlines()[1].split()[:5] == [
            "diego",
            "diego-1",
            "paid",
            "usage",
            "on",
        ]
        assert "u2: ad-1 on paid_social: no line is a right to paid usage" in result.stdout
        assert result.stderr.startswith("rights: ")

    def test_the_document_has_rights_leaves_and_uses(self, folder: Path) -> None:
        document = json.loads(runner.invoke(app, ["rights", str(folder), "--json"]).stdout)
        assert {one["creator_id"] for one in document["rights"]} == {"maya", "diego", "ines"}
        assert [one["holds"] for one in document["leaves"]] == [False, False, True]
        assert [one["is_allowed"] for one in document["uses"]] == [True, False, True]

    def test_the_page_is_written(self, folder: Path, tmp_path: Path) -> None:
        file = tmp_path / "rights.html"
        runner.invoke(app, ["rights", str(folder), "--html", str(file)])
        text = file.read_text(encoding="utf-8")
        assert "<h1><bdi>Spring</bdi></h1>" in text
        assert "Used without a right" in text

    def test_can_use_answers_yes_and_no_by_its_exit(self, folder: Path) -> None:
        asked = ["can-use", str(folder), "hook-1", "--channel", "paid_social", "--territory", "US"]
        yes = runner.invoke(app, [*asked, "--purpose", "paid_usage", "--at", "2026-03-20"])
        assert (yes.exit_code, yes.stdout.splitlines()[0]) == (
            0,
            "yes: by paid usage on paid_social, until 2026-05-02",
        )
        no = runner.invoke(app, [*asked, "--purpose", "whitelisting"])
        assert no.exit_code == 1
        assert no.stdout.startswith("no: no line is a right to whitelisting on paid_social")
        wrong = runner.invoke(app, [*asked, "--at", "soon"])
        assert wrong.exit_code == 2

    def test_a_page_without_uses_or_ends_says_so(self, tmp_path: Path) -> None:
        RuleExample(title="Good", codes=(), fragments={}).write(tmp_path)
        book = read_book(tmp_path)
        calendar = rights_calendar(book, as_of=at("2026-03-20T12:00:00-04:00"))
        text = rights_page(book, calendar)
        assert "No right ends soon." in text
        assert "Used without a right" not in text
