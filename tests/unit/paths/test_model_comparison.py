from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest

from influence.attribution import LastTouch, Path
from influence.campaign_book import Book
from influence.errors import InvalidInputError, UnknownNameError
from influence.paths import CreditSum, model_comparison
from influence.testing._book_strategies import Even
from influence.testing._books import usd


@attrs.frozen
class Opener:
    """All to the first touch."""

    name: ClassVar[str] = "opener"

    def weights(self, path: Path, /) -> Sequence[int]:
        return [1] + [0] * (len(path) - 1)


def credit(orders: int | Fraction, net: str) -> CreditSum:
    return CreditSum(orders=Fraction(orders), net=usd(net))


def test_each_model_has_a_column_that_sums_to_all_orders(small: Book) -> None:
    found = model_comparison(small, models=[LastTouch(), Opener(), Even()])
    assert found.creators == ("leo", "maya")
    assert found.row("leo") == (
        credit(2, "115.00"),
        credit(1, "15.00"),
        credit(Fraction(3, 2), "65.00"),
    )
    assert found.row("maya") == (
        credit(2, "100.00"),
        credit(3, "200.00"),
        credit(Fraction(5, 2), "150.00"),
    )
    assert {str(column.unattributed) for column in found.columns} == {"1, 30.00 USD"}
    assert {str(column.total) for column in found.columns} == {"5, 245.00 USD"}
    assert found.spread("leo") == usd("100.00")
    assert str(found.why("leo")) == (
        "leo by last_touch  2, 115.00 USD\n"
        "leo by opener      1, 15.00 USD\n"
        "leo by even        1.5, 65.00 USD\n"
        "most − least       100.00 USD"
    )
    assert str(found.column("even").working()) == (
        "even: leo           1.5, 65.00 USD\n"
        "even: maya          2.5, 150.00 USD\n"
        "even: unattributed  1, 30.00 USD\n"
        "even: all orders    5, 245.00 USD"
    )


def test_a_creator_whom_one_model_leaves_out_has_nothing_there(small: Book) -> None:
    policy = attrs.evolve(small.attribution, precedence="last_touch")
    found = model_comparison(attrs.evolve(small, attribution=policy), models=[LastTouch(), Even()])
    assert found.row("zoe") == (credit(0, "0.00"), credit(Fraction(1, 3), "13.33"))


@pytest.mark.parametrize("models", [[], [LastTouch(), LastTouch()]])
def test_models_have_names_of_their_own(small: Book, models: list[LastTouch]) -> None:
    names = [model.name for model in models]
    message = f"models must be at least one, each name once, got {names!r}"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        model_comparison(small, models=models)


def test_names_that_are_not_in_it_are_refused(small: Book) -> None:
    found = model_comparison(small, models=[LastTouch()])
    message = (
        "compared model must be one of last_touch, got 'lst_touch'; did you mean 'last_touch'?"
    )
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        found.column("lst_touch")
    message = "credited creator must be one of leo, maya, got 'zoe'"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}"):
        found.spread("zoe")
