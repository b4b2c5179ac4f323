from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.errors import CurrencyMismatchError, InvalidInputError, UnknownNameError
from influence.money import Money
from influence.progression import Shown, StageEvidence
from influence.testing._books import usd


def shown(proven: StageEvidence, *profits: str | None) -> Shown:
    since = Shown()
    for profit in profits:
        known = None if profit is None else usd(profit)
        since = since.with_cycle(attrs.evolve(proven, profit=known))
    return since


def test_nothing_is_shown_before_the_first_cycle() -> None:
    assert (Shown().cycles, Shown().orders, Shown().profit, Shown().over) == (0, None, None, "")


def test_cycles_are_summed(proven: StageEvidence) -> None:
    assert shown(proven, "3", "4") == Shown(
        cycles=2, posts=4, orders=Fraction(10), profit=usd("7"), outcome="profit", in_a_row=2
    )


def test_what_is_unknown_adds_nothing_and_is_counted(proven: StageEvidence) -> None:
    known = shown(proven, None, "3")
    assert (known.profit, known.untold, known.over) == (
        usd("3"), 1, " in 2 cycles, profit unknown in 1",
    )  # fmt: skip
    later = known.with_cycle(attrs.evolve(proven, profit=None, orders=None))
    assert (later.profit, later.orders, later.untold) == (usd("3"), Fraction(10), 2)
    nothing = Shown().with_cycle(attrs.evolve(proven, profit=None, orders=None))
    assert (nothing.profit, nothing.orders, nothing.over) == (None, None, "")


@pytest.mark.parametrize(
    ("profits", "in_a_row"),
    [
        (("-1", "-1", "-1"), 3),
        (("1", "-1"), 1),
        (("-1", "0", "-1"), 1),
        (("-1", None, "-1"), 1),
        (("-1", "0"), 0),
        (("-1", None), 0),
    ],
)
def test_a_row_ends_with_another_outcome_and_with_an_unknown_one(
    proven: StageEvidence, profits: tuple[str | None, ...], in_a_row: int
) -> None:
    assert shown(proven, *profits).in_a_row == in_a_row


def test_profits_of_two_currencies_are_not_added(proven: StageEvidence) -> None:
    other = attrs.evolve(proven, profit=Money("1", "EUR"), spend=None)
    with pytest.raises(CurrencyMismatchError):
        shown(proven, "3").with_cycle(other)


def test_what_was_shown_keeps_its_rules() -> None:
    with pytest.raises(InvalidInputError) as refused:
        Shown(untold=-1)
    assert str(refused.value) == "Shown.untold must be a whole number of at least 0, got -1"
    with pytest.raises(UnknownNameError) as unknown:
        Shown(outcome="los")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # a slip
    assert str(unknown.value) == (
        "Shown.outcome must be one of loss, profit, got 'los'; did you mean 'loss'?"
    )
