"""The laws of decisions: better evidence never hurts, money has no size, and nobody asks for fame.

Evidence is drawn around the edges where a label turns: no profit, a chance of a half, as many
orders and missed angles as the policy asks for. Policies are drawn as well, so the laws hold for
thresholds of anybody. Which labels come up is counted: a law that met one label has tested little.
"""

from __future__ import annotations

import itertools
from fractions import Fraction

import attrs
from hypothesis import event, given, strategies as st

from influence.candidates import Candidate
from influence.creators import Creator
from influence.decisions import LABELS, Decision, DecisionPolicy, Evidence, Label, decide
from influence.money import Money
from influence.outlooks import Outlook
from influence.shares import Share
from influence.testing._books import usd
from influence.trials import AngleTrial, Verdict

_WORST_FIRST = LABELS[::-1]
_TRIAL = AngleTrial(
    angle="a", posts=2, cost=usd("100"), revenue=usd("0"), gross_profit=usd("0"),
    expected_orders=Fraction(9),
)  # fmt: skip
_TRIALS: dict[Verdict, AngleTrial] = {
    "missed": _TRIAL,
    "earned": attrs.evolve(_TRIAL, angle="b", gross_profit=usd("120")),
    "untested": attrs.evolve(_TRIAL, angle="c", expected_orders=Fraction(1, 9)),
}
_SPREADS = (0.0, 0.1, 0.4, 1.0)

outlooks = st.builds(
    lambda mean, sd, orders, value: Outlook(
        creator_id="maya",
        log_mean=mean,
        log_sd=sd,
        outcome_log_sd=max(0.6, sd),
        effective_orders=orders,
        value_of_test=value,
    ),
    st.sampled_from((0.5, 0.1, 0.0, -0.1, -0.3, -1.0)) | st.floats(-2, 2),
    st.sampled_from(_SPREADS),
    st.sampled_from((0.0, 4.9, 5.0, 30.0)),
    st.sampled_from((0.0, 0.2, 1.0)),
)
amounts = st.sampled_from(("300", "0.01", "0", "-0.01", "-300")).map(usd)


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    verdicts: list[Verdict] = draw(st.lists(st.sampled_from(tuple(_TRIALS)), max_size=3))
    is_known = draw(st.sampled_from((True, True, True, False)))
    return Evidence(
        creator_id="maya",
        spend=draw(st.sampled_from((usd("500"), usd("500"), usd("0")))),
        revenue=draw(st.none() | st.sampled_from((usd("499.99"), usd("900"), usd("0")))),
        profit=draw(amounts) if is_known else None,
        profit_in_window=draw(amounts | st.none()) if is_known else None,
        payback_days=None,
        trials=tuple(_TRIALS[one] for one in verdicts),
        sheet_rank=draw(st.sampled_from((1, 2, 9))),
        creators=10,
        outlook=draw(outlooks) if draw(st.sampled_from((True, True, True, False))) else None,
        price=draw(st.none() | st.just(usd("250"))),
        cycles_in_a_row=draw(st.sampled_from((0, 3))),
        room=draw(st.sampled_from((None, 2, 0))),
    )


@st.composite
def policies(draw: st.DrawFn) -> DecisionPolicy:
    chances = st.sampled_from((Share("0.1"), Share("0.2"), Share("0.5"), Share("0.8"), Share(1)))
    retest, renew, drop, scale = sorted(draw(chances) for _ in range(4))
    least = draw(st.sampled_from((5, 0, 30)))
    return DecisionPolicy(
        missed_angles=draw(st.sampled_from((2, 1, 3))),
        renew_share=draw(st.sampled_from((Share("0.2"), Share(0), Share(1)))),
        scale_probability=scale,
        renew_probability=renew,
        retest_probability=retest,
        drop_probability=draw(st.sampled_from((retest, renew, drop))),
        least_effective_orders=least,
        solid_effective_orders=least + draw(st.sampled_from((0, 25))),
        rest_after=draw(st.sampled_from((None, 3))),
    )


