from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import pytest

from influence.decisions import Decision, DecisionPolicy, DecisionRule, Evidence, decide
from influence.errors import InfluenceError, InvalidInputError, PluginError, UnknownNameError
from influence.testing._books import usd

Known = Callable[..., Evidence]


def test_figures_of_the_next_package_follow_from_the_outlook_at_the_price(known: Known) -> None:
    decision = decide(known(value_of_test=0.125), policy=DecisionPolicy())
    assert decision.probability_profitable == NormalDist().cdf(0.3 / 0.25)
    middle = 0.3 - (0.6**2 - 0.25**2) / 2
    assert decision.probability_next_profitable == pytest.approx(NormalDist().cdf(middle / 0.6))
    assert decision.expected_profit == usd("98.18")  # 250 × (exp(0.3 + 0.25²/2) − 1)
    reach = NormalDist().inv_cdf(0.9) * 0.6
    low, high = (250 * (math.exp(middle + sign * reach) - 1) for sign in (-1, 1))
    assert decision.profit_interval == (usd(f"{low:.2f}"), usd(f"{high:.2f}"))
    assert decision.value_of_one_more_test == usd("31.25")
    assert decision.break_even_price == usd("348.18")


def test_without_an_outlook_nothing_is_said_of_the_next_package(known: Known) -> None:
    decision = decide(known(outlook=None), policy=DecisionPolicy())
    assert decision.strength is None
    assert decision.probability_profitable is None
    assert decision.probability_next_profitable is None
    assert decision.expected_profit is None


def test_expected_return_of_exactly_the_price_is_neither_profit_nor_loss(losing: Known) -> None:
    decision = decide(losing(log_mean=0.0, log_sd=0.0), policy=DecisionPolicy())
    assert decision.reasons[2].startswith(
        "next package at 250.00 USD: no profit and no loss expected, from "
    )


def test_working_can_be_followed_from_the_outlook_to_the_label(known: Known) -> None:
    decision = decide(known(value_of_test=0.125), policy=DecisionPolicy())
    assert [(step.text, step.result) for step in decision.working().steps] == [
        ("spend", "500.00 USD"),
        ("profit", "350.00 USD"),
        ("profit within the payback window", "310.00 USD"),
        ("days until paid back", "12"),
        ("angle c", "earned"),
        ("place on the sheet of 40", "2"),
        ("median of the return multiple, as a logarithm", "0.3"),
        ("how unsure that is", "0.25"),
        ("how much one package varies", "0.6"),
        ("expected return multiple", "1.392708"),
        ("chance that they earn more than they cost", "0.8849"),
        ("effective orders of evidence", "22"),
        ("price of the next package", "250.00 USD"),
        ("expected profit: (1.392708 − 1) × price", "98.18 USD"),
        ("eight times in ten between", "-115.20 USD and 377.44 USD"),
        ("value of one more test", "31.25 USD"),
        ("price at which it would break even", "348.18 USD"),
        *(("because", reason) for reason in decision.reasons),
        ("decision", "scale"),
    ]


@pytest.mark.parametrize(
    ("changes", "error", "message"),
    [
        ({"reasons": ()}, InvalidInputError, "Decision.reasons must give a reason, got ()"),
        (
            {"reasons": ("two\nlines",)},
            InvalidInputError,
            "Decision.reasons must be one line of text, got 'two\\nlines'",
        ),
        (
            {"label": "keep"},
            UnknownNameError,
            "Decision.label must be one of drop, hold, renew, retest, scale, got 'keep'",
        ),
        (
            {"strength": "x"},
            UnknownNameError,
            "Decision.strength must be one of cannot_tell_yet, solid, thin, got 'x'",
        ),
    ],
)
def test_decision_that_says_nothing_known_is_refused(
    known: Known, changes: dict[str, object], error: type[InfluenceError], message: str
) -> None:
    fields: dict[str, Any] = {"label": "hold", "reasons": ("why",), "evidence": known(), **changes}
    with pytest.raises(error) as caught:
        Decision(**fields)
    assert str(caught.value) == message


class Grumpy:
    """A rule of somebody else: nobody is ever booked again."""

    name = "grumpy"
    payback_days = 30
    least_expected_orders = 3

    def judge(self, evidence: Evidence, /) -> Decision:
        return Decision(label="drop", reasons=("never again",), evidence=evidence)


class Forgetful(Grumpy):
    name = "forgetful"

    def judge(self, evidence: Evidence, /) -> Decision:  # noqa: ARG002  # it forgets
        return None  # type: ignore[return-value]  # pyright: ignore[reportReturnType]  # a rule that forgets to answer


class Confused(Grumpy):
    name = "confused"
    told: Evidence

    def judge(self, evidence: Evidence, /) -> Decision:  # noqa: ARG002  # it answers of another
        return Decision(label="drop", reasons=("never again",), evidence=self.told)


class Failing(Grumpy):
    name = "failing"

    def judge(self, evidence: Evidence, /) -> Decision:
        return Decision(
            label="hold", reasons=(str(1 // (evidence.creators - 40)),), evidence=evidence
        )


def test_rule_of_somebody_else_takes_the_place_of_the_policy(known: Known) -> None:
    assert isinstance(Grumpy(), DecisionRule)
    decision = decide(known(), policy=Grumpy())
    assert (decision.label, decision.reasons) == ("drop", ("never again",))


def test_rule_that_answers_no_decision_is_named(known: Known) -> None:
    with pytest.raises(PluginError) as caught:
        decide(known(), policy=Forgetful())
    assert str(caught.value) == (
        "decision rule forgetful must answer a decision on the evidence it was given, got None"
    )


def test_rule_that_answers_on_other_evidence_is_named(known: Known) -> None:
    confused = Confused()
    confused.told = known(room=1)
    with pytest.raises(PluginError) as caught:
        decide(known(), policy=confused)
    assert str(caught.value).startswith(
        "decision rule confused must answer a decision on the evidence it was given, got Decision("
    )


def test_rule_that_fails_is_named_with_its_line(known: Known) -> None:
    with pytest.raises(PluginError) as caught:
        decide(known(), policy=Failing())
    assert "decision rule failing" in str(caught.value)
    assert "must judge a creator without failing, got ZeroDivisionError" in str(caught.value)
