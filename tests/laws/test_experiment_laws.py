"""What has to hold for any test of creators, over generated costs, spreads and orders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from random import Random

import exact_counts
import pytest
from hypothesis import given, strategies as st

from influence.experiments import (
    Experiment,
    Look,
    Sighting,
    StoppingRule,
    Variation,
    chance_of_at_least,
    look,
    power,
    threshold,
)
from influence.money import Money
from influence.shares import Share

_SPREADS = st.integers(0, 20).map(lambda tenths: Share(f"{tenths}/10"))
_MULTIPLES = st.integers(1, 50).map(lambda tenths: Share(f"{tenths}/10"))


@st.composite
def experiments(draw: st.DrawFn) -> Experiment:
    """Costs of a few to a few dozen orders, spreads from none to large."""
    return Experiment(
        cost=Money.from_minor(draw(st.integers(100, 50_000)), "USD"),
        gross_profit_per_order=Money.from_minor(draw(st.integers(500, 20_000)), "USD"),
        about=draw(st.sampled_from(("kind", "creator"))),
        angles=draw(st.integers(1, 3)),
        variation=Variation(between_creators=draw(_SPREADS), between_posts=draw(_SPREADS)),
    )


_SIGHTINGS = st.lists(
    st.builds(Sighting, orders=st.integers(0, 60), needed=st.integers(0, 30)), max_size=8
)


class TestCounts:
    """So many or more are never likelier than one fewer or more."""

    @given(st.integers(0, 80), st.floats(0.01, 60), st.floats(0.01, 3))
    def test_chances_fall(self, orders: int, mean: float, variance: float) -> None:
        here = chance_of_at_least(orders, mean=mean, variance=variance)
        assert 0 <= chance_of_at_least(orders + 1, mean=mean, variance=variance) <= here + 1e-12
        assert here == pytest.approx(
            exact_counts.at_least(orders, mean=mean, variance=variance), abs=1e-9
        )


class TestThreshold:
    """At break-even a test is wrong no more often than its error says, and nearly as often."""

    @given(experiments(), st.integers(1, 30), st.sampled_from(("0.01", "0.05", "0.1", "0.3")))
    def test_gain(self, test: Experiment, size: int, error: str) -> None:
        found = threshold(test, size=size, error=error)
        mean, variance = float(test.orders_each * size), float(test.variance / size)
        assert found.orders is not None
        assert found.error <= float(Share(error).fraction)
        assert chance_of_at_least(found.orders - 1, mean=mean, variance=variance) > float(
            Share(error).fraction
        )

    @given(experiments(), st.integers(1, 30), st.sampled_from(("0.01", "0.05", "0.1", "0.3")))
    def test_loss(self, test: Experiment, size: int, error: str) -> None:
        found = threshold(test, size=size, error=error, is_gain=False)
        mean, variance = float(test.orders_each * size), float(test.variance / size)
        most = float(Share(error).fraction)
        assert found.error <= most
        reached = -1 if found.orders is None else found.orders
        assert 1 - chance_of_at_least(reached + 2, mean=mean, variance=variance) > most


class TestPower:
    """A better creator is never harder to tell, nor is a worse one."""

    @given(experiments(), st.integers(1, 20), st.integers(11, 40))
    def test_gain(self, test: Experiment, size: int, tenths: int) -> None:
        less = power(test, multiple=f"{tenths}/10", size=size)
        assert power(test, multiple=f"{tenths + 1}/10", size=size) >= less - 1e-12

    @given(experiments(), st.integers(1, 20), st.integers(2, 9))
    def test_loss(self, test: Experiment, size: int, tenths: int) -> None:
        less = power(test, multiple=f"{tenths}/10", size=size)
        assert power(test, multiple=f"{tenths - 1}/10", size=size) >= less - 1e-12


class TestEvidence:
    """While the truth is no better than break-even, evidence of a gain is 1 at most on average.

    The mean is taken over every number of orders one by one, not over dice. A product over posts of
    such means is 1 at most as well, which makes the evidence hold at every look.
    """

    @given(
        st.integers(1, 20),
        st.integers(1, 10),
        st.sampled_from((0.3, 0.6, 1.0)),
        st.sampled_from((0.0, 0.5, 1.0)),
    )
    def test_gain(self, needed: int, tenths: int, spread: float, part: float) -> None:
        rule = StoppingRule(between_posts=Share(f"{round(spread * 10)}/10"))

        def evidence() -> Iterator[float]:
            for orders in count():
                found = look([Sighting(orders=orders, needed=needed)], rule=rule)
                yield found.evidence_of_gain

        # Posts may differ less than the rule allows for; the truth may be below break-even.
        mean, rest = exact_counts.expected(
            evidence(), mean=needed * tenths / 10, variance=part * spread**2, up_to=250
        )
        assert mean <= 1 + 1e-9
        assert rest < 1e-3

    @given(
        st.integers(1, 20),
        st.integers(10, 30),
        st.sampled_from((0.3, 0.6, 1.0)),
        st.sampled_from((0.0, 0.5, 1.0)),
    )
    def test_loss(self, needed: int, tenths: int, spread: float, part: float) -> None:
        rule = StoppingRule(between_posts=Share(f"{round(spread * 10)}/10"))

        def evidence() -> Iterator[float]:
            for orders in count():
                found = look([Sighting(orders=orders, needed=needed)], rule=rule)
                yield found.evidence_of_loss

        mean, _ = exact_counts.expected(
            evidence(), mean=needed * tenths / 10, variance=part * spread**2, up_to=250
        )
        assert mean <= 1 + 1e-9


class TestSum:
    """Posts that need the same say by their sum what each of them says."""

    @given(st.lists(st.integers(0, 60), min_size=1, max_size=6), st.integers(1, 20))
    def test_sum(self, orders: list[int], needed: int) -> None:
        each = look([Sighting(orders=one, needed=needed) for one in orders])
        rest = [Sighting(orders=0, needed=needed)] * (len(orders) - 1)
        summed = look([Sighting(orders=sum(orders), needed=needed), *rest])
        assert summed.evidence_of_gain == pytest.approx(each.evidence_of_gain)
        assert summed.evidence_of_loss == pytest.approx(each.evidence_of_loss)


class TestLook:
    """Posts count the same in any order, and a better post never speaks against a creator."""

    @given(_SIGHTINGS, st.randoms(use_true_random=False))
    def test_order(self, posts: list[Sighting], dice: Random) -> None:
        shuffled = posts[:]
        dice.shuffle(shuffled)
        one, other = look(posts), look(shuffled)
        assert one.evidence_of_gain == pytest.approx(other.evidence_of_gain)
        assert one.interval == pytest.approx(other.interval)

    @given(_SIGHTINGS, st.integers(0, 40), st.integers(1, 30))
    def test_better(self, posts: list[Sighting], orders: int, needed: int) -> None:
        less = look([*posts, Sighting(orders=orders, needed=needed)])
        more = look([*posts, Sighting(orders=orders + 1, needed=needed)])
        assert more.evidence_of_gain >= less.evidence_of_gain * (1 - 1e-9)
        assert more.evidence_of_loss <= less.evidence_of_loss * (1 + 1e-9)

    @given(_SIGHTINGS)
    def test_both(self, posts: list[Sighting]) -> None:
        found = look(posts)
        assert not (found.evidence_of_gain >= 20 and found.evidence_of_loss >= 20)
        assert 0 <= found.interval[0] <= found.interval[1]


@cache
def _looked(posts: int, orders: int, half: int | None) -> Look:
    """A look at so many posts that needed 8 orders each, and at one that is half-way.

    Posts that need the same count by their sum, which a law above checks, so that few are needed.
    """
    done = [Sighting(orders=orders if place == 0 else 0, needed=8) for place in range(posts)]
    now = [] if half is None else [Sighting(orders=half, needed=4)]
    return look([*done, *now], rule=StoppingRule(error="0.1"))


def _ever(dice: Random, *, multiple: float, posts: int, is_over: Callable[[Look], bool]) -> bool:
    """Whether any look at the posts of one creator, half-way and at the end of each, ends it."""
    orders = 0
    for done in range(posts):
        level = 8 * multiple * dice.gammavariate(1 / 0.36, 0.36)
        first, second = _arrived(dice, level / 2), _arrived(dice, level / 2)
        if is_over(_looked(done, orders, first)) or (
            is_over(_looked(done + 1, orders + first + second, None))
        ):
            return True
        orders += first + second
    return False


def _arrived(dice: Random, level: float) -> int:
    """A Poisson count by the times between arrivals."""
    orders, at = 0, dice.expovariate(1)
    while at < level:
        orders, at = orders + 1, at + dice.expovariate(1)
    return orders


def _share(*, multiple: float, posts: int, runs: int, is_over: Callable[[Look], bool]) -> float:
    """How many of so many creators of that multiple are ever stopped at."""
    dice = Random(20_261_127)  # noqa: S311  # dice of a simulation, not of a secret
    ever = (_ever(dice, multiple=multiple, posts=posts, is_over=is_over) for _ in range(runs))
    return sum(ever) / runs


class TestEverStopping:
    """Whoever looks twice a post, and stops at the first verdict, is wrong no more than agreed."""

    @pytest.mark.parametrize(
        ("multiple", "verdict"), [(1.0, "pays"), (0.8, "pays"), (1.0, "does_not_pay")]
    )
    def test_wrong(self, multiple: float, verdict: str) -> None:
        share = _share(
            multiple=multiple, posts=12, runs=6_000, is_over=lambda one: one.verdict == verdict
        )
        assert share <= 0.1
        assert share > 0

    def test_right(self) -> None:
        share = _share(multiple=2.5, posts=12, runs=500, is_over=lambda one: one.verdict == "pays")
        assert share > 0.9

    def test_interval(self) -> None:
        share = _share(
            multiple=1.5, posts=8, runs=1_000, is_over=lambda one: not _holds(one.interval, 1.5)
        )
        assert 0 < share <= 0.1


def _holds(interval: tuple[float, float], multiple: float) -> bool:
    """Whether an interval holds the truth."""
    return interval[0] <= multiple <= interval[1]


def test_peeking_at_a_fixed_test_is_what_the_rule_is_for() -> None:
    """The same looks with a test of fixed size stop far too often: the fault that is avoided."""
    test = Experiment(
        cost=Money("80", "USD"), gross_profit_per_order=Money("10", "USD"), about="creator"
    )
    cut = {size: threshold(test, size=size, error="0.1").orders for size in range(1, 13)}

    def is_over(one: Look) -> bool:
        reached = cut.get(len(one.sightings)) if one.needed % 8 == 0 else None
        return reached is not None and one.orders >= reached

    assert _share(multiple=1.0, posts=12, runs=1_000, is_over=is_over) > 0.2
