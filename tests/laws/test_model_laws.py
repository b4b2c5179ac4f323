from __future__ import annotations

import datetime as dt
import threading
from decimal import ROUND_UP, Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import gcd

import attrs
import pytest
from hypothesis import example, given, settings, strategies as st

from influence.attribution import (
    AttributionModel,
    CodeFirst,
    Custom,
    FirstTouch,
    LastNonDirect,
    LastTouch,
    Linear,
    Path,
    PathTouch,
    PickingModel,
    PositionBased,
    TimeDecay,
)
from influence.attribution._time_decay import _by_hours
from influence.money import Money
from influence.plugins import load
from influence.shares import Share
from influence.testing import AttributionModelLaws, attribution_models, paths
from influence.testing._path_strategies import customs, position_based
from influence.tracking import KINDS, Kind

ALL = (
    FirstTouch(),
    LastTouch(),
    LastNonDirect(),
    Linear(),
    PositionBased(),
    TimeDecay(),
    CodeFirst(),
    Custom(),
)
LONG = paths(most=40)
HOUR = 3_600_000_000
SCALE = 2**20
KINDS_OF_PATHS = st.lists(st.sampled_from(KINDS), min_size=1, max_size=40)


class TestFirstTouch(AttributionModelLaws):
    model = FirstTouch()


class TestLastTouch(AttributionModelLaws):
    model = LastTouch()


class TestLastNonDirect(AttributionModelLaws):
    model = st.sampled_from((LastNonDirect(), LastNonDirect(direct=("link", "landing"))))


class TestLinear(AttributionModelLaws):
    model = Linear()


class TestPositionBased(AttributionModelLaws):
    model = position_based()


class TestTimeDecay(AttributionModelLaws):
    model = st.builds(TimeDecay, half_life_days=st.integers(1, 30))


class TestCodeFirst(AttributionModelLaws):
    model = CodeFirst()


class TestCustom(AttributionModelLaws):
    model = customs()


def test_every_model_that_books_may_name_without_more_is_held_to_these_laws() -> None:
    names = {model.name for model in ALL}
    weighing = {
        name
        for name, spec in load(plugins=()).attribution_models.items()
        if isinstance(spec.make(), AttributionModel)
    }
    assert names == weighing


class TestWeights:
    """Each touch has one whole number of at least 0, and not all are 0."""

    @given(attribution_models(), LONG)
    def test_every_model_keeps_the_protocol(self, model: AttributionModel, path: Path) -> None:
        weights = model.weights(path)
        assert [type(weight) for weight in weights] == [int] * len(path)
        assert min(weights) >= 0
        assert any(weights)

    @given(attribution_models(), paths(most=1))
    def test_models_agree_on_a_path_of_one_touch(self, model: AttributionModel, path: Path) -> None:
        (weight,) = model.weights(path)
        assert Fraction(weight, weight) == 1

    @given(attribution_models(), LONG)
    def test_what_creators_are_called_changes_nothing(
        self, model: AttributionModel, path: Path
    ) -> None:
        names = {"ann": "zoe", "bea": "ann", "cal": "bea", "dov": "cal"}
        other = tuple(
            attrs.evolve(touch, creator_id=names[touch.creator_id], value="other") for touch in path
        )
        assert list(model.weights(Path(other, at=path.at))) == list(model.weights(path))

    @given(attribution_models(), LONG)
    def test_no_decimal_context_changes_anything(self, model: AttributionModel, path: Path) -> None:
        before = list(model.weights(path))
        _by_hours.cache_clear()
        with localcontext(Context(prec=1, rounding=ROUND_UP, Emax=0, Emin=0)):
            assert list(model.weights(path)) == before


