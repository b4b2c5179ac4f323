"""``influence pull`` as a person types it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from demo_books import demo_book
from typer.testing import CliRunner

from influence.cli._app import app
from influence.connectors.demo import Demo, DemoFake
from influence.testing import ScriptedFault, world

ROOT = Path(__file__).parents[3]
runner = CliRunner()


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, in an empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "examples" / "demo-shop", tmp_path / "book")
    return tmp_path / "book"


def test_the_example_is_a_book_of_the_creators_of_its_world(book: Path, tmp_path: Path) -> None:
    spring = world("spring", is_awkward=False)
    written = demo_book(tmp_path / "written", spring)
    rows = (written / "creators.csv").read_text(encoding="utf-8").splitlines()
    told = (book / "creators.csv").read_text(encoding="utf-8").replace("@", "").splitlines()
    assert [row.rpartition(",")[0] for row in told] == rows


@pytest.mark.usefixtures("book")
def test_an_empty_book_is_filled_and_reported() -> None:
    result = runner.invoke(app, ["pull", "book"])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "demo, 5 accounts",
        "posts: 28 new, 0 changed, 28 in all",
        "touches: 400 new, 0 changed, 400 in all",
        "orders: 120 new, 0 changed, 120 in all",
        "refunds: 11 new, 0 changed, 11 in all",
    ]
    assert "INF609 the post was deleted, and its figures with it" in result.stderr
    assert result.stderr.splitlines()[-1] == "next: influence report book"
    assert runner.invoke(app, ["report", "book"]).exit_code == 0


@pytest.mark.usefixtures("book")
def test_as_json_it_is_one_document() -> None:
    result = runner.invoke(app, ["pull", "book", "--platform", "demo", "--json"])
    [document] = json.loads(result.stdout)
    assert document["platform"] == "demo"
    assert document["whole"] is True
    assert document["tables"]["orders"] == {"added": 120, "changed": 0, "rows": 120}
    [stranger] = [gap for gap in document["gaps"] if gap["code"] == "INF616"]
    assert (stranger["where"], stranger["amount"], stranger["currency"]) == (
        "refund R-unknown",
        "12.34",
        "EUR",
    )
    assert {gap["amount"] for gap in document["gaps"]} == {"12.34", None}


def test_a_plan_is_told_and_nothing_is_read(book: Path) -> None:
    result = runner.invoke(app, ["pull", "book", "--plan"])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("demo: 8 to ")
    assert "  posts: 5 to " in result.stdout
    assert not (book / "orders.csv").exists()


@pytest.mark.usefixtures("book")
def test_a_span_may_be_asked_for() -> None:
    span = ["--since", "2026-03-09", "--until", "2026-03-16T00:00:00+01:00"]
    result = runner.invoke(app, ["pull", "book", "--json", *span])
    assert result.exit_code == 0, result.output
    assert 0 < json.loads(result.stdout)[0]["tables"]["orders"]["rows"] < 120


@pytest.mark.usefixtures("book")
def test_a_list_that_breaks_off_exits_with_1_and_says_what_comes_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = Demo.local_platform

    def broken(demo: Demo) -> object:
        served = whole(demo)
        assert served is not None
        assert isinstance(served.app, DemoFake)
        fault = ScriptedFault(kind="forbidden", read="touches", times=None)
        app = DemoFake(served.app.world, clock=served.clock, faults=(fault,))
        return type(served)(app=app, clock=served.clock)

    monkeypatch.setattr(Demo, "local_platform", broken)
    result = runner.invoke(app, ["pull", "book"])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0] == (
        "demo, 5 accounts; not everything was there, the next pull goes on"
    )
    assert "demo touches: INF752 touches must be something that the token may read" in (
        result.stderr
    )


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--platform", "demmo"],
            "error: platform must be one of demo, got 'demmo'; did you mean 'demo'?",
        ),
        (
            ["--since", "soon"],
            "error: time must be ISO 8601 such as 2026-03-02T09:30:00+02:00, got 'soon'",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(words: list[str], message: str) -> None:
    result = runner.invoke(app, ["pull", "book", *words])
    assert result.exit_code == 1
    assert result.stderr.strip() == message


@pytest.mark.usefixtures("book")
def test_a_folder_that_is_not_there_is_wrong_usage() -> None:
    assert runner.invoke(app, ["pull", "nowhere"]).exit_code == 2
