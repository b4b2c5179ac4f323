"""The table [links] of the campaign file, and marks written as lines for it."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

from influence.books import check_book, marks_text, new_book, read_book, write_book
from influence.deals import Deal
from influence.errors import InvalidInputError
from influence.links import CodePolicy, LinkPolicy, MissingMarks, TrackingKit

ALL = """
[links]
landing_page = "https://shop.example/other"
channel = "Affiliates"
medium = "affiliate"
source = "partners"
vanity = false
discount = 20
"""


def _book(folder: Path, links: str) -> Path:
    new_book(folder)
    path = folder / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n[settlement]", f"{links}\n[settlement]", 1), encoding="utf-8")
    return folder


def test_everything_about_links_is_read(tmp_path: Path) -> None:
    assert read_book(_book(tmp_path, ALL)).links == LinkPolicy(
        landing_page="https://shop.example/other",
        channel="Affiliates",
        medium="affiliate",
        source="partners",
        codes=CodePolicy(is_vanity=False, discount=20),
    )


@pytest.mark.parametrize("links", ["", "\n[links]\n"])
def test_a_book_that_says_nothing_has_the_usual_policy(tmp_path: Path, links: str) -> None:
    assert read_book(_book(tmp_path, links)).links == LinkPolicy()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('chanel = "SMS"', "key of links must be one of channel, discount, landing_page, medium, "),
        ('channel = "afiliates"', "links.channel must be one of Affiliates, Audio, Display, "),
        ('landing_page = "shop"', "links.landing_page must begin with http:// or https://, got "),
        ('source = "In Stagram"', "links.source must be lower case, of a-z 0-9 . _ and -, got "),
        ("discount = 0", "links.discount must be a whole number of per cent from 1 to 100, got 0"),
        ('vanity = "no"', "links.vanity must be true or false, got 'no'"),
    ],
)
def test_a_fault_is_told_with_its_key(tmp_path: Path, line: str, message: str) -> None:
    found = check_book(_book(tmp_path, f"\n[links]\n{line}\n"))
    assert [one.code for one in found] == ["INF201"]
    assert found[0].message.startswith(message)
    assert found[0].where == "campaign.toml:32"


@pytest.mark.parametrize("links", ["", ALL, '\n[links]\nmedium = "social-media"\n'])
def test_a_written_book_reads_back_with_its_links(tmp_path: Path, links: str) -> None:
    book = read_book(_book(tmp_path / "first", links))
    write_book(book, tmp_path / "second")
    assert read_book(tmp_path / "second").links == book.links
    text = (tmp_path / "second" / "campaign.toml").read_text(encoding="utf-8")
    assert ("[links]" in text) == bool(links)


def test_a_length_that_no_file_can_say_is_refused(tmp_path: Path) -> None:
    book = read_book(_book(tmp_path / "first", ""))
    other = attrs.evolve(book, links=LinkPolicy(codes=CodePolicy(most=9)))
    with pytest.raises(InvalidInputError) as caught:
        write_book(other, tmp_path / "second")
    assert str(caught.value) == (
        "length of codes must be 14 to be written, "
        "got CodePolicy(is_vanity=True, discount=None, most=9)"
    )


def test_lines_hold_every_key_that_changes_and_no_other() -> None:
    deal = Deal(creator_id="maya", links=("maya", "maya-a"), codes=('A"B',), dm_keywords=("SUN",))
    lacks = MissingMarks(
        deal=deal, links=("maya-a",), codes=(), dm_keywords=("SUN",), has_deal=True
    )
    kit = TrackingKit(rows=(), missing=(lacks,), findings=())
    assert marks_text(kit) == (
        '[[deals]]\ncreator = "maya"\nlinks = ["maya", "maya-a"]\ndm_keywords = ["SUN"]\n'
    )


def test_nothing_that_lacks_is_no_lines() -> None:
    assert marks_text(TrackingKit(rows=(), missing=(), findings=())) == ""
