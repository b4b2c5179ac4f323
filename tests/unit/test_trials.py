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


def test_number_of_posts_is_a_count() -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(TRIAL, posts=-1)
    assert str(caught.value) == "AngleTrial.posts must be a whole number of at least 0, got -1"
