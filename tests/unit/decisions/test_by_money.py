from __future__ import annotations

from fractions import Fraction

import attrs
import pytest

from influence.decisions import Decision, DecisionPolicy, Evidence, decide
from influence.errors import InvalidInputError
from influence.money import Money
from influence.testing._books import usd
from influence.trials import AngleTrial

MISSED = AngleTrial(
    angle="a", posts=2, cost=usd("100"), revenue=usd("0"), gross_profit=usd("0"),
    expected_orders=Fraction(4),
)  # fmt: skip
EARNED = attrs.evolve(MISSED, angle="b", gross_profit=usd("120"))
UNTESTED = attrs.evolve(MISSED, angle="c", expected_orders=Fraction(1))
POLICY = DecisionPolicy()


def evidence(
    *trials: AngleTrial,
    profit: str | None,
    window: str | None = None,
    spend: str = "100",
    revenue: str | None = "0",
    rank: int = 9,
) -> Evidence:
    return Evidence(
        creator_id="maya",
        spend=usd(spend),
        revenue=None if revenue is None else usd(revenue),
        profit=None if profit is None else usd(profit),
        profit_in_window=None if window is None else usd(window),
        payback_days=None,
        trials=trials,
        sheet_rank=rank,
        creators=10,
    )


def decided(known: Evidence, policy: DecisionPolicy = POLICY) -> tuple[str, tuple[str, ...]]:
    decision = decide(known, policy=policy)
    assert decision.evidence is known
    return decision.label, decision.reasons


def test_profit_within_the_window_is_scaled() -> None:
    assert decided(evidence(EARNED, profit="20", window="20")) == (
        "scale",
        ("profit of 20.00 USD within the payback window of 45 days",),
    )


def test_angle_that_missed_is_left_out_of_what_is_scaled() -> None:
    assert decided(evidence(EARNED, MISSED, profit="20", window="20"))[1] == (
        "profit of 20.00 USD within the payback window of 45 days",
        "leave out what missed: a",
    )


@pytest.mark.parametrize("window", [None, "0", "-1"])
def test_late_profit_is_renewed(window: str | None) -> None:
    assert decided(evidence(MISSED, MISSED, profit="20", window=window)) == (
        "renew",
        (
            "profit of 20.00 USD, but only after the payback window of 45 days",
            "leave out what missed: a, a",
        ),
    )


def test_amounts_in_reasons_have_their_thousands_apart() -> None:
    assert decided(evidence(EARNED, profit="1039.89", window="1039.89"))[1] == (
        "profit of 1,039.89 USD within the payback window of 45 days",
    )
    assert decided(evidence(MISSED, profit="-1234567"))[1][1] == "loss of 1,234,567.00 USD"


def test_neither_profit_nor_loss_is_said_as_such() -> None:
    assert decided(evidence(MISSED, profit="0"))[1][1] == "no profit and no loss"


def test_posts_that_name_no_angle_are_left_out_by_words() -> None:
    nameless = attrs.evolve(MISSED, angle="")
    assert decided(evidence(EARNED, nameless, profit="20", window="20"))[1][1] == (
        "leave out what missed: posts without an angle"
    )


def test_two_missed_angles_are_dropped_even_at_the_top_of_the_sheet() -> None:
    assert decided(evidence(MISSED, MISSED, profit="-200", rank=1)) == (
        "drop",
        ("2 angles missed", "loss of 200.00 USD"),
    )


def test_top_of_the_sheet_is_renewed_after_one_miss() -> None:
    assert decided(evidence(MISSED, profit="-100", rank=2)) == (
        "renew",
        ("place 2 of 10 on the sheet: try another angle", "loss of 100.00 USD"),
    )


def test_below_the_top_of_the_sheet_one_miss_is_tested_again() -> None:
    assert decided(evidence(MISSED, profit="-100", rank=3)) == (
        "retest",
        ("test 1 more angle before deciding", "loss of 100.00 USD"),
    )
    assert (
        decided(evidence(EARNED, profit="0", rank=3))[1][0] == "test 2 more angles before deciding"
    )


