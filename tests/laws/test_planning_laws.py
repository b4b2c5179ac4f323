"""What has to hold for any plan, over generated scenarios."""

from __future__ import annotations

from fractions import Fraction

import attrs
import exact_scenarios
import pytest
from hypothesis import given, settings, strategies as st

from influence.experiments import Variation
from influence.money import ExactMoney, Money
from influence.planning import (
    CELEBRITY_CONDITIONS,
    STUDIED_FOLLOWER_VALUES,
    CelebrityFit,
    Customers,
    CustomerWorth,
    Estimate,
    Funnel,
    Response,
    ReturnMultiple,
    Scenario,
    TierRecord,
    compare,
    follower_price,
)
from influence.shares import Share

_PARTS = st.integers(0, 100).map(lambda percent: Share(f"{percent}/100"))


@st.composite
def estimates(draw: st.DrawFn, *, least: int = 0, most: int = 100) -> Estimate:
    """Three figures that rise."""
    low, likely, high = sorted(draw(st.tuples(*[st.integers(least, most)] * 3)))
    return Estimate.between(low, likely, high)


def amounts(least: int = 0, most: int = 500) -> st.SearchStrategy[Estimate]:
    """Three amounts that rise."""
    return estimates(least=least, most=most).map(lambda one: attrs.evolve(one, unit="USD"))


_RESPONSES: st.SearchStrategy[Response] = st.one_of(
    st.builds(
        Funnel,
        leads=estimates(),
        conversion=st.tuples(_PARTS, _PARTS, _PARTS).map(
            lambda three: Estimate.between(*sorted(three))
        ),
    ),
    st.builds(Customers, each=estimates(most=30)),
    st.builds(
        ReturnMultiple,
        expected=st.integers(0, 40).map(lambda tenths: Share(f"{tenths}/10")),
        log_sd=st.sampled_from((0.0, 0.3, 0.8)),
        basis=st.just("drawn"),
    ),
)
_SCENARIOS = st.builds(
    Scenario,
    name=st.just("plan"),
    partners=st.integers(1, 40),
    cost_each=amounts(least=1),
    response=_RESPONSES,
    worth=st.builds(
        CustomerWorth,
        gross_profit=amounts(),
        repeat_rate=estimates(most=2),
        in_window=_PARTS.map(Estimate.exactly),
    ),
    angles=st.integers(1, 4),
    variation=st.builds(Variation, between_creators=_PARTS, between_posts=_PARTS),
)
FEW = settings(max_examples=30)


def profits(scenario: Scenario) -> tuple[float, ...]:
    """What came of a scenario in a hundred rounds."""
    return compare([scenario], seed=1, draws=100).projections[0].draws.profits


class TestEstimate:
    """No figure lies beyond the ends of its estimate, and a larger part never is a smaller one."""

    @given(estimates(), st.floats(0, 1), st.floats(0, 1))
    def test_ends(self, estimate: Estimate, one: float, other: float) -> None:
        low, high = sorted((one, other))
        assert estimate.low <= estimate.at(low) <= estimate.at(high) + 1e-9
        assert estimate.at(high) <= estimate.high

    @given(estimates())
    def test_mean(self, estimate: Estimate) -> None:
        steps = 2_000
        mean = sum(estimate.at((step + 0.5) / steps) for step in range(steps)) / steps
        assert mean == pytest.approx(float(estimate.mean), abs=0.02)


class TestArithmetic:
    """Profit at what is likely is gross profit less spend, exactly, and grows with the partners."""

    @given(_SCENARIOS)
    def test_sum(self, scenario: Scenario) -> None:
        found = scenario.economics()
        exact = scenario.customers * scenario.worth.in_time
        assert found.gross_profit == ExactMoney(exact, "USD").rounded()
        assert found.profit == ExactMoney(exact, "USD").rounded() - scenario.spend

    @given(_SCENARIOS, st.integers(2, 5))
    def test_partners(self, scenario: Scenario, times: int) -> None:
        more = attrs.evolve(scenario, partners=scenario.partners * times)
        assert more.customers == scenario.customers * times
        assert more.spend == scenario.spend * times