class TestSplit:
    """The parts of an amount by the weights of any model sum to the amount, in minor units."""

    @given(
        attribution_models(),
        LONG,
        st.one_of(
            st.integers(-(10**4), 10**4),
            st.integers(-(10**15), 10**15),
            st.sampled_from((0, 1, -1, 10**15, -(10**15))),
        ),
    )
    def test_parts_sum_to_the_amount(self, model: AttributionModel, path: Path, minor: int) -> None:
        weights = model.weights(path)
        amount = Money.from_minor(minor, "USD")
        parts = amount.allocate(weights)
        whole = sum(weights)
        assert sum((part.minor for part in parts), 0) == minor
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part.minor - Fraction(minor * weight, whole)) < 1

    @given(attribution_models(), LONG, st.integers(0, 10**15))
    def test_a_negative_amount_mirrors_the_positive_one(
        self, model: AttributionModel, path: Path, minor: int
    ) -> None:
        weights = model.weights(path)
        sold = Money.from_minor(minor, "USD").allocate(weights)
        back = Money.from_minor(-minor, "USD").allocate(weights)
        assert [-part.minor for part in sold] == [part.minor for part in back]

    @given(LONG)
    def test_linear_gives_every_touch_the_same_share(self, path: Path) -> None:
        weights = Linear().weights(path)
        shares = {Fraction(weight, sum(weights)) for weight in weights}
        assert shares == {Fraction(1, len(path))}


class TestPick:
    """A model that picks one touch gives it all; which one follows from the kinds alone."""

    @given(attribution_models(), LONG)
    def test_the_picked_touch_weighs_and_no_other(
        self, model: AttributionModel, path: Path
    ) -> None:
        if isinstance(model, PickingModel):
            place = model.pick([touch.kind for touch in path])
            assert list(model.weights(path)) == [int(each == place) for each in range(len(path))]

    def test_four_models_pick(self) -> None:
        picking = [model.name for model in ALL if isinstance(model, PickingModel)]
        assert picking == ["first_touch", "last_touch", "last_non_direct", "code_first"]

    @given(KINDS_OF_PATHS)
    def test_picks_are_those_of_a_slow_reading(self, kinds: list[Kind]) -> None:
        told = [place for place, kind in enumerate(kinds) if kind != "landing"]
        codes = [place for place, kind in enumerate(kinds) if kind == "code"]
        asked = [place for place, kind in enumerate(kinds) if kind == "dm"]
        every = list(range(len(kinds)))
        assert FirstTouch().pick(kinds) == every[0]
        assert LastTouch().pick(kinds) == every[-1]
        assert LastNonDirect().pick(kinds) == (told or every)[-1]
        assert CodeFirst().pick(kinds) == (codes or asked or every)[-1]


class TestPositions:
    """The ends of a path have their shares, and what is left is the same for all between."""

    @given(position_based(), st.integers(1, 60))
    @example(PositionBased(), 2)
    @example(PositionBased(first=Share(0), last=Share(0)), 2)
    @example(PositionBased(first=Share(1), last=Share(0)), 3)
    def test_shares_are_exact(self, model: PositionBased, count: int) -> None:
        first, last = model.first.fraction, model.last.fraction
        between = (1 - first - last) / max(1, count - 2)
        ends = first + last
        if count == 1:
            expected = [Fraction(1)]
        elif count == 2:
            expected = [first / ends, last / ends] if ends else [Fraction(1, 2)] * 2
        else:
            expected = [first, *[between] * (count - 2), last]
        weights = model.of(count)
        assert [Fraction(weight, sum(weights)) for weight in weights] == expected

    @given(st.integers(3, 500))
    def test_forty_per_cent_at_the_ends_is_the_ratio_of_the_design(self, count: int) -> None:
        weights = PositionBased().of(count)
        assert weights == (2 * (count - 2), *[1] * (count - 2), 2 * (count - 2))
        assert gcd(*weights) == 1

    def test_one_touch_and_two(self) -> None:
        one, two = PositionBased().of(1), PositionBased().of(2)
        assert (one, Fraction(two[0], sum(two))) == ((1,), Fraction(1, 2))

    @given(position_based(), LONG)
    def test_weights_follow_from_the_number_of_touches(
        self, model: PositionBased, path: Path
    ) -> None:
        assert tuple(model.weights(path)) == model.of(len(path))


