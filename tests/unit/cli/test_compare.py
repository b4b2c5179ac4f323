"""``influence compare``: what it prints, and what it refuses with which message."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from influence.cli._app import app

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "examples" / "compare" / "micro-or-celebrity.toml"
BOOK = ROOT / "examples" / "spring-launch"
runner = CliRunner()

SMALL = """\
schema = 1
currency = "USD"

[customer]
gross_profit = "150.00"

[[scenarios]]
name = "micro"
partners = 3
spend = "1200.00"
leads_each = 20
conversion = "0.2"

[[scenarios]]
name = "star"
partners = 1
cost_each = "25000.00"
customers_each = 20
"""


def run(*words: str | Path) -> str:
    """What the command prints."""
    result = runner.invoke(app, ["compare", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.stdout


def document(*words: str | Path) -> dict[str, Any]:
    """What the command prints as one JSON document."""
    found: dict[str, Any] = json.loads(run(*words, "--json"))
    return found


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A file to write scenarios into."""
    return tmp_path / "scenarios.toml"


def refusal(path: Path, text: str) -> str:
    """What the command says of a file with that text."""
    path.write_text(text, encoding="utf-8")
    result = runner.invoke(app, ["compare", str(path), "--draws", "100"])
    assert (result.exit_code, result.stdout) == (1, "")
    return result.stderr.strip()


def test_the_example_is_told_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = [line.rstrip() for line in run(EXAMPLE, "--draws", "500").splitlines()]
    assert lines[:4] == [
        "A  three micro creators (3 partners, 2 posts each)",
        "B  one celebrity (1 partner, 1 post)",
        "C  micro creators for the same money (62 partners, 2 posts each)",
        "D  what published figures say of one celebrity (1 partner, 1 post)",
    ]
    table = lines[4:10]
    assert max(map(len, table)) <= 80
    assert table[0].split() == [
        "Spend",
        "Profit",
        "Median",
        "Low",
        "High",
        "Pays",
        "Window",
        "Paying",
    ]
    assert table[2].split()[:3] == ["A", "1200", "780"]
    assert "What it would teach" in lines
    assert (
        "a celebrity does not make sense: unmet: broad_appeal, repeated_exposure; not known: "
        "capacity, long_term_brand"
    ) in lines
    assert any(line.startswith("nano: a post pays up to 0.1574 USD a follower") for line in lines)
    assert "  so a post to 40000 followers may be paid up to 2660.64 USD" in lines
    assert "500 rounds with seed 1" in lines[-1]


def test_the_examples_of_the_source_come_out(written: Path) -> None:
    written.write_text(SMALL, encoding="utf-8")
    found = document(written)
    micro, star = found["scenarios"]
    assert (micro["profit"], micro["leads"], micro["customers"]) == ("600.00", "60", "12")
    assert (star["profit"], star["leads"]) == ("-22000.00", None)
    assert found["best"] == "micro"
    assert micro["beats"]["star"] > 0.99
    assert (found["celebrity"], found["follower_prices"], found["notes"]) == (None, [], [])
    assert micro["working"][0] == "partners: 3"


def test_the_same_seed_prints_the_same() -> None:
    first, again, other = (
        run(EXAMPLE, "--draws", "300", "--seed", seed) for seed in ("7", "7", "8")
    )
    assert first == again
    assert first != other


def test_the_document_of_the_example() -> None:
    found = document(EXAMPLE, "--draws", "300")
    assert list(found) == [
        "schema", "currency", "seed", "draws", "level", "best", "words", "scenarios", "celebrity",
        "follower_prices", "notes",
    ]  # fmt: skip
    celebrity, prices = found["celebrity"], found["follower_prices"]
    assert celebrity["makes_sense"] is False
    assert celebrity["unknown"] == ["capacity", "long_term_brand"]
    assert [one["tier"] for one in prices] == ["nano", "micro", "macro", "mega"]
    assert [one["read_on"] for one in prices] == ["2026-11-27"] * 4
    assert prices[0]["by_own"] is None


def test_a_book_compares_its_own_tiers() -> None:
    printed = run("--book", BOOK, "--draws", "300")
    assert "A  5 micro creators (5 partners, 2 posts each)" in printed
    assert "B  one mega creator for the same money (1 partner, 1 post)" in printed
    assert "nobody can say yet whether a celebrity makes sense" in printed
    assert "the price of a follower is left out: the sales tell no margin, or the book" in printed


