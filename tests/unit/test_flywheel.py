from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.assets import Asset, AssetUse, RepurposingPlan
from influence.books import read_book, write_book
from influence.cli._app import app
from influence.errors import InvalidInputError, UnknownNameError
from influence.evaluation import Evaluation, evaluate
from influence.flywheel import flywheel_of, post_of, total_return
from influence.money import Money
from influence.testing import RuleExample

runner = CliRunner()

CAMPAIGN = """
[repurposing]
hook = 1
testimonial_cut = 1

[repurposing.replacement_values]
hook = "80.00"
"""
ASSETS = """asset_id,creator_id,kind,post_id,made_from,cost
raw,maya,original,maya-1,,
hook,maya,hook,,raw,10.00
ad,maya,ad_variation,maya-2,,5.00
lost,diego,hook,,gone,
nowhere,diego,hook,diego-9,,
round-a,diego,hook,,round-b,
round-b,diego,hook,,round-a,
"""
USES = """use_id,asset_id,channel,starts,ends,spend,impressions,clicks,orders,revenue,gross_profit
u1,hook,email,2026-03-10T00:00:00-04:00,,,900,40,3,100.00,
u2,ad,paid_social,2026-03-10T00:00:00-04:00,2026-03-20T00:00:00-04:00,50.00,,,,,40.00
u3,hook,paid_social,2026-03-12T00:00:00-04:00,,20.00,500,,,,
u4,ad,email,2027-01-01T00:00:00-05:00,,,,,,,
u5,lost,sms,2026-03-12T00:00:00-04:00,,,,,,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "book"
    path.mkdir()
    texts = {"campaign.toml": CAMPAIGN, "assets.csv": ASSETS, "asset_uses.csv": USES}
    RuleExample(title="Good", codes=(), fragments=texts).write(path)
    return path


@pytest.fixture
def evaluation(folder: Path) -> Evaluation:
    return evaluate(read_book(folder))


def test_each_post_is_held_against_the_plan(evaluation: Evaluation) -> None:
    told = {quota.post_id: quota for quota in evaluation.flywheel.quotas}
    assert dict(told["maya-1"].made) == {"hook": 1}
    assert dict(told["maya-1"].lacks) == {"testimonial_cut": 1}
    assert dict(told["maya-2"].lacks) == {"hook": 1, "testimonial_cut": 1}


def test_assets_that_lead_to_no_post_are_told(evaluation: Evaluation) -> None:
    assert [asset.asset_id for asset in evaluation.flywheel.astray] == [
        *("lost", "nowhere", "round-a", "round-b")
    ]


def test_channels_sum_what_is_told_and_say_of_how_many(evaluation: Evaluation) -> None:
    email, paid, sms = evaluation.flywheel.channels
    # 55 % of 100.00, by the margin of the campaign.
    assert (email.channel, email.uses, email.gross_profit) == ("email", 1, Money("55.00", "USD"))
    assert (paid.impressions.count, paid.impressions.told, paid.impressions.uses) == (500, 1, 2)
    assert (paid.spend, paid.untold) == (Money("70.00", "USD"), 1)
    assert (sms.clicks.told, sms.untold) == (0, 1)


def test_content_value_is_reuse_less_what_it_cost(evaluation: Evaluation) -> None:
    maya, diego = evaluation.flywheel.contents
    # 55.00 + 40.00 − 70.00 − 15.00, worked by hand.
    assert maya.value == Money("10.00", "USD")
    assert str(maya.working).splitlines() == [
        "gross profit of 2 of 3 uses  95.00 USD",
        "less what showing it cost    70.00 USD",
        "less what making it cost     15.00 USD",
        "content value                10.00 USD",
    ]
    assert (maya.replacement_value, diego.replacement_value) == (
        Money("80.00", "USD"),
        Money("320.00", "USD"),
    )
    assert diego.value is None
    assert diego.working.result == "unknown"


def test_total_return_keeps_its_parts_apart(evaluation: Evaluation) -> None:
    maya, diego = evaluation.flywheel.contents
    working = total_return(maya, Money("90.00", "USD"))
    assert [step.text for step in working.steps[-3:]] == [
        *("content value", "profit of the campaign itself", "total return")
    ]
    assert working.result == "100.00 USD"
    assert total_return(maya, None).result == "unknown"
    assert total_return(diego, Money("90.00", "USD")).result == "unknown"


def test_reuse_changes_no_figure_of_the_campaign(folder: Path, evaluation: Evaluation) -> None:
    (folder / "asset_uses.csv").unlink()
    plain = evaluate(read_book(folder))
    assert [line.economics for line in plain.ranking] == [
        line.economics for line in evaluation.ranking
    ]
    assert [line.rank for line in plain.ranking] == [line.rank for line in evaluation.ranking]


def test_a_book_with_a_plan_is_written_and_read_back(folder: Path, tmp_path: Path) -> None:
    book = read_book(folder)
    write_book(book, tmp_path / "again")
    again = read_book(tmp_path / "again")
    assert (again.campaign, again.assets, again.asset_uses) == (
        *(book.campaign, book.assets),
        book.asset_uses,
    )


def test_a_moment_needs_an_offset(evaluation: Evaluation) -> None:
    with pytest.raises(InvalidInputError, match="as_of must be a time with an offset"):
        flywheel_of(evaluation.book, as_of=dt.datetime(2026, 3, 2))  # noqa: DTZ001  # a wrong value on purpose


def test_an_asset_of_its_own_leads_nowhere() -> None:
    alone = Asset(asset_id="a", creator_id="maya", kind="hook", made_from="a")
    assert post_of(alone, assets={"a": alone}) is None


def test_a_plan_names_kinds_and_counts() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'hook'"):
        RepurposingPlan(least={"hooks": 1})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose
    with pytest.raises(
        InvalidInputError, match="hook must be a whole number of at least 0, got -1"
    ):
        RepurposingPlan(least={"hook": -1})
    with pytest.raises(InvalidInputError, match="hook must be an amount of at least 0"):
        RepurposingPlan(replacement_values={"hook": Money("-1.00", "USD")})


def test_a_use_does_not_end_before_it_starts() -> None:
    start = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    with pytest.raises(InvalidInputError, match=r"AssetUse.ends must not end before it starts"):
        AssetUse(
            use_id="u", asset_id="a", channel="x", starts=start, ends=start - dt.timedelta(hours=1)
        )


def test_the_command_shows_both_sides(folder: Path) -> None:
    result = runner.invoke(app, ["assets", str(folder)], env={"COLUMNS": "160"})
    assert result.exit_code == 0
    first = result.stdout.splitlines()[1].split()
    assert first[:5] == ["maya", "3", "3", "10.00", "USD"]
    assert "500 of 1 uses" in result.stdout
    assert "40.00 USD, 1 untold" in result.stdout
    assert "maya-1 is still to give 1 testimonial_cut" in result.stdout
    assert result.stderr == (
        "assets: 7, uses: 4; content value stands beside the campaign's profit\n"
    )


def test_the_document_has_the_working(folder: Path) -> None:
    document = json.loads(runner.invoke(app, ["assets", str(folder), "--json"]).stdout)
    maya, diego = document["creators"]
    assert maya["content_value"] == "10.00"
    assert maya["working"][-1][0] == "total return"
    assert (diego["content_value"], document["channels"][2]["clicks"]) == (
        None,
        {"sum": None, "told": 0},
    )
