"""What is written as TOML is read back as it was."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest
from hypothesis import given, strategies as st

from influence.books._toml_text import toml_text
from influence.errors import InvalidInputError

keys = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
leaves = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"])),
    st.integers(-(2**63), 2**63 - 1),
    st.booleans(),
    st.dates(),
    st.datetimes(timezones=st.just(dt.UTC)),
    st.times(),
)
values = st.recursive(
    leaves,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(keys, inner, max_size=3)),
    max_leaves=8,
)


@given(document=st.dictionaries(keys, values, max_size=5))
def test_every_document_is_read_back_unchanged(document: dict[str, object]) -> None:
    assert tomllib.loads(toml_text(document)) == document


def test_document_reads_as_a_person_would_write_it() -> None:
    document = {
        "angles": [{"id": "a"}, {"id": "b"}],
        "campaign": {"id": "spring", "starts": dt.date(2026, 3, 2), "terms": {"pay": "5"}},
        "schema": 1,
    }

    assert toml_text(document) == (
        'schema = 1\n\n[[angles]]\nid = "a"\n\n[[angles]]\nid = "b"\n\n'
        '[campaign]\nid = "spring"\nstarts = 2026-03-02\nterms = { pay = "5" }\n'
    )


def test_number_with_a_fraction_is_refused() -> None:
    with pytest.raises(InvalidInputError) as caught:
        toml_text({"campaign": {"budget": [12.5]}})

    assert str(caught.value) == "budget must be in quotes when it has a fraction, got 12.5"