def test_a_book_beside_a_file_shows_what_your_own_did() -> None:
    prices = document(EXAMPLE, "--book", BOOK, "--draws", "100")["follower_prices"]
    micro = next(one for one in prices if one["tier"] == "micro")
    assert micro["own_posts"] > 0
    assert micro["by_own"] is not None
    assert "posts of your own" in micro["words"]


def test_a_book_with_a_rate_is_asked_for_the_price_of_a_follower(tmp_path: Path) -> None:
    import shutil

    book = shutil.copytree(BOOK, tmp_path / "book")
    (book / "rates.csv").write_text(
        "currency,rate,at,source\nEUR,1.07,2026-03-01,bank\nEUR,1.08,2026-03-02,bank\n",
        encoding="utf-8",
    )
    found = document("--book", book, "--draws", "100")
    prices = found["follower_prices"]
    assert any("1.08 USD for 1 EUR" in line for line in prices[0]["working"])


def test_the_working_of_one_scenario() -> None:
    printed = run(EXAMPLE, "--draws", "100", "--why", "one celebrity")
    assert "one celebrity: working" in printed
    assert "gross profit − spend                     -21700.00 USD" in printed
    with_json = document(EXAMPLE, "--draws", "100", "--why", "one celebrity")
    assert with_json["schema"] == 1


def test_neither_scenarios_nor_a_book_is_wrong_usage() -> None:
    result = runner.invoke(app, ["compare"])
    assert result.exit_code == 2
    assert "must name scenarios or a book, got neither" in result.stderr


def test_a_file_that_is_not_there_is_wrong_usage(tmp_path: Path) -> None:
    result = runner.invoke(app, ["compare", str(tmp_path / "none.toml")])
    assert result.exit_code == 2
    assert "be a file or folder that can be opened" in result.stderr


def test_a_book_in_another_currency_is_refused(written: Path) -> None:
    written.write_text(SMALL.replace("USD", "EUR"), encoding="utf-8")
    result = runner.invoke(app, ["compare", str(written), "--book", str(BOOK)])
    assert result.exit_code == 1
    assert result.stderr.strip() == "error: book must be in EUR as the scenarios are, got 'USD'"


def test_all_ways_to_tell_a_scenario(written: Path) -> None:
    written.write_text(
        SMALL
        + """
[variation]
between_creators = "0.5"

[[scenarios]]
name = "by followers"
partners = 4
followers = 40000
fee_per_follower = { low = "0.008", likely = "0.01", high = "0.015" }
other_costs = "48.00"
multiple = "1.36"
multiple_spread = "0.3"
basis = "S1"
variation = { between_posts = "0.9" }
customer = { order_value = "60.00", gross_margin = "0.55" }

[[scenarios]]
name = "as many as the star"
for_the_price_of = "star"
cost_each = "250.00"
multiple = "1.2"
basis = "a guess"
""",
        encoding="utf-8",
    )
    found = document(written, "--draws", "100")
    scenarios = found["scenarios"]
    assert [one["partners"] for one in scenarios] == [3, 1, 4, 100]
    assert scenarios[2]["spend"] == "1792.00"  # 4 × (40,000 × 0.01 + 48)
    assert "posts of one differ by, over their mean: 90 %" in scenarios[2]["working"]
    assert "partners differ by, over their mean: 50 %" in scenarios[3]["working"]


def test_a_benchmark_stands_alone_or_beside_your_own(written: Path) -> None:
    text = SMALL.replace("customers_each = 20", 'benchmark = "micro"')
    written.write_text(text, encoding="utf-8")
    alone = document(written, "--draws", "100")["scenarios"][1]
    beside = document(written, "--book", BOOK, "--draws", "100")["scenarios"][1]
    assert alone["gross_profit"] == "34000.00"  # 1.36 × 25,000
    assert beside["gross_profit"] != alone["gross_profit"]
    assert refusal(written, text.replace('"micro"\n', '"mikro"\n')).endswith(
        "scenarios[2].benchmark must be one of macro, mega, micro, nano, got 'mikro'; did you mean "
        "'micro'?"
    )


