"""The commands as a person types them: what they print, what they write, how they end."""

from __future__ import annotations

import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import influence
from influence.cli import main
from influence.cli._app import app
from influence.cli._console import harmless, refusals
from influence.findings import FINDING_KINDS

SPRING = Path(__file__).parents[3] / "examples" / "spring-launch"
runner = CliRunner()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small(here: Path) -> Path:
    """The book that ``influence new`` makes."""
    assert runner.invoke(app, ["new", "small"]).exit_code == 0
    return here / "small"


def test_new_writes_a_book_that_check_finds_nothing_wrong_with(small: Path) -> None:
    assert (small / "campaign.toml").is_file()
    result = runner.invoke(app, ["check", "small"])
    assert result.exit_code == 0, result.output
    assert "errors: 0" in result.stderr


def test_new_refuses_a_folder_that_holds_something(small: Path) -> None:
    result = runner.invoke(app, ["new", str(small)])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: ")
    assert "empty" in result.stderr


def test_a_book_that_nothing_tells_the_sales_of_has_unknown_figures(small: Path) -> None:
    for name in ("orders", "refunds", "results"):
        (small / f"{name}.csv").unlink()
    document = json.loads(runner.invoke(app, ["report", "small", "--json"]).stdout)
    assert document["totals"]["orders"] is None
    assert {creator["profit"] for creator in document["creators"]} == {None}


@pytest.mark.usefixtures("small")
def test_report_prints_the_ranking_and_writes_the_page(here: Path) -> None:
    result = runner.invoke(app, ["report", "small"])
    assert result.exit_code == 0, result.output
    assert "Profit" in result.stdout
    assert (here / "small.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert "page: small.html" in result.stderr


@pytest.mark.usefixtures("small")
def test_report_as_json_is_one_document_and_writes_no_page(here: Path) -> None:
    result = runner.invoke(app, ["report", "small", "--json"])
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["schema"] == 1
    assert not (here / "small.html").exists()


@pytest.mark.usefixtures("small")
def test_report_writes_the_page_where_it_is_told(here: Path) -> None:
    result = runner.invoke(app, ["report", "small", "--json", "--output", "page.html"])
    assert result.exit_code == 0, result.output
    assert (here / "page.html").is_file()


def test_report_settles_as_of_a_date() -> None:
    words = ["report", str(SPRING), "--json", "--as-of"]
    early = json.loads(runner.invoke(app, [*words, "2026-03-03"]).stdout)
    late = json.loads(runner.invoke(app, [*words, "2027-01-01"]).stdout)
    assert early["as_of"] == "2026-03-03T00:00:00-05:00"
    assert late["totals"]["held"] == "0.00"
    assert float(early["totals"]["payable"]) < float(late["totals"]["payable"])


def test_report_refuses_a_date_that_is_not_iso_8601() -> None:
    result = runner.invoke(app, ["report", str(SPRING), "--as-of", "March 3"])
    assert result.exit_code == 2
    assert "Invalid value for '--as-of': time must be ISO 8601" in result.stderr
    assert "got 'March 3'" in result.stderr


def test_report_shows_as_many_creators_as_asked() -> None:
    result = runner.invoke(app, ["report", str(SPRING), "--top", "3", "--output", "/dev/null"])
    assert result.exit_code == 0
    assert "37 more creators" in result.stdout


def test_check_lists_every_broken_row_of_the_example_and_exits_with_1() -> None:
    result = runner.invoke(app, ["check", str(SPRING)])
    assert result.exit_code == 1
    assert result.stdout.count("error ") >= 9
    assert "errors: 9, warnings: " in result.stderr


def test_explain_prints_the_working_of_a_figure_either_way_round() -> None:
    one = runner.invoke(app, ["explain", str(SPRING), "maya:payable"])
    other = runner.invoke(app, ["explain", str(SPRING), "payable:maya"])
    assert one.exit_code == other.exit_code == 0
    assert one.stdout == other.stdout
    assert one.stdout.splitlines()[0] == "maya: payable"
    assert one.stdout.splitlines()[-1].startswith("payable")


def test_explain_prints_every_figure_of_a_creator() -> None:
    result = runner.invoke(app, ["explain", str(SPRING), "maya"])
    assert result.exit_code == 0
    for figure in ("maya: orders", "maya: profit_roi", "maya: decision", "maya: next_stage"):
        assert figure in result.stdout.splitlines()


def test_explain_settles_as_of_the_date_that_the_report_did() -> None:
    words = ["explain", str(SPRING), "maya:payable", "--as-of"]
    early = runner.invoke(app, [*words, "2026-03-03"])
    assert early.stdout.splitlines()[-1].split() == ["payable", "40.00", "USD"]
    assert runner.invoke(app, [*words, "March 3"]).exit_code == 2


def test_explain_prints_a_figure_of_the_campaign() -> None:
    result = runner.invoke(app, ["explain", str(SPRING), "totals:revenue"])
    assert result.exit_code == 0
    assert "unattributed" in result.stdout


def test_explain_tells_the_story_of_an_order() -> None:
    book = influence.read_book(SPRING)
    order = next(order for order in book.orders if order.is_paid and order.codes)
    result = runner.invoke(app, ["explain", str(SPRING), f"order:{order.order_id}"])
    assert result.exit_code == 0
    told, titled = result.stdout.split(f"order {order.order_id}\n", maxsplit=1)
    assert told.startswith(f"Order {order.order_id} was placed at {order.at.isoformat()} for ")
    assert titled.startswith(f"order {order.order_id} at ")


def test_explain_tells_the_story_of_an_order_by_its_id_alone() -> None:
    named = runner.invoke(app, ["explain", str(SPRING), "order:SL-1308"])
    alone = runner.invoke(app, ["explain", str(SPRING), "SL-1308"])
    assert alone.exit_code == 0, alone.output
    assert alone.stdout == named.stdout


def test_explain_prints_a_statement() -> None:
    result = runner.invoke(app, ["explain", str(SPRING), "statement:maya"])
    assert result.exit_code == 0, result.output
    titles = [line for line in result.stdout.splitlines() if line.startswith("maya: ")]
    assert titles == ["maya: accrued", "maya: held", "maya: payable"]


def test_explain_prints_every_figure_of_the_campaign() -> None:
    result = runner.invoke(app, ["explain", str(SPRING), "totals"])
    assert result.exit_code == 0, result.output
    for figure in ("totals: revenue", "totals: profit", "totals: held"):
        assert result.stdout.splitlines().count(figure) == 1


@pytest.mark.parametrize(
    ("what", "first"),
    [
        ("decision:maya", "maya: decision"),
        ("allocation", "allocation"),
        ("allocation:maya", "maya: allocation"),
        ("patterns", "patterns"),
        ("pattern:before-after", "pattern: before-after in "),
        ("bench:maya", "maya: bench"),
    ],
)
def test_explain_prints_what_is_judged(what: str, first: str) -> None:
    result = runner.invoke(app, ["explain", str(SPRING), what])
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0].startswith(first)