def _decided(known: Evidence, policy: DecisionPolicy) -> Decision:
    decision = decide(known, policy=policy)
    event(f"{'by money' if decision.strength is None else 'by outlook'}: {decision.label}")
    return decision


def _place(known: Evidence, policy: DecisionPolicy) -> int:
    return _WORST_FIRST.index(_decided(known, policy).label)


def _times(amount: Money | None, factor: int) -> Money | None:
    return None if amount is None else amount * factor


def _trial_times(trial: AngleTrial, factor: int, *, orders: int) -> AngleTrial:
    return attrs.evolve(
        trial,
        cost=trial.cost * factor,
        revenue=_times(trial.revenue, factor),
        gross_profit=_times(trial.gross_profit, factor),
        expected_orders=None if trial.expected_orders is None else trial.expected_orders * orders,
    )


def _money_times(known: Evidence, factor: int, *, orders: int = 1) -> Evidence:
    return attrs.evolve(
        known,
        spend=known.spend * factor,
        revenue=_times(known.revenue, factor),
        profit=_times(known.profit, factor),
        profit_in_window=_times(known.profit_in_window, factor),
        trials=tuple(_trial_times(one, factor, orders=orders) for one in known.trials),
    )


class TestGoodEvidence:
    """More of the same good evidence, or any better figure, never gives a worse label."""

    @given(evidences(), policies(), st.integers(2, 9))
    def test_more_of_the_same_good_evidence(
        self, known: Evidence, policy: DecisionPolicy, times: int
    ) -> None:
        good = attrs.evolve(known, profit=usd("100"), spend=usd("500"))
        if good.outlook is not None:
            mean = abs(good.outlook.log_mean)
            good = attrs.evolve(good, outlook=attrs.evolve(good.outlook, log_mean=mean))
        more = _money_times(good, times, orders=times)
        if good.outlook is not None:
            surer = attrs.evolve(
                good.outlook,
                log_sd=good.outlook.log_sd / times**0.5,
                effective_orders=good.outlook.effective_orders * times,
                value_of_test=good.outlook.value_of_test / times,
            )
            more = attrs.evolve(more, outlook=surer)
        assert _place(more, policy) >= _place(good, policy)

    @given(evidences(), policies(), st.data())
    def test_any_better_figure(
        self, known: Evidence, policy: DecisionPolicy, data: st.DataObject
    ) -> None:
        gain = data.draw(st.sampled_from((usd("0.01"), usd("0.02"), usd("600"))))
        window, outlook = known.profit_in_window, known.outlook
        better = attrs.evolve(
            known,
            profit=None if known.profit is None else known.profit + gain,
            profit_in_window=None if window is None else window + gain,
            sheet_rank=1,
        )
        if outlook is not None:
            rise = data.draw(st.floats(0, 1))
            orders = data.draw(st.sampled_from((0.0, 1.0, 30.0)))
            outlook = attrs.evolve(
                outlook,
                log_mean=outlook.log_mean + rise,
                effective_orders=outlook.effective_orders + orders,
            )
            better = attrs.evolve(better, outlook=outlook)
        assert _place(better, policy) >= _place(known, policy)

    @given(evidences(), policies(), st.integers(0, 2))
    def test_an_angle_that_earned_instead_of_missing(
        self, known: Evidence, policy: DecisionPolicy, place: int
    ) -> None:
        trials = list(known.trials)
        if place < len(trials):
            trials[place] = _TRIALS["earned"]
        earned = attrs.evolve(known, trials=tuple(trials))
        assert _place(earned, policy) >= _place(known, policy)


class TestMoneyHasNoSize:
    """Scaling every amount, the price with them, changes no label, no chance and no strength."""

    @given(evidences(), policies(), st.sampled_from((2, 100, 12345)))
    def test_scaling_money_changes_no_label(
        self, known: Evidence, policy: DecisionPolicy, times: int
    ) -> None:
        scaled = attrs.evolve(_money_times(known, times), price=_times(known.price, times))
        small, big = _decided(known, policy), decide(scaled, policy=policy)
        assert (big.label, big.strength) == (small.label, small.strength)
        assert big.probability_profitable == small.probability_profitable
        assert len(big.reasons) >= len(small.reasons)  # a thing of less than a cent is not said