@pytest.mark.parametrize("trials", [(), (UNTESTED,), (UNTESTED, UNTESTED)])
def test_untested_is_held_wherever_it_stands(trials: tuple[AngleTrial, ...]) -> None:
    assert decided(evidence(*trials, profit="-100", rank=1)) == (
        "hold",
        ("no angle has been tested enough to tell", "loss of 100.00 USD"),
    )


def test_unknown_margin_is_held_with_the_margin_that_would_pay() -> None:
    assert decided(evidence(MISSED, profit=None, revenue="300")) == (
        "hold",
        ("gross margin is unknown; pays for itself above 33.3 %",),
    )
    assert decided(evidence(profit=None, revenue="100"))[1] == (
        "gross margin is unknown; pays for itself above 100 %",
    )


def test_unknown_sales_are_held() -> None:
    assert decided(evidence(MISSED, MISSED, profit=None, revenue=None)) == (
        "hold",
        ("sales are unknown",),
    )


def test_nothing_spent_and_nothing_sold_is_held() -> None:
    assert decided(evidence(profit=None, spend="0")) == (
        "hold",
        ("nothing was spent and nothing was sold",),
    )


def test_loss_at_every_margin_is_judged_without_knowing_the_margin() -> None:
    lost = "even at a gross margin of 100 % sales of 99.99 USD do not pay for 100.00 USD"
    unknown = attrs.evolve(MISSED, gross_profit=None, revenue=usd("40"))
    assert decided(evidence(unknown, unknown, profit=None, revenue="99.99")) == (
        "drop",
        ("2 angles missed", lost),
    )


def test_small_sheet_has_a_top_of_one_place() -> None:
    assert POLICY.is_top(1, creators=3)
    assert not POLICY.is_top(2, creators=3)
    assert POLICY.is_top(2, creators=10)
    assert not POLICY.is_top(3, creators=14)
    assert not DecisionPolicy(renew_share="0").is_top(1, creators=3)


def test_thresholds_are_data() -> None:
    policy = DecisionPolicy(payback_days=7, missed_angles=1, renew_share="0.5")
    assert decided(evidence(MISSED, profit="-1"), policy)[0] == "drop"
    assert "of 7 days" in decided(evidence(profit="1", window="1"), policy)[1][0]


def test_working_of_a_decision_ends_in_its_label() -> None:
    known = attrs.evolve(evidence(MISSED, profit="-5", window="-8"), payback_days=50)
    working = decide(known, policy=POLICY).working()
    assert [(step.text, step.result) for step in working.steps] == [
        ("spend", "100.00 USD"),
        ("profit", "-5.00 USD"),
        ("profit within the payback window", "-8.00 USD"),
        ("days until paid back", "50"),
        ("angle a", "missed"),
        ("place on the sheet of 10", "9"),
        ("because", "test 1 more angle before deciding"),
        ("because", "loss of 5.00 USD"),
        ("decision", "retest"),
    ]


def test_working_says_what_is_unknown_and_what_has_no_name() -> None:
    nameless = attrs.evolve(MISSED, angle="")
    known = evidence(nameless, profit=None, revenue="300")
    text = str(Decision(label="hold", reasons=("why",), evidence=known).working())
    assert "profit                    unknown" in text
    assert "angle without a name      missed" in text


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"payback_days": 0},
            "DecisionPolicy.payback_days must be a whole number of at least 1, got 0",
        ),
        (
            {"missed_angles": 0},
            "DecisionPolicy.missed_angles must be a whole number of at least 1, got 0",
        ),
    ],
)
def test_threshold_below_its_least_is_refused(changes: dict[str, int], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        DecisionPolicy(**changes)
    assert str(caught.value) == message


def test_money_decides_and_followers_are_not_even_told() -> None:
    assert "followers" not in {field.name for field in attrs.fields(Evidence)}
    assert isinstance(evidence(profit="1").spend, Money)
