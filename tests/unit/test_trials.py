from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.money import Money
from influence.testing._books import usd
from influence.trials import AngleTrial

TRIAL = AngleTrial(
    angle="before-after",
    posts=2,
    cost=usd("100"),
    revenue=usd("150"),
    gross_profit=usd("75"),
    expected_orders=Fraction(10, 3),
)


def verdict(**changes: object) -> str:
    return attrs.evolve(TRIAL, **changes).verdict  # type: ignore[arg-type]


def test_gross_profit_that_covers_the_cost_is_earned() -> None:
    assert verdict(gross_profit=usd("100")) == "earned"
    assert verdict(gross_profit=usd("99.99")) == "missed"


def test_miss_needs_as_many_expected_orders_as_the_policy_says() -> None:
    assert verdict(expected_orders=Fraction(3)) == "missed"
    assert verdict(expected_orders=Fraction(299, 100)) == "untested"
    assert verdict(expected_orders=None) == "untested"
    assert verdict(least_expected_orders=4) == "untested"


def test_nothing_published_is_untested() -> None:
    assert verdict(posts=0, gross_profit=usd("500")) == "untested"


def test_nothing_spent_and_nothing_earned_is_untested() -> None:
    assert verdict(cost=usd("0"), gross_profit=usd("0")) == "untested"
    assert verdict(cost=usd("0"), gross_profit=usd("1")) == "earned"


@pytest.mark.parametrize(
    ("revenue", "expected"), [("99.99", "missed"), ("100", "untested"), (None, "untested")]
)
def test_unknown_gross_profit_is_a_miss_only_below_the_cost(
    revenue: str | None, expected: str
) -> None:
    known: Money | None = None if revenue is None else usd(revenue)
    assert verdict(gross_profit=None, revenue=known) == expected


def test_unknown_gross_profit_needs_exposure_like_any_other() -> None:
    few = Fraction(1)
    assert verdict(gross_profit=None, revenue=usd("0"), expected_orders=few) == "untested"


def test_working_ends_in_the_verdict() -> None:
    assert [(step.text, step.result) for step in TRIAL.working().steps] == [
        ("angle before-after, posts", "2"),
        ("gross profit within the payback window", "75.00 USD"),
        ("cost of the angle", "100.00 USD"),
        ("orders that break-even would have shown", "3.3"),
        ("verdict", "missed"),
    ]


def test_working_says_what_is_unknown() -> None:
    unknown = attrs.evolve(TRIAL, angle="", gross_profit=None, expected_orders=None)
    results = [(step.text, step.result) for step in unknown.working().steps]
    assert results[0] == ("angle without a name, posts", "2")
    assert results[1][1] == results[3][1] == "unknown"


def test_open_window_is_judged_by_the_part_of_it_that_has_passed() -> None:
    assert verdict(matured="0.9", expected_orders=Fraction(4)) == "missed"
    assert (
        verdict(matured="0.75", expected_orders=Fraction(4)) == "untested"
    )  # 75 is three quarters
    assert verdict(matured="0.9", expected_orders=Fraction(3)) == "untested"
    assert verdict(matured="0", gross_profit=usd("0")) == "untested"
    assert verdict(matured="0", gross_profit=usd("100")) == "earned"


def test_working_of_an_open_window_says_how_much_of_it_has_passed() -> None:
    half = attrs.evolve(TRIAL, matured="0.5")
    assert [(step.text, step.result) for step in half.working().steps][3:] == [
        ("part of the sales that has come by now", "50 %"),
        ("orders that break-even would have shown", "1.7"),
        ("verdict", "untested"),
    ]


def test_part_that_has_passed_is_at_most_the_whole() -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(TRIAL, matured="1.5")
    expected = "AngleTrial.matured must be a share of at most 1, got Share('1.5')"
    assert str(caught.value) == expected


def test_number_of_posts_is_a_count() -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(TRIAL, posts=-1)
    assert str(caught.value) == "AngleTrial.posts must be a whole number of at least 0, got -1"