class TestFame:
    """No follower count plays a part: evidence and outlooks hold none."""

    def test_nothing_that_is_judged_is_about_followers(self) -> None:
        judged = {field.name for kind in (Evidence, Outlook) for field in attrs.fields(kind)}
        fame = {"followers", "tier", "audience", "likes", "reach", "views", "impressions"}
        assert not judged & fame
        assert "followers" in {field.name for field in attrs.fields(Candidate)}
        assert "followers" in {field.name for field in attrs.fields(Creator)}


class TestReasons:
    """A decision says why, on lines of their own, and its working ends in the label."""

    @given(evidences(), policies())
    def test_reasons_are_never_missing(self, known: Evidence, policy: DecisionPolicy) -> None:
        decision = _decided(known, policy)
        assert decision.reasons
        assert all(reason.strip() and len(reason.splitlines()) == 1 for reason in decision.reasons)
        assert len(set(decision.reasons)) == len(decision.reasons)
        assert decision.working().result == decision.label

    @given(evidences(), policies())
    def test_the_same_evidence_gives_the_same_decision(
        self, known: Evidence, policy: DecisionPolicy
    ) -> None:
        again = attrs.evolve(known, trials=known.trials[::-1])
        assert _decided(known, policy) == decide(known, policy=policy)
        assert decide(again, policy=policy).label == decide(known, policy=policy).label


class TestPromises:
    """What a label promises holds, whatever the thresholds."""

    @given(evidences(), policies())
    def test_scaling_needs_money_orders_and_a_chance(
        self, known: Evidence, policy: DecisionPolicy
    ) -> None:
        decision = _decided(known, policy)
        if decision.label != "scale":
            return
        assert known.has_paid_back
        assert known.has_earned
        assert known.room != 0
        if known.outlook is not None:
            chance = known.outlook.probability_profitable
            assert Fraction(chance) >= policy.scale_probability.fraction
            assert known.outlook.effective_orders >= policy.least_effective_orders

    @given(evidences(), policies())
    def test_nobody_is_dropped_before_the_angles_have_missed(
        self, known: Evidence, policy: DecisionPolicy
    ) -> None:
        decision = _decided(known, policy)
        if decision.label == "drop":
            assert known.missed >= policy.missed_angles
            assert not known.has_earned
        if decision.label == "retest":
            assert known.missed < policy.missed_angles

    @given(evidences(), policies())
    def test_unknown_profit_is_never_scaled(self, known: Evidence, policy: DecisionPolicy) -> None:
        assert _decided(attrs.evolve(known, profit=None), policy).label != "scale"

    def test_every_label_can_be_reached_with_and_without_an_outlook(self) -> None:
        reached: set[tuple[bool, Label]] = set()
        means = (None, 0.5, 0.1, -0.1, -1.0)
        verdicts: tuple[tuple[Verdict, ...], ...] = ((), ("missed",), ("missed", "missed"))
        for profit, mean, told in itertools.product(("300", "-300"), means, verdicts):
            known = Evidence(
                creator_id="maya",
                spend=usd("500"),
                revenue=usd("900"),
                profit=usd(profit),
                profit_in_window=usd("1") if told else None,
                payback_days=None,
                trials=tuple(_TRIALS[one] for one in told),
                sheet_rank=9,
                creators=10,
                outlook=None
                if mean is None
                else Outlook(
                    creator_id="maya", log_mean=mean, log_sd=0.2, outcome_log_sd=0.6,
                    effective_orders=9.0,
                ),
            )  # fmt: skip
            reached.add((mean is None, decide(known, policy=DecisionPolicy()).label))
        assert reached == set(itertools.product((True, False), LABELS))
