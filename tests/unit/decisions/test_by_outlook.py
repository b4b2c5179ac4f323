"""By hand: Φ(1.2) = 0.8849, Φ(0.8) = 0.7881, Φ(0.4) = 0.6554, Φ(−0.4) = 0.3446, Φ(−2) = 0.0228."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from influence.decisions import Decision, DecisionPolicy, Evidence, decide
from influence.testing._books import usd

Known = Callable[..., Evidence]

SURE = "88 % likely to earn more than they cost"
WINDOW = "profit of 310.00 USD within the payback window of 45 days"
NEXT = (
    "next package at 250.00 USD: profit of 98.18 USD expected,"
    " from -115.20 USD to 377.44 USD eight times in ten"
)
LOSS = (
    "next package at 250.00 USD: loss of 16.61 USD expected,"
    " from -159.64 USD to 170.58 USD eight times in ten"
)


def decided(evidence: Evidence, policy: DecisionPolicy | None = None) -> Decision:
    return decide(evidence, policy=policy or DecisionPolicy())


def test_likely_and_paid_back_is_scaled(known: Known) -> None:
    decision = decided(known())
    assert decision.label == "scale"
    assert decision.reasons == (WINDOW, SURE, NEXT, "22 effective orders of evidence")


def test_missed_angle_of_somebody_who_is_scaled_is_left_out(known: Known) -> None:
    decision = decided(known(missed=1))
    assert decision.label == "scale"
    assert decision.reasons[3] == "leave out what missed: a"


def test_too_few_orders_to_scale_are_renewed_and_said(known: Known) -> None:
    decision = decided(known(effective_orders=4.99))
    assert (decision.label, decision.strength) == ("renew", "cannot_tell_yet")
    assert decision.reasons == (
        "cannot tell yet: 4.9 effective orders, and 5 needed to scale",
        SURE,
        "profit of 350.00 USD so far",
        NEXT,
    )


def test_chance_below_the_threshold_is_renewed(known: Known) -> None:
    decision = decided(known(log_mean=0.2))
    assert decision.label == "renew"
    assert decision.reasons[:2] == (
        "78 % likely to earn more than they cost, and scaling asks for 80 %",
        "profit of 350.00 USD so far",
    )
    assert decided(known(log_mean=0.2), DecisionPolicy(scale_probability="0.78")).label == "scale"


def test_late_profit_is_renewed_however_likely(known: Known) -> None:
    decision = decided(known(profit_in_window=usd("0")))
    assert decision.label == "renew"
    assert decision.reasons[:2] == (
        "profit of 350.00 USD, but only after the payback window of 45 days",
        SURE,
    )


@pytest.mark.parametrize(
    ("profit", "so_far"), [("-100", "loss of 100.00 USD"), ("0", "no profit and no loss")]
)
def test_likely_without_profit_so_far_is_renewed(losing: Known, profit: str, so_far: str) -> None:
    decision = decided(losing(profit=usd(profit)))
    assert decision.label == "renew"
    assert decision.reasons[:2] == (f"{SURE}, but not paid back so far", so_far)


def test_likely_without_profit_so_far_is_tested_on_little_evidence(losing: Known) -> None:
    decision = decided(losing(effective_orders=4.0))
    assert (decision.label, decision.strength) == ("retest", "cannot_tell_yet")
    assert decision.reasons[0] == "test 2 more angles before deciding"
    assert decided(losing(effective_orders=4.0, missed=2)).label == "hold"


def test_refunds_after_the_window_that_ate_the_profit_are_not_scaled(known: Known) -> None:
    decision = decided(known(profit=usd("-1")))
    assert decision.label == "renew"
    assert decision.reasons[0] == f"{SURE}, but not paid back so far"


def test_thresholds_that_are_just_reached_are_reached(known: Known, losing: Known) -> None:
    assert decided(losing(log_mean=0.0)).label == "renew"  # Φ(0) is a half
    assert decided(known(effective_orders=5.0)).label == "scale"


def test_long_shot_is_renewed_only_where_it_has_earned(known: Known, losing: Known) -> None:
    # Φ(−0.2 ÷ 0.7) = 0.39; the mean of the multiple is exp(−0.2 + 0.245) = 1.046 all the same.
    assert decided(known(log_mean=-0.2, log_sd=0.7)).label == "renew"
    assert decided(losing(log_mean=-0.2, log_sd=0.7)).label == "retest"


def test_one_missed_angle_is_tested_again(losing: Known) -> None:
    decision = decided(losing(missed=1, log_mean=-0.1))
    assert decision.label == "retest"
    assert decision.reasons == (
        "test 1 more angle before deciding",
        "34 % likely to earn more than they cost",
        "loss of 100.00 USD",
        LOSS,
        "would break even at 233.39 USD",
        "leave out what missed: a",
        "22 effective orders of evidence",
    )


def test_test_that_cannot_pay_is_not_made(losing: Known) -> None:
    decision = decided(losing(missed=1, log_mean=-0.5))
    assert decision.label == "hold"
    assert decision.reasons[:2] == (
        "only 2 % likely to earn more than they cost",
        "loss of 100.00 USD",
    )
    assert "would break even at 156.45 USD" in decision.reasons


def test_test_that_teaches_more_than_it_loses_is_made(losing: Known) -> None:
    decision = decided(losing(missed=1, log_mean=-0.5, value_of_test=0.5))
    assert decision.label == "retest"
    assert "what it teaches is worth 125.00 USD" in decision.reasons


def test_two_missed_angles_and_more_likely_to_lose_is_dropped(losing: Known) -> None:
    decision = decided(losing(missed=2, log_mean=-0.1, value_of_test=9.0))
    assert (decision.label, decision.strength) == ("drop", "thin")
    assert decision.reasons[:3] == (
        "2 angles missed",
        "34 % likely to earn more than they cost",
        "loss of 100.00 USD",
    )


def test_missed_angles_tell_without_orders(losing: Known) -> None:
    decision = decided(losing(missed=2, log_mean=-0.1, effective_orders=0.0))
    assert (decision.label, decision.strength) == ("drop", "thin")
    assert decision.reasons[-1] == "0 effective orders of evidence"


def test_two_missed_angles_of_somebody_who_may_still_pay_are_held(losing: Known) -> None:
    policy = DecisionPolicy(drop_probability="0.3")
    decision = decided(losing(missed=2, log_mean=-0.1), policy)
    assert decision.label == "hold"
    assert decision.reasons[:2] == (
        "2 angles missed, yet 34 % likely to earn more than they cost",
        "loss of 100.00 USD",
    )


def test_who_earned_so_far_and_is_now_too_dear_is_held(known: Known) -> None:
    decision = decided(known(missed=2, log_mean=-0.1))
    assert decision.label == "hold"
    assert decision.reasons[:2] == (
        "only 34 % likely to earn more than they cost",
        "profit of 350.00 USD so far",
    )


def test_two_missed_angles_of_somebody_who_promises_to_pay_are_left_out(losing: Known) -> None:
    decision = decided(losing(missed=2, log_mean=0.1))
    assert decision.label == "renew"
    assert "leave out what missed: a, b" in decision.reasons


def test_little_evidence_is_held_unless_a_test_is_worth_its_price(losing: Known) -> None:
    little = {"effective_orders": 1.0, "log_mean": -0.1}
    decision = decided(losing(**little))
    assert (decision.label, decision.strength) == ("hold", "cannot_tell_yet")
    assert decision.reasons[0] == "cannot tell yet: 1 effective order, and 5 needed to tell"
    again = decided(losing(**little, value_of_test=0.2))
    assert (again.label, again.strength) == ("retest", "cannot_tell_yet")
    assert again.reasons[0] == "test 2 more angles before deciding"
    assert again.reasons[-1] == "cannot tell yet: 1 effective order, and 5 needed to tell"


def test_missed_angle_is_tested_again_on_little_evidence(losing: Known) -> None:
    decision = decided(losing(missed=1, effective_orders=1.0, log_mean=-0.1))
    assert (decision.label, decision.strength) == ("retest", "cannot_tell_yet")


def test_nothing_published_is_held(known: Known) -> None:
    untried = known(
        spend=usd("0"), revenue=usd("0"), profit=usd("0"), profit_in_window=usd("0"),
        payback_days=None, trials=(), effective_orders=0.0, value_of_test=0.1,
    )  # fmt: skip
    decision = decided(untried)
    assert decision.label == "hold"
    assert decision.reasons == (
        "nothing was booked and published yet",
        SURE,
        NEXT,
        "what it teaches is worth 25.00 USD",
        "cannot tell yet: 0 effective orders, and 5 needed to tell",
    )


def test_no_price_leaves_the_next_package_out(known: Known) -> None:
    decision = decided(known(price=None))
    assert decision.reasons == (WINDOW, SURE, "22 effective orders of evidence")
    assert decision.expected_profit is None
    assert decision.profit_interval is None
    assert decision.value_of_one_more_test is None
    assert decision.break_even_price is None
    assert ("price of the next package", "unknown") in [
        (step.text, step.result) for step in decision.working().steps
    ]


def test_many_orders_are_solid_evidence(known: Known) -> None:
    assert decided(known(effective_orders=30.0)).strength == "solid"
    assert decided(known(effective_orders=29.9)).strength == "thin"


def test_unknown_profit_is_judged_by_money_whatever_is_believed(known: Known) -> None:
    decision = decided(known(profit=None, profit_in_window=None))
    assert (decision.label, decision.strength) == ("hold", None)
    assert decision.reasons == ("gross margin is unknown; pays for itself above 25 %",)


def test_place_on_the_sheet_plays_no_part_beside_an_outlook(losing: Known) -> None:
    missed = losing(missed=1, log_mean=-0.5)
    labels = {decided(losing(missed=1, log_mean=-0.5, sheet_rank=n)).label for n in (1, 40)}
    assert labels == {decided(missed).label} == {"hold"}
