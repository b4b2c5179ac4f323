"""A section of a TOML file knows its place and refuses what nobody asked for."""

from __future__ import annotations

import pytest

from influence.books._imports.sections import Section
from influence.errors import InvalidInputError, UnknownNameError


def test_place_leads_from_the_file_to_the_table() -> None:
    section = Section("m.toml", {"a": {"b": {"c": 1}}})

    assert section.place == "m.toml"
    assert section.section("a").section("b").place == "m.toml [a.b]"


def test_tables_that_are_not_there_are_empty() -> None:
    section = Section("m.toml", {})

    assert section.texts("columns") == {}
    assert section.inner("lookups") == {}
    assert not section.is_section("otherwise")


def test_what_is_left_can_be_taken_as_it_stands() -> None:
    section = Section("m.toml", {"schema": 1, "name": "x"})
    section.number("schema")

    assert section.taken() == {"name": "x"}
    section.refuse_others()


@pytest.mark.parametrize("values", [[], [1], [{}, 1], "x"])
def test_list_of_tables_holds_only_tables(values: object) -> None:
    with pytest.raises(InvalidInputError) as caught:
        Section("m.toml", {"angles": values}).sections("angles")

    assert str(caught.value) == f"m.toml angles must be a list of tables, got {values!r}"


def test_key_that_nobody_takes_is_refused() -> None:
    section = Section("m.toml", {"grian": "results"})
    section.has("grain")

    with pytest.raises(UnknownNameError) as caught:
        section.refuse_others()

    assert (
        str(caught.value) == "m.toml key must be one of grain, got 'grian'; did you mean 'grain'?"
    )