def test_a_scenario_that_teaches_nothing_has_no_lesson(written: Path) -> None:
    text = SMALL.replace('gross_profit = "150.00"', 'gross_profit = "0.00"')
    written.write_text(text, encoding="utf-8")
    scenarios = document(written, "--draws", "100")["scenarios"]
    assert [one["lesson"] for one in scenarios] == [None, None]


def test_many_scenarios_have_a_mark_each_or_a_dot(written: Path) -> None:
    more = "".join(
        f'\n[[scenarios]]\nname = "plan {number}"\npartners = 1\ncost_each = "10.00"\n'
        "customers_each = 1\n"
        for number in range(26)
    )
    written.write_text(SMALL + more, encoding="utf-8")
    printed = run(written, "--draws", "100")
    assert "Z  plan 23 (1 partner, 1 post)" in printed
    assert "·  plan 25 (1 partner, 1 post)" in printed


PRICE = '\n[follower_price]\ngross_margin = "0.5"\n'
RATE = 'rate = "1.08"\nrate_on = 2026-03-02\nrate_source = "our bank"\n'


def test_prices_of_some_tiers_in_the_currency_of_the_priors(written: Path) -> None:
    text = SMALL.replace("USD", "EUR") + PRICE + 'tiers = ["nano"]\n'
    written.write_text(text, encoding="utf-8")
    prices = document(written, "--draws", "100")["follower_prices"]
    assert [one["break_even"] for one in prices] == ["0.1325"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("schema = 1", "schema = 2", "schema must be 1, got 2"),
        ("schema = 1", "schema =", "scenario file must be TOML in UTF-8, got"),
        ('currency = "USD"', "currency = 1", "currency must be text in quotes, got 1"),
        (
            "[customer]",
            "[custommer]",
            (
                "key of scenario file must be one of celebrity, currency, customer, "
                "follower_price, scenarios, schema, variation, got 'custommer'; did you mean "
                "'customer'?"
            ),
        ),
        (
            'gross_profit = "150.00"',
            "gross_profit = 150.0",
            (
                "customer.gross_profit must be text in quotes, or a table with low, likely and "
                "high, got 150.0"
            ),
        ),
        (
            'gross_profit = "150.00"',
            'gross_profit = { low = "1", likely = "3", high = "2" }',
            "customer.gross_profit must be at least 3, the figure before it, got '2'",
        ),
        (
            'gross_profit = "150.00"',
            'gross_profit = { low = "1", likly = "3", high = "2" }',
            (
                "key of customer.gross_profit must be one of high, likely, low, got 'likly'; did "
                "you mean 'likely'?"
            ),
        ),
        (
            'gross_profit = "150.00"',
            'gross_profit = { low = "1", likely = "3" }',
            (
                "customer.gross_profit.high must be text in quotes, or a table with low, likely "
                "and high, got None"
            ),
        ),
        (
            'gross_profit = "150.00"',
            'gross_profit = "many"',
            "customer.gross_profit must be a plain decimal number such as 12.34, got 'many'",
        ),
        (
            '[customer]\ngross_profit = "150.00"',
            "",
            "scenarios[1].customer must be told here or for the whole file, got None",
        ),
        (
            "partners = 3",
            "partners = 0",
            "scenarios[1].partners must be a whole number of at least 1, got 0",
        ),
        (
            "partners = 3",
            'partners = "3"',
            "scenarios[1].partners must be a whole number, got '3'",
        ),
        (
            'conversion = "0.2"',
            'conversion = "1.2"',
            "scenarios[1].conversion must be at most 1, got '1.2'",
        ),
        (
            'conversion = "0.2"',
            "",
            (
                "scenarios[1].conversion must be text in quotes, or a table with low, likely and "
                "high, got None"
            ),
        ),
        (
            "customers_each = 20",
            'customers_each = 20\nbasis = "S1"',
            "scenarios[2].basis must be left out beside customers_each, got 'S1'",
        ),
        (
            "customers_each = 20",
            'customers_each = 20\nmultiple = "2"',
            (
                "scenarios[2] must have exactly one of leads_each, customers_each, multiple, "
                "benchmark, got 'customers_each, multiple'"
            ),
        ),
        (
            "customers_each = 20",
            "",
            (
                "scenarios[2] must have exactly one of leads_each, customers_each, multiple, "
                "benchmark, got None"
            ),
        ),
        (
            "customers_each = 20",
            'multiple = "2"',
            "scenarios[2].basis must be text in quotes, got None",
        ),
        (
            'cost_each = "25000.00"',
            'fee_per_follower = "0.01"\nfollowers = 0',
            "scenarios[2].followers must be at least 1, got 0",
        ),
        (
            'cost_each = "25000.00"',
            'cost_each = "25000.00"\nfollowers = 10',
            "scenarios[2].followers must be left out beside cost_each, got 10",
        ),
        (
            'spend = "1200.00"',
            'spend = "1200.00"\nother_costs = "1"',
            "scenarios[1].other_costs must be left out beside spend, got '1'",
        ),
        (
            "partners = 3",
            'for_the_price_of = "star"',
            "scenarios[1].spend must be left out beside for_the_price_of, got '1200.00'",
        ),
        (
            'partners = 1\ncost_each = "25000.00"',
            'for_the_price_of = "nobody"\ncost_each = "25000.00"',
            (
                "scenarios[2].for_the_price_of must be the name of a scenario that tells its "
                "partners, got 'nobody'"
            ),
        ),
        (
            'partners = 1\ncost_each = "25000.00"',
            'for_the_price_of = "micro"\ncost_each = "25000.00"',
            (
                "scenarios[2].for_the_price_of must pay for one partner of 25000.00 USD, got "
                "'1200.00 USD'"
            ),
        ),
        ('name = "star"', 'name = "micro"', "name of a scenario must be given once, got 'micro'"),
    ],
)
def test_what_breaks_its_rule_is_refused_at_its_place(
    written: Path, old: str, new: str, message: str
) -> None:
    assert old in SMALL
    assert refusal(written, SMALL.replace(old, new, 1)).startswith(f"error: {message}")


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ("\n[celebrity]\ncapacity = true\n", "celebrity.capacity must be text in quotes, got True"),
        (
            '\n[celebrity]\ncapacity = "maybe"\n',
            "celebrity.capacity must be one of no, unknown, yes, got 'maybe'",
        ),
        (
            '\n[variation]\nbetween_posts = "much"\n',
            "variation.between_posts must be a plain decimal number",
        ),
        (
            PRICE,
            "follower_price.rate must tell what 1 EUR is in USD, because the priors are in EUR",
        ),
        (
            PRICE.replace("0.5", "1.5") + RATE,
            "follower_price.gross_margin must be at most 1, got '1.5'",
        ),
        (
            PRICE + RATE + 'tiers = "nano"\n',
            "follower_price.tiers must be a list of tiers, got 'nano'",
        ),
        (
            PRICE + RATE + "followers = { micro = 1.5 }\n",
            "follower_price.followers.micro must be a whole number, got 1.5",
        ),
        (
            PRICE + RATE + 'tiers = ["nanno"]\n',
            (
                "follower_price.tiers must be one of macro, mega, micro, nano, got 'nanno'; did "
                "you mean 'nano'?"
            ),
        ),
        (
            PRICE + RATE.replace("2026-03-02", '"soon"'),
            "follower_price.rate_on must be a date, got 'soon'",
        ),
        (PRICE + RATE.replace("1.08", "0"), "follower_price.rate must be above 0, got '0'"),
        (
            PRICE + RATE + 'other_costs = "x"\n',
            "follower_price.other_costs must be a plain decimal number such as 12.34, got 'x'",
        ),
    ],
)
def test_the_parts_beside_are_refused_at_their_place(
    written: Path, more: str, message: str
) -> None:
    assert refusal(written, SMALL + more).startswith(f"error: {message}")


def test_a_rate_that_is_not_needed_is_refused(written: Path) -> None:
    text = SMALL.replace("USD", "EUR") + PRICE + RATE
    assert refusal(written, text) == (
        "error: follower_price.rate must be left out, because the priors are in EUR as the file "
        "is, got '1.08'"
    )


@pytest.mark.parametrize("scenarios", ['scenarios = "none"', "scenarios = [1]"])
def test_scenarios_are_tables(written: Path, scenarios: str) -> None:
    text = f'schema = 1\ncurrency = "USD"\n{scenarios}\n'
    found = refusal(written, text)
    assert found in {
        "error: scenarios must be a list of tables [[scenarios]], got 'none'",
        "error: scenarios[1] must be a table, got 1",
    }
