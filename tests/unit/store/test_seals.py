from __future__ import annotations

from itertools import combinations

from influence.store._seals import Written, broken_seals, seal_of

_FACT = ("order", "1", "{}")


def _sealed(batches: dict[int, Written]) -> dict[int, str]:
    seals: dict[int, str] = {}
    for number, written in sorted(batches.items()):
        seals[number] = seal_of(written, batch=number, after=seals.get(number - 1, ""))
    return seals


def test_the_order_of_the_rows_does_not_matter() -> None:
    one, other = ("order", "1", "{}"), ("order", "2", "{}")
    assert seal_of({"fact": [one, other]}, batch=1, after="") == seal_of(
        {"fact": [other, one]}, batch=1, after=""
    )


def test_everything_else_does() -> None:
    told: list[tuple[Written, int, str]] = [
        ({}, 1, ""),
        ({}, 1, "a"),
        ({}, 2, ""),
        ({"fact": [_FACT]}, 1, ""),
        ({"fact": [_FACT, _FACT]}, 1, ""),
        ({"fact": [("order", "1", "[]")]}, 1, ""),
        ({"conflict": [_FACT]}, 1, ""),
        ({"statement": [_FACT]}, 1, ""),
        ({"statement": [("order1", "{}")]}, 1, ""),
    ]
    seals = [seal_of(written, batch=batch, after=after) for written, batch, after in told]
    assert all(one != other for one, other in combinations(seals, 2))


def test_whole_batches_have_no_faults() -> None:
    batches: dict[int, Written] = {1: {"fact": [_FACT]}, 2: {"conflict": [_FACT]}}
    assert list(broken_seals({}, seals={})) == []
    assert list(broken_seals(batches, seals=_sealed(batches))) == []


def test_a_batch_that_was_cut_in_two_is_named_alone() -> None:
    batches: dict[int, Written] = {n: {"fact": [_FACT, ("order", str(n), "")]} for n in (2, 3, 4)}
    seals = _sealed({1: {}, **batches})
    batches[2] = {"fact": [_FACT]}
    [fault] = broken_seals({1: {}, **batches}, seals=seals)
    assert (fault.what, fault.rule, fault.found) == ("batch 2", "have the seal", seals[2])


def test_a_batch_without_a_seal_and_a_seal_without_a_batch_are_named() -> None:
    batches: dict[int, Written] = {1: {"fact": [_FACT]}, 2: {"fact": [_FACT]}}
    seals = _sealed(batches)
    [lost] = broken_seals(batches, seals={1: seals[1]})
    assert (lost.what, lost.expected, lost.found) == ("batch 2", seals[2], "")
    [torn] = broken_seals({1: batches[1]}, seals=seals)
    assert (torn.what, torn.found) == ("batch 2", seals[2])
