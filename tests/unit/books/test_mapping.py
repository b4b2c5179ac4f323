"""A mapping is checked before the first row is read, and every slip has a name."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from influence.books._imports.mapping import (
    BookMapping,
    Constant,
    Lookup,
    SourceCell,
    read_mapping,
)
from influence.errors import InvalidInputError, UnknownNameError, shown

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to" / "import-foreign-tables.md"

HEAD = """
schema = 1
grain = "results"
[campaign]
id = "c"
"""
CREATORS = """
[tables.creators]
from = "a.csv"
columns = { creator_id = "id", name = "n" }
"""
RESULTS = """
[tables.results]
from = "b.csv"
columns = { creator_id = "id", date = "d" }
"""
COSTS = """
[tables.costs]
from = "c.csv"
columns = { creator_id = "id", at = "d", amount = "a" }
constants = { kind = "fee" }
templates = { cost_id = "{id}-{row}" }
"""


def mapping(folder: Path, text: str) -> BookMapping:
    path = folder / "m.toml"
    path.write_text(text, encoding="utf-8")
    return read_mapping(path)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(InvalidInputError) as caught:
        mapping(folder, text)
    return str(caught.value)


def test_mapping_says_where_each_table_comes_from(tmp_path: Path) -> None:
    found = mapping(tmp_path, HEAD + RESULTS + COSTS + CREATORS)

    assert (found.name, found.grain, found.deal) == ("m.toml", "results", None)
    assert found.campaign == {"campaign": {"id": "c"}}
    assert [table.table for table in found.tables] == ["creators", "results", "costs"]
    costs = found.tables[2]
    assert costs.source == "c.csv"
    assert costs.delimiter == ","
    assert costs.cells == {
        "cost_id": (SourceCell("id"), "-", SourceCell("row")),
        "creator_id": (SourceCell("id"),),
        "kind": ("fee",),
        "at": (SourceCell("d"),),
        "amount": (SourceCell("a"),),
    }
    assert costs.source_columns == ("id", "row", "d", "a")


def test_optional_parts_of_a_table_are_read(tmp_path: Path) -> None:
    more = """
    delimiter = ";"
    scale = { amount = "0.01", rate = "100" }
    where = { state = ["done", "paid"], open = "no" }
    """
    lookups = """
    [tables.costs.lookups.kind]
    values = { fee = "fee" }
    otherwise = "keep"
    [tables.costs.lookups.basis]
    values = { sale = "order" }
    otherwise = { becomes = "post" }
    [tables.costs.lookups.at]
    otherwise = "reject"
    """
    costs = COSTS.replace('amount = "a"', 'amount = "a", rate = "r", basis = "b"')

    table = mapping(tmp_path, HEAD + CREATORS + RESULTS + costs + more + lookups).tables[2]

    assert table.delimiter == ";"
    assert table.scale == {"amount": Decimal("0.01"), "rate": Decimal(100)}
    assert table.where == {"state": ("done", "paid"), "open": ("no",)}
    assert table.source_columns == ("id", "row", "d", "a", "b", "r", "state", "open")
    assert table.lookups == {
        "kind": Lookup(values={"fee": "fee"}, otherwise="keep"),
        "basis": Lookup(values={"sale": "order"}, otherwise=Constant("post")),
        "at": Lookup(values={}, otherwise="reject"),
    }


def test_sections_of_the_campaign_are_kept_as_they_stand(tmp_path: Path) -> None:
    more = """
    [offer]
    product = "kit"
    [attribution]
    lookback_days = 30
    [settlement]
    hold_days = 3
    [[angles]]
    id = "one"
    [[angles]]
    id = "two"
    [deals]
    for_each = "creator"
    stage = "flat"
    """

    found = mapping(tmp_path, HEAD + more + CREATORS + RESULTS)

    assert found.campaign == {
        "campaign": {"id": "c"},
        "offer": {"product": "kit"},
        "attribution": {"lookback_days": 30},
        "settlement": {"hold_days": 3},
        "angles": [{"id": "one"}, {"id": "two"}],
    }
    assert found.deal == {"stage": "flat"}


def test_touches_and_orders_are_the_other_grain(tmp_path: Path) -> None:
    orders = (
        '[tables.orders]\nfrom = "o.csv"\ncolumns = { order_id = "i", at = "t", items = "x" }\n'
    )
    head = HEAD.replace('"results"', '"touches_and_orders"')

    found = mapping(tmp_path, head + CREATORS + orders)

    assert found.grain == "touches_and_orders"
    assert [table.table for table in found.tables] == ["creators", "orders"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", "m.toml must be TOML in UTF-8, got 'Invalid value (at end of document)'"),
        ("grain = 1", "m.toml must have the key schema, got ('grain',)"),
        ("schema = true", "m.toml schema must be a whole number, got True"),
        ("schema = 2", "m.toml schema must be 1, got 2"),
        ("schema = 1", "m.toml must have a section [campaign], got ()"),
        ("schema = 1\ncampaign = 3", "m.toml campaign must be a table, got 3"),
        (
            "schema = 1\nangles = []\n[campaign]\n",
            "m.toml angles must be a list of tables, got []",
        ),
        (
            HEAD.replace("results", "result"),
            (
                "m.toml grain must be one of results, touches_and_orders, got 'result'; "
                "did you mean 'results'?"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + "[ofer]\n",
            (
                "m.toml key must be one of angles, attribution, campaign, deals, grain, offer, "
                "progression, schema, settlement, tables, got 'ofer'; did you mean 'offer'?"
            ),
        ),
        (
            HEAD + "[deals]\nfor_each = 'post'\n",
            "m.toml [deals] for_each must be one of creator, got 'post'",
        ),
        (
            HEAD + "[deals]\nfor_each = 'creator'\ncreator = 'maya'\n",
            "m.toml [deals] creator must be left to for_each, got 'maya'",
        ),
        (
            HEAD + CREATORS + "[tables.result]\n",
            (
                "m.toml [tables] table must be one of 13 known names such as controls, costs, "
                "creators, disputes, holdouts, got 'result'; did you mean 'results'?"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + "[tables.orders]\n",
            "m.toml [tables] orders must fit the grain results, got 'orders'",
        ),
        (
            HEAD + CREATORS,
            (
                "m.toml [tables] must have creators and results for the grain results, "
                "got ('creators',)"
            ),
        ),
        (
            HEAD + RESULTS,
            (
                "m.toml [tables] must have creators and results for the grain results, "
                "got ('results',)"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + "colums = {}\n",
            (
                "m.toml [tables.results] key must be one of columns, constants, delimiter, from, "
                "lookups, scale, templates, where, got 'colums'; did you mean 'columns'?"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + 'delimiter = ", "\n',
            "m.toml [tables.results] delimiter must be one character, got ', '",
        ),
        (
            HEAD + CREATORS.replace("a.csv", "../a.csv") + RESULTS,
            "m.toml [tables.creators] from must lie inside the source folder, got '../a.csv'",
        ),
        (
            HEAD + CREATORS.replace("a.csv", "/a.csv") + RESULTS,
            "m.toml [tables.creators] from must lie inside the source folder, got '/a.csv'",
        ),
        (
            HEAD + CREATORS + RESULTS.replace("date", "dat"),
            (
                "m.toml [tables.results] columns must be one of clicks, creator_id, currency, "
                "customers, date, gross_profit, leads, orders, revenue, signups, got 'dat'; "
                "did you mean 'date'?"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + 'constants = { date = "2026-03-02" }\n',
            "m.toml [tables.results] constants must give a column once, got 'date'",
        ),
        (
            HEAD + CREATORS.replace(', name = "n"', "") + RESULTS,
            "m.toml [tables.creators] must give the column name, got ('creator_id',)",
        ),
        (
            HEAD + CREATORS + RESULTS + COSTS.replace("{row}", "{row"),
            (
                "m.toml [tables.costs] templates cost_id must have a column's name in each pair of "
                "braces, got '{id}-{row'"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + "[tables.results.lookups.leads]\n",
            "m.toml [tables.results] lookups must be one of creator_id, date, got 'leads'",
        ),
        (
            HEAD + CREATORS + RESULTS + "[tables.results.lookups.date]\n",
            "m.toml [tables.results.lookups.date] must have the key otherwise, got ()",
        ),
        (
            HEAD + CREATORS + RESULTS + "[tables.results.lookups.date]\notherwise = 'drop'\n",
            (
                "m.toml [tables.results.lookups.date] otherwise must be one of keep, reject, "
                "got 'drop'"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + 'scale = { leads = "0.01" }\n',
            "m.toml [tables.results] scale must be one of creator_id, date, got 'leads'",
        ),
        (
            HEAD + CREATORS + RESULTS + COSTS + 'scale = { amount = "0.02" }\n',
            (
                "m.toml [tables.costs] scale amount must be a power of ten such as 0.01 or 100, "
                "got '0.02'"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + "where = { kind = [] }\n",
            "m.toml [tables.results.where] kind must be text in quotes or a list of such, got []",
        ),
        (
            HEAD + CREATORS + RESULTS + "where = { kind = ['a', 3] }\n",
            (
                "m.toml [tables.results.where] kind must be text in quotes or a list of such, "
                "got ['a', 3]"
            ),
        ),
        (
            HEAD + CREATORS + RESULTS + COSTS.replace('"fee"', "7"),
            "m.toml [tables.costs.constants] kind must be text in quotes, got 7",
        ),
    ],
)
def test_slip_in_a_mapping_is_named(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(tmp_path, text) == message


def test_missing_mapping_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_mapping(tmp_path / "none.toml")

    assert str(caught.value) == (
        f"mapping must be a file that exists, got {shown(str(tmp_path / 'none.toml'))}"
    )


def test_mapping_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "m.toml").write_bytes("[campaign]\nname = 'Frühling'\n".encode("latin-1"))

    with pytest.raises(InvalidInputError) as caught:
        read_mapping(tmp_path / "m.toml")

    assert caught.value.rule == "be TOML in UTF-8"


def test_mapping_saved_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    text = HEAD + CREATORS + RESULTS
    (tmp_path / "m.toml").write_text(text, encoding="utf-8-sig")

    assert read_mapping(tmp_path / "m.toml").grain == "results"


def test_unknown_key_error_suggests_the_key_that_was_meant(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError) as caught:
        mapping(tmp_path, HEAD + CREATORS + RESULTS + "colums = {}\n")

    assert caught.value.close == "columns"


def test_mapping_in_the_documentation_is_one(tmp_path: Path) -> None:
    text = HOW_TO.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]

    found = mapping(tmp_path, text)

    assert [table.table for table in found.tables] == ["creators", "results", "costs"]
    assert found.deal == {"stage": "affiliate", "links": ["{creator_id}"]}
