"""Every figure has a working whose last line is the figure."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from told_controls import STARTS, people, region

from influence.errors import InvalidInputError, UnknownNameError
from influence.incrementality import (
    INCREMENTAL_FIGURES,
    Effect,
    HoldoutUnit,
    Incrementality,
    Measure,
    difference_in_differences,
    holdout,
)
from influence.money import Money
from influence.workings import Working

ROWS = [
    *region("n", "treated", before=["100", "100"], since=["160", "150"], orders=[2, 2, 4, 3]),
    *region("w", "treated", before=["80", "84"], since=["120", "126"], orders=[1, 2, 3, 3]),
    *region("s", "control", before=["90", "110"], since=["105", "105"], orders=[2, 2, 2, 2]),
    *region("e", "control", before=["60", "60"], since=["64", "68"], orders=[1, 1, 1, 2]),
]


@pytest.fixture
def found() -> Incrementality:
    """Two regions beside two others."""
    return difference_in_differences(ROWS, starts=STARTS, spend=Money(50, "USD"))


def test_every_working_ends_in_its_figure(found: Incrementality) -> None:
    ends = {figure: found.why(figure).result for figure in INCREMENTAL_FIGURES}
    assert found.revenue is not None
    assert found.conversions is not None
    assert found.iroas_interval is not None
    low, high = found.iroas_interval
    assert ends == {
        "baseline": str(found.baseline),
        "incremental_revenue": str(found.incremental_revenue),
        "incremental_interval": found.revenue.interval_text,
        "lift": str(found.lift),
        "iroas": str(found.iroas),
        "iroas_interval": f"{low} to {high}",
        "baseline_conversions": found.conversions.baseline_text,
        "incremental_conversions": found.conversions.incremental_text,
        "conversions_interval": found.conversions.interval_text,
        "p_value": f"{found.p_value:.4f}",
    }


def test_the_working_can_be_done_again_by_hand(found: Incrementality) -> None:
    assert str(found.why("incremental_interval")) == WORKING


WORKING = """\
treated before, a region and day                     91 USD
treated since, a region and day                      139 USD
control before, a region and day                     80 USD
control since, a region and day                      85.5 USD
(treated since − before) − (control since − before)  42.5 USD
× 2 regions × 2 days                                 170.00 USD
standard error of the gap                            7.017834 USD
degrees of freedom, by Welch                         1.010204
t at 95 %                                            12.406896
t × standard error × 4                               348.278155 USD
interval                                             -178.28 USD to 518.28 USD"""


def test_a_working_of_people_can_be_done_again_by_hand() -> None:
    told = holdout(people({"exposed": ["0", "40", "0", "55"], "holdout": ["0", "0", "30"]}))
    assert str(told.why("incremental_revenue")) == (
        "revenue of the held out                             30.00 USD\n"
        "people held out                                     3\n"
        "people exposed                                      4\n"
        "of the held out ÷ people held out × people exposed  40 USD\n"
        "revenue of the exposed                              95.00 USD\n"
        "exposed − that                                      55.00 USD"
    )
    assert told.why("p_value").steps[0].text == "incremental revenue"


def test_what_is_not_told_is_unknown() -> None:
    units = [
        HoldoutUnit(unit_id="a", arm="exposed", people=10, conversions=5),
        HoldoutUnit(unit_id="b", arm="holdout", people=10, conversions=2),
    ]
    told = holdout(units)
    for figure in ("baseline", "incremental_revenue", "lift", "iroas", "iroas_interval"):
        assert str(told.why(figure)) == "the rows of the control do not tell revenue  unknown"
    assert told.iroas_interval is None
    none = attrs.evolve(told, conversions=None)
    assert str(none.why("p_value")) == "the rows of the control do not tell revenue  unknown"
    assert (none.verdict, none.p_value, none.headline) == ("cannot_tell", None, None)
    lost = "the rows of the control do not tell conversions  unknown"
    assert str(none.why("incremental_conversions")) == lost


def test_without_a_spend_there_is_no_return(found: Incrementality) -> None:
    free = attrs.evolve(found, spend=None)
    assert (free.iroas, free.iroas_interval) == (None, None)
    assert free.why("iroas").result == "unknown"
    assert free.why("iroas_interval").result == "unknown"
    assert attrs.evolve(found, spend=Money(0, "USD")).why("iroas").result == "undefined"


def test_without_an_interval_the_working_says_why() -> None:
    told = difference_in_differences([*ROWS[:4], *ROWS[8:12]], starts=STARTS)
    reason = "an arm of one has no spread to measure"
    assert str(told.why("incremental_interval")) == (f"no interval can be given: {reason}  unknown")
    assert told.why("p_value").result == "unknown"
    assert told.why("iroas_interval").result == "unknown"
    assert told.in_words() == (
        "Measured against 1 control region, 2 days before and 2 since. Revenue of 100.00 USD out "
        f"of 310.00 USD would be incremental by the figures alone, but no interval can be given, "
        f"because {reason}: nobody can tell it from chance. Orders of 3 out of 7 would be "
        f"incremental by the figures alone, but no interval can be given, because {reason}: "
        "nobody can tell it from chance."
    )


def test_a_baseline_of_nothing_has_no_lift() -> None:
    rows = [
        *region("n", "treated", before=["0"], since=["10"]),
        *region("s", "control", before=["0"], since=["0"]),
    ]
    assert difference_in_differences(rows, starts=STARTS).why("lift").result == "undefined"


def test_drawn_deals_are_called_so(found: Incrementality) -> None:
    assert found.permutation is not None
    drawn = attrs.evolve(found, permutation=attrs.evolve(found.permutation, is_exact=False))
    assert found.why("p_value").steps[1].text == "deals of the arms that differ as much, of all"
    assert drawn.why("p_value").steps[1].text == "deals of the arms that differ as much, of drawn"


def test_the_words_say_what_the_interval_allows(found: Incrementality) -> None:
    assert found.in_words() == WORDS


WORDS = (
    "Measured against 2 control regions, 2 days before and 2 since. Revenue of 170.00 USD out of "
    "556.00 USD would be incremental by the figures alone, but the 95 % interval -178.28 USD to "
    "518.28 USD holds zero: nobody can tell it from chance. Orders of 5 out of 13 would be "
    "incremental by the figures alone, but the 95 % interval -7.706205 to 17.706205 holds zero: "
    "nobody can tell it from chance. Incremental ROAS is 3.4."
)


def test_a_figure_that_is_not_there_is_refused(found: Incrementality) -> None:
    with pytest.raises(UnknownNameError) as caught:
        found.why("baselin")
    assert str(caught.value) == (
        "figure must be one of baseline, baseline_conversions, conversions_interval, "
        "incremental_conversions, incremental_interval, incremental_revenue, iroas, "
        "iroas_interval, lift, p_value, got 'baselin'; did you mean 'baseline'?"
    )


def test_an_effect_has_an_interval_or_a_reason() -> None:
    with pytest.raises(InvalidInputError) as caught:
        Effect(
            measure=Measure(what="revenue"),
            observed=Fraction(1),
            incremental=Fraction(1),
            working=Working.of(("nothing", "0")),
        )
    told = "Effect.no_interval must say why there is no interval, and only then, got ''"
    assert str(caught.value) == told
