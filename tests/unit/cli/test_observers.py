"""Observers of an installed plugin are told what the commands did, and can stop none of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from influence.books import read_book
from influence.cli import _report, _settling
from influence.cli._app import app
from influence.plugins import Event, Registry, hook, load
from influence.plugins.hooks import BookRead, PluginLoaded, ReportMade, StatementSettled

SPRING = str(Path(__file__).parents[3] / "examples" / "spring-launch")
runner = CliRunner()


def _loading(observe: Callable[[Event], None]) -> Callable[[], Registry]:
    module = ModuleType("diary")
    vars(module)["observe"] = observe
    return lambda: load(plugins=[module])


def _diary(into: list[Event]) -> Callable[[], Registry]:
    @hook.observe
    def observe(event: Event) -> None:
        into.append(event)

    return _loading(observe)


@pytest.fixture
def seen() -> list[Event]:
    """What the observer was told."""
    return []


def test_reading_a_book_is_told(seen: list[Event]) -> None:
    book = read_book(SPRING, registry=_diary(seen)())
    assert seen == [
        PluginLoaded(plugin="diary"),
        BookRead(
            campaign="Spring launch",
            creators=40,
            orders=len(book.orders),
            rejections=len(book.rejections),
        ),
    ]


def test_a_report_is_told_once_it_is_there(
    seen: list[Event], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_report, "installed", _diary(seen))
    page = tmp_path / "page.html"
    result = runner.invoke(app, ["report", SPRING, "--output", str(page)])
    assert result.exit_code == 0, result.output
    kinds = [type(one) for one in seen]
    assert kinds == [PluginLoaded, BookRead, ReportMade]
    made = seen[-1]
    assert isinstance(made, ReportMade)
    assert (made.campaign, made.creators) == ("Spring launch", 40)
    assert made.findings > 0


def test_statements_are_told_once_when_they_are_booked(
    seen: list[Event], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(_settling, "installed", _diary(seen))
    ledger = str(tmp_path / "payouts.ledger")
    command = ["settle", SPRING, "--as-of", "2026-04-20", "--ledger", ledger]
    assert runner.invoke(app, command).exit_code == 0
    assert not [one for one in seen if isinstance(one, StatementSettled)]
    closed = runner.invoke(app, [*command, "--close"])
    settled = [one for one in seen if isinstance(one, StatementSettled)]
    assert f"closed {len(settled)} statements" in closed.stderr
    assert [one.creator_id for one in settled] == sorted({one.creator_id for one in settled})
    assert {(one.campaign, one.currency) for one in settled} == {("Spring launch", "USD")}
    assert all(one.statement_id == f"{one.creator_id}/USD/1" for one in settled)
    assert runner.invoke(app, [*command, "--close"]).exit_code == 0
    assert len([one for one in seen if isinstance(one, StatementSettled)]) == len(settled)


def test_an_observer_that_exits_stops_no_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plain = runner.invoke(app, ["report", SPRING, "--json"])

    @hook.observe
    def leaves(event: Event) -> None:
        raise SystemExit(type(event).__name__)

    monkeypatch.setattr(_report, "installed", _loading(leaves))
    result = runner.invoke(app, ["report", SPRING, "--json"])
    assert (result.exit_code, result.stdout) == (0, plain.stdout)
    assert list(tmp_path.iterdir()) == []
