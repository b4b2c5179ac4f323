"""``influence offers``: what it prints, and what it refuses with which message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from influence.cli._app import app

EXAMPLE = Path(__file__).parents[3] / "examples" / "offers.toml"
runner = CliRunner()

SMALL = """\
schema = 1
currency = "USD"

[expectation]
starts = 2026-03-01
ends = 2026-06-01
time_zone = "UTC"
order_value = "50.00"
orders = { low = 0, expected = 40, high = 90 }
product = "lamp"
units = 2
deliverables = { short_video = 1 }

[[offers]]
name = "commission"
terms = { rule = "commission", rate = "0.10" }

[[offers]]
name = "flat"
terms = { rule = "flat_fee", per_campaign = "250.00" }
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small file of two offers, with no margin."""
    path = tmp_path / "offers.toml"
    path.write_text(SMALL, encoding="utf-8")
    return path


def _refusal(path: Path, text: str) -> str:
    """What the command says of a file with that text."""
    path.write_text(text, encoding="utf-8")
    result = runner.invoke(app, ["offers", str(path)])
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.strip()


def test_the_example_is_told_offer_by_offer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    result = runner.invoke(app, ["offers", str(EXAMPLE)])
    assert result.exit_code == 0, result.output
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert max(map(len, lines)) <= 80
    assert lines[0] == "Orders of 60.00 USD, gross margin 55 %, 10 % come back, 92 days"
    assert "breaks even at 11 orders, net sales of 600.00 USD" in lines
    assert lines[-6:] == [
        "Costs least",
        "up to 26 orders commission of 10 % costs least",
        "at 27 commission of 10 % and commission with a minimum alike",
        "from 28 to 57 commission with a minimum",
        "from 58 flat fee of 250.00 USD",
        "Amounts in USD; Share is fee of net sales.",
    ]


def test_the_same_as_one_json_document() -> None:
    result = runner.invoke(app, ["offers", str(EXAMPLE), "--json"])
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert [offer["break_even"] for offer in document["offers"]] == [2, 11, 6, 5]
    assert document["costs_least"][-1] == {
        "first": 58,
        "last": 200,
        "offers": ["flat fee of 250.00 USD"],
    }
    flat = document["offers"][1]["cases"]["low"]
    assert (flat["profit"], flat["payback_days"], flat["fee_share"]) == ("-1.00", None, "0.462963")
    assert flat["working"][-1] == "gross profit − cost: -1.00 USD"


def test_why_prints_the_workings_of_one_offer() -> None:
    result = runner.invoke(app, ["offers", str(EXAMPLE), "--why", "hybrid"])
    assert result.exit_code == 0, result.output
    assert "high: profit\n" in result.stdout
    assert result.stdout.rstrip().endswith("break-even × days ÷ orders, rounded up          6")


def test_why_of_an_offer_that_is_not_there_names_those_that_are(small: Path) -> None:
    result = runner.invoke(app, ["offers", str(small), "--why", "flatt"])
    assert result.exit_code == 1
    assert result.stderr.strip() == (
        "error: offer must be one of commission, flat, got 'flatt'; did you mean 'flat'?"
    )


def test_what_is_not_known_is_no_zero(small: Path) -> None:
    result = runner.invoke(app, ["offers", str(small)])
    assert "gross margin unknown" in result.stdout
    low = next(line.split() for line in result.stdout.splitlines() if line.startswith(" low"))
    assert low == ["low", "0", "0.00", "0.00", "n/a", "0.00", "n/a", "n/a"]
    document = json.loads(runner.invoke(app, ["offers", str(small), "--json"]).stdout)
    assert document["offers"][0]["cases"]["low"]["fee_share"] is None
    assert document["offers"][0]["cases"]["high"]["profit"] is None
    assert document["offers"][0]["break_even_sales"] is None


def test_days_may_be_text_and_terms_anybody_s(small: Path) -> None:
    text = SMALL.replace("2026-03-01", '"2026-03-01"').replace("units = 2", "units = 2\nmost = 95")
    small.write_text(text, encoding="utf-8")
    document = json.loads(runner.invoke(app, ["offers", str(small), "--json"]).stdout)
    assert document["most"] == 95


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("schema = 1", "schema = 2", "schema must be 1, got 2"),
        ('currency = "USD"', "", "currency must be text in quotes, got None"),
        (
            "[expectation]",
            "[expectations]",
            (
                "key of offer file must be one of currency, expectation, offers, schema, "
                "got 'expectations'; did you mean 'expectation'?"
            ),
        ),
        (
            "[expectation]\n",
            "[[expectation]]\n",
            "expectation must be a table, got [{",
        ),
        ("[[offers]]", "[offers]", "offer file must be TOML in UTF-8, got "),
        (
            'order_value = "50.00"',
            "order_value = 50.00",
            "expectation.order_value must be text in quotes, got 50.0",
        ),
        (
            'order_value = "50.00"',
            'order_value = "50.001"',
            "expectation.order_value must have at most 2 decimals in USD, got '50.001'",
        ),
        (
            'order_value = "50.00"',
            'order_value = "50.00"\nreturned = "2"',
            "Expectation.returned must be a share of at most 1, got Share('2')",
        ),
        (
            'order_value = "50.00"',
            'order_value = "50.00"\nreturned = "x"',
            "expectation.returned must be a plain decimal number such as 12.34, got 'x'",
        ),
        (
            "low = 0",
            "low = true",
            "expectation.orders.low must be a whole number, got True",
        ),
        (
            "low = 0",
            "lowest = 0",
            (
                "key of expectation.orders must be one of expected, high, low, got 'lowest'; "
                "did you mean 'low'?"
            ),
        ),
        (
            "units = 2",
            "unit = 2",
            "key of expectation must be one of 16 known names such as deliverables, ",
        ),
        (
            "2026-06-01",
            "2026-06-01T00:00:00Z",
            "expectation.ends must be ISO 8601 such as 2026-03-02, got datetime.datetime(",
        ),
        (
            "2026-06-01",
            "2026-02-01",
            (
                "expectation must be after its start 2026-03-01T00:00:00+00:00, "
                "got '2026-02-01T00:00:00+00:00'"
            ),
        ),
        ('"UTC"', '"UTD"', "expectation.time_zone must be one of "),
        (
            "{ short_video = 1 }",
            '"two"',
            "expectation.deliverables must be a table, got 'two'",
        ),
        (
            'rule = "commission"',
            'rule = "comission"',
            "offers[1].terms.rule must be one of",
        ),
        ('rate = "0.10"', "rate = 0.10", "offers[1].terms.rate must be decimal text in quotes"),
        ('name = "flat"', 'name = ""', "offers[2] must be text that is not blank, got ''"),
        (
            'name = "flat"',
            'names = "flat"',
            "key of offers[2] must be one of name, terms, got 'names'; did you mean 'name'?",
        ),
        (
            'name = "flat"',
            'name = "commission"',
            "offers must each have a name of its own, got 'commission'",
        ),
        (
            "deliverables = { short_video = 1 }",
            "",
            "expectation for offer flat must tell its deliverables short_video, long_video, ",
        ),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused(
    tmp_path: Path, before: str, after: str, message: str
) -> None:
    assert before in SMALL
    told = _refusal(tmp_path / "offers.toml", SMALL.replace(before, after))
    assert told.startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("offers", "message"),
    [
        ("", "error: offers must be a list of tables [[offers]], got None"),
        ("offers = []\n", "error: offers must be at least one, got []"),
        ("offers = [1]\n", "error: offers[1] must be a table, got 1"),
    ],
)
def test_a_file_without_offers_is_refused(tmp_path: Path, offers: str, message: str) -> None:
    head, _, _ = SMALL.partition("\n[[offers]]")
    assert _refusal(tmp_path / "offers.toml", offers + head) == message


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "offers.toml"
    path.write_bytes(b"\xff")
    result = runner.invoke(app, ["offers", str(path)])
    assert result.exit_code == 1
    assert result.stderr.startswith("error: offer file must be TOML in UTF-8, got ")


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = runner.invoke(app, ["offers", str(tmp_path / "none.toml")])
    assert result.exit_code == 2
