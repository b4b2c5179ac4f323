from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest

from influence.errors import InvalidInputError, PluginError
from influence.metrics import SuccessMetrics
from influence.outlooks import ScorePart
from influence.ranking import Placing, Profit, Sheet, Standing, placed, ranks_of
from influence.testing._books import usd
from influence.workings import Working


def standing(who: str, *, profit: str | None = None, **metrics: int) -> Standing:
    return Standing(
        creator_id=who,
        metrics={name: Fraction(count) for name, count in metrics.items()},
        spend=usd("10"),
        profit=None if profit is None else usd(profit),
    )


ANN = standing("ann", profit="5", saves=30, clicks=10, orders=1)
BEA = standing("bea", profit="-5", saves=20, clicks=20, orders=3)
CAL = standing("cal", saves=10, clicks=20)
SHEET = Sheet(metrics=SuccessMetrics(("saves", "clicks", "orders")))


def test_profit_ranks_the_most_first_and_the_unknown_last() -> None:
    placings = Profit().rank([CAL, BEA, ANN])
    assert [(one.creator_id, one.rank) for one in placings] == [("ann", 1), ("bea", 2), ("cal", 3)]
    assert (
        str(placings[2].working)
        == ("profit                    unknown\nrank among 3 by profit    3")
        or placings[2].working.result == "3"
    )


def test_equal_profits_share_a_rank_and_stand_by_name() -> None:
    twin = attrs.evolve(ANN, creator_id="abe")
    placings = Profit().rank([ANN, BEA, twin])
    assert [(one.creator_id, one.rank) for one in placings] == [("abe", 1), ("ann", 1), ("bea", 3)]


def test_sheet_adds_up_three_ranks() -> None:
    placings = SHEET.rank([ANN, BEA, CAL])
    assert [(one.creator_id, one.rank) for one in placings] == [("bea", 1), ("ann", 2), ("cal", 3)]
    assert [(step.text, step.result) for step in placings[2].working.steps] == [
        ("saves 10, rank", "3"),
        ("clicks 20, rank", "1"),
        ("orders unknown, rank", "3"),
        ("sum of ranks", "7"),
        ("rank among 3 by the sheet", "3"),
    ]


def test_whoever_has_no_score_shares_the_rank_after_everybody() -> None:
    ranks = ranks_of({"a": None, "b": Fraction(1), "c": None})
    assert ranks == {"a": 2, "b": 1, "c": 2}


@attrs.frozen
class Fixed:
    """A strategy with a given answer."""

    name: ClassVar[str] = "fixed"
    places: tuple[str, ...]

    def rank(self, standings: Sequence[Standing], /) -> Sequence[Placing]:
        assert standings
        working = Profit().rank([ANN])[0].working
        return [Placing(creator_id=who, rank=1, working=working) for who in self.places]


@pytest.mark.parametrize("places", [("ann",), ("ann", "ann"), ("ann", "bea", "bea"), ("ann", "x")])
def test_strategy_that_forgets_or_doubles_somebody_is_refused(places: tuple[str, ...]) -> None:
    with pytest.raises(PluginError) as caught:
        placed([ANN, BEA], strategy=Fixed(places))
    rule = "place each of ['ann', 'bea'] once"
    assert str(caught.value) == f"ranking strategy fixed must {rule}, got {sorted(places)!r}"


def test_every_creator_is_found_by_name() -> None:
    assert placed([BEA, ANN], strategy=Profit())["ann"].rank == 1


def test_the_parts_of_a_score_sum_to_it() -> None:
    parts = (ScorePart("clicks", Fraction(1)), ScorePart("orders", Fraction(1, 2)))
    working = Working.of(("rank", 1))
    whole = Placing(creator_id="ann", rank=1, working=working, score=Fraction(3, 2), parts=parts)
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(whole, score=Fraction(2))
    rule = "must sum to the score, which is 2, got Fraction(3, 2)"
    assert str(caught.value) == f"parts of the score of ann {rule}"