def test_explain_of_the_next_cycle_ends_in_what_is_left() -> None:
    planned = influence.evaluate(influence.read_book(SPRING)).next_cycle
    assert planned is not None
    result = runner.invoke(app, ["explain", str(SPRING), "allocation"])
    assert result.stdout.splitlines()[-1].split(maxsplit=1) == ["left", str(planned.unspent)]


def test_explain_of_a_decision_prints_each_of_its_reasons() -> None:
    line = influence.evaluate(influence.read_book(SPRING)).line("brad")
    result = runner.invoke(app, ["explain", str(SPRING), "decision:brad"])
    told = [" ".join(one.split()) for one in result.stdout.splitlines()]
    assert [f"because {reason}" for reason in line.decision.reasons] == [
        one for one in told if one.startswith("because ")
    ]


@pytest.mark.usefixtures("small")
def test_explain_finds_a_creator_whose_id_holds_colons(here: Path) -> None:
    (here / "small" / "creators.csv").write_text(
        "creator_id,name\nmaya,Maya\nleo,Leo\nig:mo,Mo\n", encoding="utf-8"
    )
    for what, first in (
        ("ig:mo", "ig:mo: orders"),
        ("ig:mo:spend", "ig:mo: spend"),
        ("spend:ig:mo", "ig:mo: spend"),
    ):
        result = runner.invoke(app, ["explain", "small", what])
        assert result.exit_code == 0, result.output
        assert result.stdout.splitlines()[0] == first


@pytest.mark.parametrize("code", sorted(FINDING_KINDS))
def test_explain_says_what_a_finding_means(code: str, small: Path) -> None:
    result = runner.invoke(app, ["explain", str(small), code.lower()])
    assert result.exit_code == 0, result.output
    assert FINDING_KINDS[code].title in result.stdout


def test_explain_says_where_a_finding_was_found() -> None:
    result = runner.invoke(app, ["explain", str(SPRING), "INF301"])
    assert "1 in this book" in result.stdout


