"""``influence check``: how findings are said, and what ``--fix`` writes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import attrs
import pytest
from typer.testing import CliRunner

from influence.cli._app import app
from influence.findings import FINDING_KINDS, Finding, FindingKind, Fix, Place
from influence.lint import LintSubject
from influence.testing._rule_pages import sound_book_files

runner = CliRunner()
CAPTION = Place(table="posts", row="maya-1", key="kind")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sound book, in a folder called ``book`` beneath the one that commands run in."""
    folder = tmp_path / "book"
    folder.mkdir()
    for name, text in sound_book_files().items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return folder


def break_book(book: Path) -> None:
    """An error on a row, and a warning about a fact."""
    with (book / "creators.csv").open("a", encoding="utf-8") as table:
        table.write('noor,"Noor, 50 %\nof it",instagram,@noor,1200,,,,,,\n')
    with (book / "orders.csv").open("a", encoding="utf-8") as table:
        table.write("S-9,2026-03-10T12:00:00-04:00,v,c,-1,,,\n")


def test_a_sound_book_has_nothing_to_find(book: Path) -> None:
    result = runner.invoke(app, ["check", book.name])
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "errors: 0, warnings: 0, notes: 0\n"


def test_findings_are_told_by_file_and_line(book: Path) -> None:
    break_book(book)
    result = runner.invoke(app, ["check", book.name])
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "error   orders.csv:31 items: INF101 items must be an amount of at least 0, got '-1'",
        "warning creators.csv:5: INF301 Noor, 50 %",
        "of it has no deal: nothing can be owed by terms or credited",
    ]


def test_json_tells_why_a_finding_matters(book: Path) -> None:
    break_book(book)
    document = json.loads(runner.invoke(app, ["check", book.name, "--format", "json"]).stdout)
    assert (document["errors"], document["warnings"], document["notes"]) == (1, 1, 0)
    first, second = document["findings"]
    assert (first["file"], first["line"], first["key"]) == ("orders.csv", 31, "items")
    assert second["title"] == FINDING_KINDS["INF301"].title
    assert second["meaning"] == FINDING_KINDS["INF301"].meaning
    assert (second["key"], second["source"], second["fixes"]) == (None, None, [])


def test_sarif_has_a_rule_for_each_code_and_a_place_for_each_finding(book: Path) -> None:
    break_book(book)
    result = runner.invoke(app, ["check", book.name, "--format", "sarif"])
    log = json.loads(result.stdout)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["INF101", "INF301"]
    assert [one["ruleIndex"] for one in run["results"]] == [0, 1]
    assert [one["level"] for one in run["results"]] == ["error", "warning"]
    assert run["results"][0]["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "book/orders.csv"},
                "region": {"startLine": 31},
            },
            "logicalLocations": [{"fullyQualifiedName": "items"}],
        }
    ]
    assert result.exit_code == 1


def test_annotations_of_a_workflow_are_one_line_each(book: Path) -> None:
    break_book(book)
    result = runner.invoke(app, ["check", book.name, "--format", "github"])
    assert result.stdout.splitlines() == [
        (
            "::error file=book/orders.csv,line=31,title=INF101 a cell breaks its rule::"
            "items must be an amount of at least 0, got '-1'"
        ),
        (
            "::warning file=book/creators.csv,line=5,title=INF301 a creator is in no deal::"
            "Noor, 50 %25%0Aof it has no deal: nothing can be owed by terms or credited"
        ),
    ]


def test_a_book_in_the_folder_one_stands_in_has_no_prefix(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_book(book)
    monkeypatch.chdir(book)
    result = runner.invoke(app, ["check", ".", "--format", "github"])
    assert result.stdout.startswith("::error file=orders.csv,line=31,")


def test_a_folder_that_is_no_book_is_told_in_every_form(tmp_path: Path) -> None:
    for form in ("text", "json", "sarif", "github"):
        result = runner.invoke(app, ["check", str(tmp_path), "--format", form])
        assert result.exit_code == 1
        assert "INF201" in result.stdout
    github = runner.invoke(app, ["check", str(tmp_path), "--format", "github"])
    assert github.stdout.startswith("::error title=INF201 ")


@attrs.frozen(kw_only=True)
class Reels:
    """A rule that wants the word of this library for what it finds."""

    name: ClassVar[str] = "reels"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF307"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        for post in subject.book.posts:
            if post.kind == "reel":
                place = Place(table="posts", row=post.post_id, key="kind")
                fix = Fix(place=place, value="short_video", what="call it short_video")
                lost = Fix(place=Place(table="posts", row="zoe-1", key="kind"), value="", what="x")
                fixes = (fix, lost) if post.post_id == "maya-1" else (fix,)
                yield self.kinds[0].finding(where=place, message="a reel", fixes=fixes)


def test_fix_writes_what_is_safe_and_says_what_is_left(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("influence.lint._linting.PRACTICE_RULES", (Reels(),))
    path = book / "posts.csv"
    sound = path.read_text(encoding="utf-8")
    path.write_text(sound.replace("short_video", "reel"), encoding="utf-8")
    before = runner.invoke(app, ["check", book.name])
    assert before.stderr == "errors: 0, warnings: 0, notes: 6; --fix mends 6\n"
    result = runner.invoke(app, ["check", book.name, "--fix"])
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        *(f"fixed    posts {name} kind: call it short_video" for name in ("maya-1", "maya-2")),
        *(f"fixed    posts {name} kind: call it short_video" for name in ("diego-1", "diego-2")),
        *(f"fixed    posts {name} kind: call it short_video" for name in ("ines-1", "ines-2")),
        (
            "not fixed posts zoe-1 kind: place of a fix must be a row of the table, "
            "got 'posts zoe-1 kind'"
        ),
        "errors: 0, warnings: 0, notes: 0",
    ]
    assert path.read_text(encoding="utf-8") == sound
    again = runner.invoke(app, ["check", book.name, "--fix"])
    assert again.stderr == "errors: 0, warnings: 0, notes: 0\n"
