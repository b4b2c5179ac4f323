from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from typer.testing import CliRunner

from influence.books import read_book, write_book
from influence.briefs import brief_markdown, brief_of, briefs_of, plain
from influence.campaign_book import Book
from influence.cli._app import app
from influence.errors import UnknownNameError
from influence.report import brief_page
from influence.testing import RuleExample

runner = CliRunner()
Sound: TypeAlias = Callable[..., Book]

DEAL = """
[deliverables]
deemed_approved_days = 4

[[deals]]
creator = "maya"
brief = { talking_points = ["Only for Maya"], contact = "Maya's manager" }
deliverables = [
  { id = "v1", kind = "short_video", count = 2, draft_due = 2026-03-01, post_due = 2026-03-03 },
  { kind = "reminder_story", count = 3, follows = "v1", within_days = 7 },
  { kind = "pinned_comment", follows = "v1", within_months = 1, within_days = 2 },
  { kind = "post", follows = "v1", within_days = 0 },
]

[[deals.rights]]
kind = "full_commercial"
channels = ["*"]
territories = ["US"]
starts = "2026-04-01"
months = 6

[[deals.rights]]
kind = "paid_usage"
channels = ["email"]
until = 2026-12-31

[[deals.rights]]
kind = "organic_repost"
channels = ["email"]
"""


@pytest.fixture
def sound(tmp_path: Path) -> Sound:
    def read(campaign: str = "", **more: str) -> Book:
        texts = {f"{name}.csv": text for name, text in more.items()}
        texts |= {"campaign.toml": campaign} if campaign else {}
        folder = tmp_path / f"book{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        RuleExample(title="Good", codes=(), fragments=texts).write(folder)
        return read_book(folder)

    return read


def test_a_brief_has_every_part_of_the_book(sound: Sound) -> None:
    brief = brief_of(sound(DEAL), "maya")
    assert (brief.product, brief.action, brief.urgency) == (
        *("Trail kit", "Buy with the code"),
        "deadline: 2026-04-13",
    )
    assert brief.talking_points == ("Only for Maya",)
    assert brief.guardrails == ("No claims about health or weight",)
    assert brief.formats == ("before and after", "day in the life")
    assert brief.link == (
        "https://shop.example/spring?utm_source=instagram&utm_medium=social"
        "&utm_campaign=spring&utm_content=maya"
    )
    assert (brief.code, brief.dm_keyword, brief.contact) == ("MAYA15", "SUMMIT", "Maya's manager")
    assert brief.disclosure_words == ("ad", "advert", "advertisement")
    assert brief.missing == ()


def test_pieces_rights_and_approval_are_told_in_words(sound: Sound) -> None:
    text = brief_markdown(brief_of(sound(DEAL), "maya"))
    for line in (
        "- 2 short videos: draft by 2026-03-01, live by 2026-03-03",
        "- 3 reminder stories: within 7 days of 2 short videos",
        "- 1 pinned comment: within 1 months and 2 days of 2 short videos",
        "- 1 post: within the same day of 2 short videos",
        "- full commercial everywhere in US, for 6 months from when it is 2026-04-01",
        "- paid usage on email, until 2026-12-31",
        "- organic repost on email, without an end",
        "- A draft that nobody answers within 4 days counts as approved.",
        "- Write: ad or advert or advertisement",
        "Questions: Maya's manager",
    ):
        assert line in text.splitlines()


def test_what_the_book_does_not_say_is_named_and_not_invented(sound: Sound) -> None:
    bare = (
        'offer = ""\nbrief = ""\n[campaign]\nhashtag = ""\npersona = ""\n'
        '[[deals]]\ncreator = "maya"\ncodes = []\ndm_keywords = []\nangles = []\n'
        'deliverables = []\nusage_rights = ""\n'
    )
    brief = brief_of(sound(bare, creators="creator_id,country\nmaya,BR"), "maya")
    assert brief.missing == (
        *("goal", "audience", "talking points", "usage guidelines", "guardrails", "hashtag"),
        *("link", "code", "dm keyword", "pieces", "approval", "disclosure words", "rights"),
    )
    text = brief_markdown(brief)
    assert "## " in text
    assert "Talking points" not in text