HALF_LIVES = st.integers(1, 45 * 24) | st.sampled_from((1, 168, 366 * 24))


def exactly(hours: int, *, half_life: int) -> Decimal:
    """The weight by the formula, at twice the digits and by another way: a power, not a product."""
    with localcontext(Context(prec=120)):
        return SCALE * Decimal(2) ** (-Decimal(hours) / Decimal(half_life))


def of_hours(half_life: int) -> TimeDecay:
    return TimeDecay(half_life_days=half_life // 24, half_life_hours=half_life % 24)


class TestDecay:
    """Each half-life earlier halves the weight, in whole numbers of at least 1."""

    @given(HALF_LIVES, st.integers(0, 400 * 24))
    @settings(max_examples=60)
    def test_a_weight_is_the_formula_to_half_a_unit(self, half_life: int, hours: int) -> None:
        table = of_hours(half_life).by_hours
        weight = table[min(hours, len(table) - 1)]
        exact = exactly(hours, half_life=half_life)
        assert weight >= 1
        if weight > 1:
            assert abs(weight - exact) <= Decimal("0.5")
        else:
            assert exact < Decimal("1.5")

    @given(HALF_LIVES)
    @settings(max_examples=30)
    def test_half_lives_are_exact_halves(self, half_life: int) -> None:
        table = of_hours(half_life).by_hours
        assert [table[half_life * times] for times in range(20)] == [
            SCALE >> times for times in range(20)
        ]

    @given(HALF_LIVES)
    @settings(max_examples=30)
    def test_a_table_falls_to_one_and_ends_there(self, half_life: int) -> None:
        table = of_hours(half_life).by_hours
        assert table[0] == SCALE
        assert all(later <= sooner for sooner, later in pairwise(table))
        assert table[-1] == 1
        assert table[-2] > 1

    @given(st.builds(TimeDecay, half_life_days=st.integers(1, 30)), LONG)
    def test_a_nearer_touch_never_weighs_less(self, model: TimeDecay, path: Path) -> None:
        weights = list(model.weights(path))
        assert weights == sorted(weights)

    @given(st.builds(TimeDecay, half_life_days=st.integers(1, 30)), LONG)
    def test_an_age_counts_in_whole_hours(self, model: TimeDecay, path: Path) -> None:
        table = model.by_hours
        expected = [table[min(age // HOUR, len(table) - 1)] for age in path.ages]
        assert list(model.weights(path)) == expected

    def test_tables_are_the_same_in_every_thread(self) -> None:
        found: list[tuple[int, ...]] = []
        _by_hours.cache_clear()

        def compute() -> None:
            with localcontext(Context(prec=3)):
                found.append(TimeDecay(half_life_days=2).by_hours)

        threads = [threading.Thread(target=compute) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(found) == 4
        assert set(found) == {TimeDecay(half_life_days=2).by_hours}


class TestCustomWeights:
    """A touch weighs what its kind weighs, as often as its place says; where nothing is left, all
    weigh the same.
    """

    @given(customs(), LONG)
    def test_weights_are_products_or_all_the_same(self, model: Custom, path: Path) -> None:
        def place(at: int) -> int:
            if at == len(path) - 1:
                return model.last
            return model.first if at == 0 else model.middle

        products = [model.kinds[touch.kind] * place(at) for at, touch in enumerate(path)]
        expected = products if any(products) else [1] * len(path)
        assert list(model.weights(path)) == expected

    @pytest.mark.parametrize("kind", KINDS)
    def test_an_only_touch_takes_all_whatever_it_weighs(self, kind: Kind) -> None:
        at = dt.datetime(2026, 3, 6, tzinfo=dt.UTC)
        touch = PathTouch(at=at, kind=kind, creator_id="maya", value="maya")
        model = Custom(kinds=dict.fromkeys(KINDS, 0))
        assert model.weights(Path((touch,), at=at)) == [1]
