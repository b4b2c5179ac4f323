from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import influence
from influence.cli._judged import judged
from influence.creators import Creator
from influence.evaluation import Evaluation

SPRING = Path(__file__).parents[3] / "examples" / "spring-launch"


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    """The example with somebody of a winning niche whom nobody has booked."""
    book = influence.read_book(SPRING)
    noa = Creator(creator_id="noa", name="Noa", followers=20_000, niche="running")
    return influence.evaluate(attrs.evolve(book, creators=(*book.creators, noa)))


@pytest.fixture(scope="module")
def blind() -> Evaluation:
    """The example without anything that tells what was sold."""
    book = influence.read_book(SPRING)
    nothing = attrs.evolve(book, orders=(), line_items=(), refunds=(), tells_sales=False)
    return influence.evaluate(nothing)


def test_everybody_on_the_bench_is_told_why(evaluation: Evaluation) -> None:
    found = judged(evaluation, "bench")
    assert found is not None
    titles = [title for title, _ in found]
    assert titles == [f"{one.creator_id}: bench" for one in evaluation.bench]
    working = dict(found)["noa: bench"]
    assert working.result == "fits"
    assert [step.text for step in working.steps][1:-1] == ["because"] * (len(working.steps) - 2)
    assert judged(evaluation, "bench:noa") == [("noa: bench", working)]


def test_who_is_not_on_the_bench_is_said_to_be_not(evaluation: Evaluation) -> None:
    absent = {line.creator_id for line in evaluation.ranking}
    absent -= {one.creator_id for one in evaluation.bench}
    found = judged(evaluation, f"bench:{min(absent)}")
    assert found is not None
    assert found[0][1].result == "not on the bench"


def test_empty_bench_is_counted(blind: Evaluation) -> None:
    found = judged(blind, "bench")
    assert found is not None
    assert [(title, str(working)) for title, working in found] == [
        ("bench", "creators on the bench  0")
    ]


def test_next_cycle_that_cannot_be_planned_says_why(blind: Evaluation) -> None:
    why = "gross profit is unknown, so nobody can say what a package returns"
    for what, title in (("allocation", "allocation"), ("allocation:maya", "maya: allocation")):
        found = judged(blind, what)
        assert found is not None
        assert [(name, str(working)) for name, working in found] == [(title, f"{why}  unknown")]


def test_what_is_not_judged_of_the_whole_is_left_to_others(evaluation: Evaluation) -> None:
    assert judged(evaluation, "decision:maya") is None
