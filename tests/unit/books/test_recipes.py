"""One row of the source becomes one row of the book."""

from __future__ import annotations

import decimal
from decimal import Decimal

import pytest

from influence.books._imports.foreign import ForeignRow
from influence.books._imports.mapping import (
    Constant,
    Lookup,
    Otherwise,
    Part,
    SourceCell,
    TableMapping,
)
from influence.books._imports.recipes import Recipes, RejectedCellError, filled
from influence.errors import UnknownNameError

COLUMNS = ("id", "platform", "cents")


def recipes(
    cells: dict[str, tuple[Part, ...]],
    *,
    lookup: Lookup | None = None,
    scale: str = "",
    where: dict[str, tuple[str, ...]] | None = None,
    columns: tuple[str, ...] = COLUMNS,
) -> Recipes:
    first = next(iter(cells), "")
    mapping = TableMapping(
        table="creators",
        source="a.csv",
        delimiter=",",
        cells=cells,
        lookups={first: lookup} if lookup else {},
        scale={first: Decimal(scale)} if scale else {},
        where=where or {},
    )
    return Recipes.of(mapping, columns=columns)


def row(*cells: str) -> ForeignRow:
    return ForeignRow(number=7, line=8, cells=cells)


MAYA = row("maya", "Twitter", "1999")


def test_cell_is_put_together_from_texts_cells_and_the_row_s_number() -> None:
    cells = recipes({"name": ("c-", SourceCell("id"), "-", SourceCell("row"))})

    assert cells.cells(MAYA) == ("c-maya-7",)


def test_column_called_row_is_that_column() -> None:
    cells = recipes({"name": (SourceCell("row"),)}, columns=("row", "b", "c"))

    assert cells.cells(MAYA) == ("maya",)


@pytest.mark.parametrize(
    ("text", "otherwise", "cell"),
    [
        ("Twitter", "reject", "x"),
        ("Vine", "keep", "Vine"),
        ("Vine", Constant("blog"), "blog"),
        ("", "reject", ""),
        ("", Constant("blog"), ""),
    ],
)
def test_lookup_says_what_a_value_is_called(
    text: str, otherwise: Otherwise | Constant, cell: str
) -> None:
    lookup = Lookup(values={"Twitter": "x"}, otherwise=otherwise)
    cells = recipes({"platform": (SourceCell("platform"),)}, lookup=lookup)

    assert cells.cells(row("maya", text, "")) == (cell,)


def test_empty_cell_that_is_listed_is_looked_up() -> None:
    lookup = Lookup(values={"": "blog"}, otherwise="reject")
    cells = recipes({"platform": (SourceCell("platform"),)}, lookup=lookup)

    assert cells.cells(row("maya", "", "")) == ("blog",)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"b": "x", "a": "y"}, "platform must be listed in its lookup (a, b), got 'Vine'"),
        ({}, "platform must be listed in its lookup (nothing), got 'Vine'"),
    ],
)
def test_value_that_is_not_listed_rejects_the_row(values: dict[str, str], message: str) -> None:
    lookup = Lookup(values=values, otherwise="reject")
    cells = recipes({"platform": (SourceCell("platform"),)}, lookup=lookup)

    with pytest.raises(RejectedCellError) as caught:
        cells.cells(row("maya", "Vine", ""))

    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("text", "scale", "cell"),
    [
        ("1999", "0.01", "19.99"),
        ("-5", "0.01", "-0.05"),
        ("12.5", "100", "1250.0"),
        ("0", "0.01", "0.00"),
        ("", "0.01", ""),
        ("1" * 40, "0.01", "1" * 38 + ".11"),
    ],
)
def test_scaling_moves_the_point_and_loses_nothing(text: str, scale: str, cell: str) -> None:
    cells = recipes({"items": (SourceCell("cents"),)}, scale=scale)

    with decimal.localcontext(prec=2):
        assert cells.cells(row("", "", text)) == (cell,)


@pytest.mark.parametrize("text", ["1e3", "NaN", "1,5", " 5", "+5", "\u0665", "1" * 41])
def test_number_that_is_not_plain_is_not_scaled(text: str) -> None:
    cells = recipes({"items": (SourceCell("cents"),)}, scale="0.01")

    with pytest.raises(RejectedCellError) as caught:
        cells.cells(row("", "", text))

    assert str(caught.value) == (f"items must be a plain decimal number to be scaled, got {text!r}")


def test_only_wanted_rows_stay() -> None:
    cells = recipes({}, where={"platform": ("Twitter", "TikTok"), "id": ("maya",)})

    assert not cells.leaves_out(MAYA)
    assert cells.leaves_out(row("omar", "Twitter", ""))
    assert cells.leaves_out(row("maya", "Vine", ""))
    assert not cells.leaves_out(row("maya"))


@pytest.mark.parametrize("column", ["plattform", "row"])
def test_unknown_column_of_the_source_is_refused(column: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        recipes({}, where={column: ("x",)})

    assert caught.value.what == "a.csv column"
    assert caught.value.known == ("cents", "id", "platform")


def test_texts_of_a_deal_are_filled_however_deep_they_lie() -> None:
    value = {"links": ["{creator_id}"], "terms": {"rate": "0.1"}, "count": 3}

    assert filled(value, row={"creator_id": "maya"}, place="m.toml [deals]") == {
        "links": ["maya"],
        "terms": {"rate": "0.1"},
        "count": 3,
    }


def test_deal_cannot_be_filled_from_a_column_that_is_not_there() -> None:
    with pytest.raises(UnknownNameError) as caught:
        filled("{creator}", row={"creator_id": "maya"}, place="m.toml [deals]")

    assert str(caught.value) == (
        "m.toml [deals] column must be one of creator_id, got 'creator'; did you mean 'creator_id'?"
    )
