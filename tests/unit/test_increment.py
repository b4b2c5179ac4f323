"""What the control of a book says in its evaluation, and what is said where there is none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from told_controls import STARTS, people, region

import influence
from influence.campaign_book import Book
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.evaluation import Evaluation
from influence.incrementality import INCREMENTAL_FIGURES, HoldoutUnit, RegionDay
from influence.money import Money
from influence.report import document_of

SPRING = Path(__file__).parents[2] / "examples" / "spring-launch"
ROWS = [
    *region("n", "treated", before=["100", "100"], since=["160", "150"]),
    *region("w", "treated", before=["80", "84"], since=["120", "122"]),
    *region("s", "control", before=["90", "110"], since=["105", "105"]),
    *region("e", "control", before=["60", "60"], since=["64", "66"]),
]
HELD = people({"exposed": ["0", "40", "0", "55"], "holdout": ["0", "0", "30"]})


@pytest.fixture(scope="module")
def spring() -> Book:
    """The shipped example, which has no control."""
    return influence.read_book(SPRING)


def evaluated(
    book: Book, *, controls: Sequence[RegionDay] = (), holdouts: Sequence[HoldoutUnit] = ()
) -> Evaluation:
    """The book with a control."""
    told = attrs.evolve(book, controls=tuple(controls), holdouts=tuple(holdouts))
    return influence.evaluate(told)


def test_without_a_control_the_attributed_figures_are_said_not_to_be_incremental(
    spring: Book,
) -> None:
    found = evaluated(spring)
    assert found.incrementality is None
    assert found.not_incremental == (
        "The attributed figures are not incremental: the book has no control (people held out at "
        "random, or regions without the campaign), so nobody can tell which of these sales would "
        "have come anyway."
    )
    for figure in INCREMENTAL_FIGURES:
        assert str(found.why("totals", figure)) == f"{found.not_incremental}  unknown"
    told = document_of(found)["incrementality"]
    assert told["sentence"] == found.not_incremental
    assert {key for key, value in told.items() if value} == {"sentence"}


def test_regions_are_compared_over_the_campaign_and_its_spend(spring: Book) -> None:
    late = attrs.evolve(ROWS[0], date=spring.campaign.ends)
    found = evaluated(spring, controls=[*ROWS, late])
    assert found.incrementality is not None
    assert found.not_incremental == ""
    assert found.incrementality.spend == found.totals.economics.spend
    assert found.incrementality.incremental_revenue == Money("168.00", "USD")
    assert found.why("totals", "incremental_revenue").result == "168.00 USD"
    assert str(found.findings[-1]) == (
        "controls: INF407 1 row lies at or after the end of the campaign: left out"
    )
    told = document_of(found)["incrementality"]
    assert told["design"] == "difference_in_differences"
    assert (told["baseline"], told["incremental_revenue"]) == ("384.00", "168.00")
    assert told["working"][-1] == "× 2 regions × 2 days: 168.00 USD"
    low, high = Decimal(str(told["incremental_low"])), Decimal(str(told["incremental_high"]))
    assert low < 168 < high


def test_regions_that_tell_their_people_are_compared_per_head(spring: Book) -> None:
    rows = [attrs.evolve(row, people=100 + 10 * len(row.region)) for row in ROWS]
    found = evaluated(spring, controls=rows).incrementality
    assert found is not None
    assert found.why("incremental_revenue").steps[-1].text == "× 220 people × 2 days"


def test_a_holdout_is_told_before_regions_and_that_is_said(spring: Book) -> None:
    found = evaluated(spring, controls=ROWS, holdouts=HELD)
    assert found.incrementality is not None
    assert found.incrementality.design == "holdout"
    assert str(found.findings[-1]) == (
        "controls: INF409 book must have one control to be told, got holdouts as well: "
        "the regions are not"
    )


def test_only_conversions_leave_revenue_unknown(spring: Book) -> None:
    units = [attrs.evolve(one, revenue=None) for one in HELD]
    told = document_of(evaluated(spring, holdouts=units))["incrementality"]
    assert (told["incremental_revenue"], told["no_interval"]) == (None, None)
    assert told["incremental_conversions"] == "0.666667"
    assert told["working"][-1] == "exposed − that: 0.666667"
    without = [attrs.evolve(one, conversions=None) for one in HELD]
    revenue = document_of(evaluated(spring, holdouts=without))["incrementality"]
    assert revenue["incremental_conversions"] is None
    assert revenue["incremental_conversions_low"] is None


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        (ROWS[:4], "regions must have at least one in the control arm, got 0"),
        (
            [row for row in ROWS if row.date >= STARTS],
            "regions must have a day before 2026-03-02 that all of them tell, got 0",
        ),
    ],
)
def test_a_control_that_cannot_be_used_gives_no_figure(
    spring: Book, controls: list[RegionDay], message: str
) -> None:
    found = evaluated(spring, controls=controls)
    assert found.incrementality is None
    assert found.not_incremental == (
        "The attributed figures are not incremental: the table controls cannot be used, "
        f"because {message}."
    )
    assert str(found.findings[-1]) == f"controls: INF405 {message}"


def test_a_control_settles_nothing(spring: Book) -> None:
    far = attrs.evolve(ROWS[0], date=dt.date(2030, 1, 1))
    told = attrs.evolve(spring, controls=(*ROWS, far))
    assert told.last_moment == spring.last_moment
    assert told.until(spring.campaign.period.start).controls == told.controls


@pytest.mark.parametrize(
    ("controls", "message"),
    [
        ((*ROWS, ROWS[0]), "region and day must stand once, got 'n 2026-02-28'"),
        (
            (*ROWS, attrs.evolve(ROWS[0], date=STARTS - dt.timedelta(days=9), arm="control")),
            "arm of region n must be treated, as on its other days, got 'control'",
        ),
        (
            (*ROWS, attrs.evolve(ROWS[0], date=STARTS - dt.timedelta(days=9), people=5)),
            "people of region n must be None, as on its other days, got 5",
        ),
    ],
)
def test_a_book_is_consistent(spring: Book, controls: tuple[RegionDay, ...], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(spring, controls=controls)
    assert str(caught.value) == message


def test_a_book_has_one_currency(spring: Book) -> None:
    with pytest.raises(CurrencyMismatchError) as caught:
        attrs.evolve(spring, controls=(attrs.evolve(ROWS[0], revenue=Money(1, "EUR")),))
    assert str(caught.value) == (
        "revenue of n 2026-02-28 must be in USD, the currency of the campaign, "
        "got Money('1.00', 'EUR')"
    )
    with pytest.raises(CurrencyMismatchError, match=r"^revenue of unit euro must be in USD"):
        attrs.evolve(
            spring,
            holdouts=(HoldoutUnit(unit_id="euro", arm="holdout", revenue=Money(1, "EUR")),),
        )
    with pytest.raises(InvalidInputError, match=r"^unit of the holdout must stand once, got "):
        attrs.evolve(spring, holdouts=(HELD[0], HELD[0]))