def test_an_offer_without_a_day_has_its_urgency_alone(sound: Sound) -> None:
    text = '[offer]\nurgency = "limited_bonus"\ndeadline = ""'
    assert brief_of(sound(text), "maya").urgency == "limited bonus"


def test_everybody_with_a_deal_has_a_brief(sound: Sound) -> None:
    assert [brief.creator_id for brief in briefs_of(sound())] == ["maya", "diego", "ines"]


def test_nobody_else_has_one(sound: Sound) -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'maya'"):
        brief_of(sound(), "mayas")


def test_what_is_too_long_is_told(sound: Sound) -> None:
    many = ", ".join(f'"{number}"' for number in range(7))
    text = f'[brief]\ntalking_points = [{many}]\nguardrails = ["{"x" * 161}"]\n'
    assert brief_of(sound(text), "maya").overlong == (
        "talking points: 7 of at most 6",
        "guardrails: 161 letters of at most 160",
    )


def test_a_brief_is_written_and_read_back(sound: Sound, tmp_path: Path) -> None:
    book = sound(DEAL)
    write_book(book, tmp_path / "again")
    again = read_book(tmp_path / "again")
    assert (again.deals, again.campaign) == (book.deals, book.campaign)


HOSTILE = "<script>alert(1)</script> **b** [x](y) \u202e # `c` | ~~d~~"


def test_text_of_a_book_formats_nothing(sound: Sound) -> None:
    book = sound(f'[brief]\ngoal = "{HOSTILE}"', creators=f'creator_id,name\nmaya,"{HOSTILE}"')
    brief = brief_of(book, "maya")
    page = brief_page(brief)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert "**b**" not in brief_markdown(brief)
    assert "\\<script\\>" in brief_markdown(brief)
    assert plain("a\u202eb\x00c") == "a b c"


def test_a_page_has_its_paper(sound: Sound) -> None:
    brief = brief_of(sound(), "maya")
    assert "@page { size: A4;" in brief_page(brief)
    assert "@page { size: letter;" in brief_page(brief, paper="letter")
    with pytest.raises(UnknownNameError, match="did you mean 'a4'"):
        brief_page(brief, paper="a44")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> str:
        path = tmp_path / "sound"
        path.mkdir()
        RuleExample(title="Good", codes=(), fragments={}).write(path)
        return str(path)

    def test_it_prints_one(self, folder: str) -> None:
        result = runner.invoke(app, ["brief", folder, "ines"])
        assert result.exit_code == 0
        assert result.stdout.startswith("# Spring: brief for Inès\n")
        assert result.stderr == ""

    def test_it_writes_one_as_a_page(self, folder: str, tmp_path: Path) -> None:
        file = tmp_path / "ines.html"
        asked = ["brief", folder, "ines", "--format", "html", "--paper", "letter"]
        runner.invoke(app, [*asked, "--output", str(file)])
        assert "size: letter" in file.read_text(encoding="utf-8")

    def test_it_writes_everybodys(self, folder: str, tmp_path: Path) -> None:
        out = tmp_path / "briefs"
        result = runner.invoke(app, ["brief", folder, "--all", "--output", str(out)])
        assert sorted(path.name for path in out.iterdir()) == ["diego.md", "ines.md", "maya.md"]
        assert result.stderr == f"briefs: 3 in {out}\n"

    def test_it_says_what_the_book_does_not(self, folder: str) -> None:
        path = Path(folder) / "campaign.toml"
        text = path.read_text(encoding="utf-8").replace('hashtag = "#SpringReset"\n', "")
        many = ", ".join(f'"{number}"' for number in range(7))
        old = 'talking_points = ["Packs to the size of a fist", "30 days to send it back"]'
        path.write_text(text.replace(old, f"talking_points = [{many}]"), encoding="utf-8")
        result = runner.invoke(app, ["brief", folder, "ines"])
        assert result.stderr == (
            "ines: the book does not say hashtag\n"
            "ines: longer than a page: talking points: 7 of at most 6\n"
        )

    def test_it_needs_somebody_or_everybody(self, folder: str) -> None:
        assert runner.invoke(app, ["brief", folder]).exit_code == 2
        assert runner.invoke(app, ["brief", folder, "ines", "--all"]).exit_code == 2
        assert runner.invoke(app, ["brief", folder, "--all"]).exit_code == 2