def test_explain_says_what_a_fault_of_the_campaign_file_means(small: Path) -> None:
    (small / "campaign.toml").write_text("schema = 2\n", encoding="utf-8")
    result = runner.invoke(app, ["explain", str(small), "INF201"])
    assert result.exit_code == 0, result.output
    assert "campaign.toml" in result.stdout


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("mayo", "did you mean 'maya'"),
        ("maya:proft", "did you mean 'profit'"),
        ("totals:proft", "did you mean 'profit'"),
        ("order:nothing", "order must be one of"),
        ("statement:mayo", "did you mean 'maya'"),
        ("allocation:mayo", "did you mean 'maya'"),
        ("bench:mayo", "did you mean 'maya'"),
        ("pattern:before-afte", "did you mean 'before-after'"),
        (":payable", "WHAT must name"),
        ("inf999", "finding must be one of"),
    ],
)
def test_explain_names_what_is_close(what: str, said: str) -> None:
    result = runner.invoke(app, ["explain", str(SPRING), what])
    assert result.exit_code == 1
    assert said in result.stderr


def test_a_finding_that_is_left_out_is_counted(here: Path) -> None:
    rows = "".join(f"{place},2026-03-05T10:00:00,1.00\n" for place in range(30))
    folder = here / "many"
    folder.mkdir()
    (folder / "campaign.toml").write_text(
        (SPRING / "campaign.toml").read_text(encoding="utf-8").split("[[deals]]")[0],
        encoding="utf-8",
    )
    (folder / "creators.csv").write_text("creator_id,name\nmaya,Maya\n", encoding="utf-8")
    (folder / "orders.csv").write_text(f"order_id,at,items\n{rows}", encoding="utf-8")
    result = runner.invoke(app, ["report", "many"])
    assert result.exit_code == 0, result.output
    assert "and more: " in result.stderr
    assert "× INF101" in result.stderr


@pytest.mark.usefixtures("small")
def test_a_page_that_cannot_be_written_is_told_with_its_path(here: Path) -> None:
    words = ["report", "small", "--json", "--output", str(Path("nowhere", "page.html"))]
    result = runner.invoke(app, words)
    assert result.exit_code == 2
    rule = "path must be a file or folder that can be opened (No such file or directory)"
    assert f"error: {rule}, got 'nowhere/page.html'" in result.stderr
    assert not (here / "nowhere").exists()


@pytest.mark.parametrize("error", [BrokenPipeError(32, "Broken pipe"), OSError("odd")])
def test_a_fault_of_the_system_that_names_no_path_is_not_explained_away(error: OSError) -> None:
    with pytest.raises(type(error)), refusals():
        raise error


def test_version_is_printed() -> None:
    result = runner.invoke(app, ["--version"])
    assert result.exit_code == 0
    assert result.stdout == f"influence {influence.__version__}\n"


def test_no_command_prints_the_help_and_is_wrong_usage() -> None:
    result = runner.invoke(app, [])
    assert result.exit_code == 2
    assert "explain" in result.output


def test_python_m_influence_is_the_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["influence", "--version"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("influence", run_name="__main__")
    assert stop.value.code == 0


def test_without_the_extra_the_program_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "influence.cli._app", None)
    monkeypatch.setattr("influence.cli._import_app", _missing("typer"))
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 2
    assert "pip install 'influence-marketing[cli]'" in capsys.readouterr().err


def test_a_broken_installation_is_not_called_a_missing_extra(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("influence.cli._import_app", _missing("influence.nowhere"))
    with pytest.raises(ModuleNotFoundError):
        main()


def _missing(name: str) -> object:
    def find() -> object:
        raise ModuleNotFoundError(name=name)

    return find


def test_control_characters_are_shown_and_not_obeyed() -> None:
    assert harmless("a\x1b[2J\u202eb\n") == "a\\x1b[2J\\u202eb\n"


def test_the_installed_program_runs() -> None:
    program = Path(sys.executable).parent / "influence"
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_an_order_in_another_currency_tells_the_rate_that_it_was_converted_by(small: Path) -> None:
    with (small / "orders.csv").open("a", encoding="utf-8") as file:
        file.write("o-euro,2026-03-10T12:00:00-05:00,100.00,v-1,c-1,EUR,,,,,,false,paid\n")
    result = runner.invoke(app, ["explain", "small", "order:o-euro"])
    assert result.exit_code == 0, result.output
    assert "items of o-euro" in result.stdout.splitlines()
    assert "our bank" in result.stdout
    assert "108.00 USD" in result.stdout
