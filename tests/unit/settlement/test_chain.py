from __future__ import annotations

import json
from hashlib import sha256
from itertools import combinations
from typing import Any

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.settlement import GENESIS, ClosedStatement, canonical, chained
from influence.settlement._chain import carried_on, figures_of, nothing_booked, rightful_hash
from influence.testing._ledger_chains import Chain

_PLACE = {"statement_id": "maya/USD/1", "account": "maya/USD", "content": "{}"}


def test_the_hash_is_that_of_everything_in_the_statement() -> None:
    one = chained(**_PLACE, number=1, previous_hash=GENESIS)
    text = f'["{GENESIS}", "maya/USD/1", "maya/USD", 1, "{{}}"]'
    assert one.hash == sha256(text.encode("ascii")).hexdigest()
    assert rightful_hash(one) == one.hash


def test_no_two_statements_have_the_same_hash() -> None:
    """Wherever a border between two fields is drawn."""
    fields = [("ab", "c", 1, ""), ("a", "bc", 1, ""), ("a", "b", 11, ""), ("a", "b", 1, "1")]
    fields += [("a", "b", 1, ""), ('a","b', "", 1, ""), ("é", "b", 1, ""), ("\\u00e9", "b", 1, "")]
    hashes = [
        chained(statement_id=a, account=b, number=n, content=c, previous_hash="").hash
        for a, b, n, c in fields
    ]
    assert all(one != other for one, other in combinations(hashes, 2))


def test_figures_are_those_of_the_content() -> None:
    one = Chain("maya/USD").closed(booked=7, paid=5)
    assert figures_of(one) == {"booked": 7, "paid": 5, "carried": 2}


def test_the_balance_is_carried_on() -> None:
    chain = Chain("maya/USD")
    first, second = chain.closed(booked=7, paid=5), chain.closed(booked=-9, paid=0)
    balance = carried_on(first, after=nothing_booked("maya/USD"))
    assert (balance.statements, balance.booked, balance.paid, balance.carried) == (1, 7, 5, 2)
    balance = carried_on(second, after=balance)
    assert (balance.statements, balance.booked, balance.paid, balance.carried) == (2, -2, 5, -7)
    assert (balance.account, balance.head) == ("maya/USD", second.hash)


@pytest.mark.parametrize(
    ("changes", "what", "rule"),
    [
        (
            {"statement_id": "a\0b"},
            "id of a statement",
            "be text without the characters that no database keeps",
        ),
        ({"statement_id": "s" * 2_001}, "id of a statement", "be at most 2000 bytes long"),
        ({"account": "é" * 1_001}, "account of a statement", "be at most 2000 bytes long"),
    ],
)
def test_a_statement_that_no_database_keeps_is_refused(
    changes: dict[str, Any], what: str, rule: str
) -> None:
    one = attrs.evolve(Chain("maya/USD").closed(booked=1, paid=1), **changes)
    with pytest.raises(InvalidInputError) as caught:
        carried_on(one, after=nothing_booked("maya/USD"))
    assert (caught.value.what, caught.value.rule) == (what, rule)


@pytest.mark.parametrize("content", ["", "[]", '{"booked": 1,"carried":1,"paid":0}'])
def test_a_statement_without_canonical_content_is_refused(content: str) -> None:
    with pytest.raises(
        InvalidInputError, match=r"^statement maya/USD/1 must hold canonical JSON, got "
    ):
        carried_on(Chain("maya/USD").told(content), after=nothing_booked("maya/USD"))


def _after(booked: int, paid: int) -> ClosedStatement:
    content = {"booked": booked, "paid": paid, "carried": booked - paid}
    return Chain("maya/USD").told(canonical(content))


@pytest.mark.parametrize(("booked", "paid"), [(1, 1), (1, 0), (-1, -1)])
def test_a_balance_stays_below_what_a_database_counts(booked: int, paid: int) -> None:
    largest = 10**18 - 1
    sign = 1 if booked > 0 else -1
    before = attrs.evolve(nothing_booked("maya/USD"), booked=sign * largest, paid=sign * largest)
    with pytest.raises(InvalidInputError) as caught:
        carried_on(_after(booked, paid), after=before)
    assert (caught.value.rule, caught.value.value) == ("leave a balance below 10^18", 10**18)
    less = attrs.evolve(before, booked=before.booked - sign, paid=before.paid - sign)
    assert abs(carried_on(_after(booked, paid), after=less).booked) == largest


def test_the_content_is_hashed_as_it_is_written() -> None:
    one = Chain("maya/USD").closed(booked=1, paid=1)
    assert json.loads(one.content) == {"booked": 1, "paid": 1, "carried": 0}
    assert rightful_hash(attrs.evolve(one, content=one.content + " ")) != one.hash