class TestMoney:
    """In units of half the worth all costs and earns twice as much, and nothing else changes."""

    @FEW
    @given(_SCENARIOS)
    def test_scale(self, scenario: Scenario) -> None:
        worth = scenario.worth
        assert worth.gross_profit is not None
        doubled = attrs.evolve(
            scenario,
            cost_each=_doubled(scenario.cost_each),
            worth=attrs.evolve(worth, gross_profit=_doubled(worth.gross_profit)),
        )
        assert profits(doubled) == pytest.approx([2 * one for one in profits(scenario)])


def _doubled(estimate: Estimate) -> Estimate:
    """The estimate of twice as much."""
    return Estimate(
        low=estimate.low * 2,
        likely=estimate.likely * 2,
        high=estimate.high * 2,
        unit=estimate.unit,
    )


class TestRounds:
    """The same seed plays the same rounds; chances are parts; what comes late is never early."""

    @FEW
    @given(_SCENARIOS)
    def test_same(self, scenario: Scenario) -> None:
        assert profits(scenario) == profits(scenario)

    @FEW
    @given(_SCENARIOS)
    def test_window(self, scenario: Scenario) -> None:
        one = compare([scenario], seed=1, draws=100).projections[0]
        pairs = zip(one.draws.profits_in_window, one.draws.profits, strict=True)
        assert all(early <= late for early, late in pairs)
        assert 0 <= one.probability_paid_back <= one.probability_profitable <= 1
        assert 0 <= one.probability_partner_pays <= 1

    @FEW
    @given(_SCENARIOS)
    def test_beside(self, scenario: Scenario) -> None:
        other = attrs.evolve(scenario, name="other", partners=scenario.partners + 1)
        beside = compare([other, scenario], seed=1, draws=100)
        assert beside.projection("plan").draws.profits == profits(scenario)
        chance = beside.probability_beats("plan", "other")
        assert chance + beside.probability_beats("other", "plan") == pytest.approx(1)


class TestChances:
    """Where every figure is known to the point, chances are those of all outcomes one by one."""

    @settings(max_examples=15)
    @given(
        st.integers(1, 12),
        st.integers(0, 20),
        st.integers(20, 400),
        st.builds(Variation, between_creators=_PARTS, between_posts=_PARTS),
    )
    def test_exact(self, partners: int, each: int, cost: int, variation: Variation) -> None:
        scenario = Scenario(
            name="exact",
            partners=partners,
            cost_each=Money(cost, "USD"),
            response=Customers(each=each),
            worth=CustomerWorth(gross_profit=Money("25", "USD")),
            variation=variation,
        )
        one = compare([scenario], seed=1, draws=2_000).projections[0]
        exact = exact_scenarios.chance_to_pay(scenario)
        assert one.probability_profitable == pytest.approx(exact, abs=2 * one.error(exact) + 0.003)


class TestCelebrity:
    """A celebrity makes sense when all five answers are yes, and in no other case."""

    @given(st.tuples(*[st.sampled_from(("yes", "no", "unknown"))] * 5))
    def test_all(self, answers: tuple[str, ...]) -> None:
        keys = [one.key for one in CELEBRITY_CONDITIONS]
        fit = CelebrityFit(answers=dict(zip(keys, answers, strict=True)))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # answers are drawn as text
        assert fit.makes_sense == all(answer == "yes" for answer in answers)
        assert sorted([*fit.met, *fit.unmet, *fit.unknown]) == sorted(keys)


class TestFollowerPrice:
    """The price lies between what others measured and what the book shows, nearer each post."""

    @given(st.integers(1, 60), st.integers(0, 100_000), _PARTS)
    def test_between(self, posts: int, earned: int, margin: Share) -> None:
        def price(own_posts: int) -> Fraction:
            own = TierRecord(
                tier="micro",
                creators=1,
                posts=own_posts,
                reached=50_000 * own_posts,
                spend=Money("100", "EUR"),
                orders=Fraction(9),
                revenue=Money.from_minor(earned * own_posts, "EUR"),
                gross_profit=Money.from_minor(earned * own_posts, "EUR"),
            )
            return follower_price(
                STUDIED_FOLLOWER_VALUES[1], gross_margin=margin, own=own
            ).break_even.amount

        prior = follower_price(STUDIED_FOLLOWER_VALUES[1], gross_margin=margin).break_even.amount
        own = Fraction(earned, 100 * 50_000)
        few, many = price(posts), price(posts + 1)
        assert min(prior, own) <= few <= max(prior, own)
        assert abs(many - own) <= abs(few - own)
