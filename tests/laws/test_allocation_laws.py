"""The laws of allocating a budget: never too much, never better by any other plan."""

from __future__ import annotations

import math
from fractions import Fraction

import attrs
from exact_allocation import Limits, Someone, best
from hypothesis import given, strategies as st

from influence.allocation import Allocation, AllocationPolicy, Choice, allocate
from influence.allocation._ceiling import ceiling_of
from influence.allocation._filling import filled
from influence.allocation._partners import cheapest_partners
from influence.allocation._puzzle import Lot, Puzzle
from influence.allocation._search import best_plan
from influence.bookings import Booking
from influence.candidates import Candidate
from influence.money import Money
from influence.outlooks import Outlook
from influence.shares import Share


def _cents(cents: int) -> Money:
    return Money.from_minor(cents, "USD")


def choice(
    who: str,
    *,
    price: int,
    multiple: float,
    test: float = 0.0,
    is_new: bool = False,
    at_most: int | None = None,
) -> Choice:
    """A creator with whom it is certain what a package earns."""
    outlook = Outlook(
        creator_id=who,
        log_mean=math.log(multiple),
        log_sd=0.0,
        outcome_log_sd=0.5,
        effective_orders=10.0,
        value_of_test=test,
    )
    bookings = () if is_new else (Booking(cycle=0, cost=_cents(price)),)
    candidate = Candidate(creator_id=who, price=_cents(price), bookings=bookings)
    return Choice(candidate=candidate, outlook=outlook, at_most=at_most)


# Round prices and multiples meet each other, so that ties and plans that just fit come up.
prices = st.sampled_from((100, 150, 200, 300)) | st.integers(20, 400)
multiples = st.sampled_from((0.5, 1.0, 1.2, 1.25, 1.5)) | st.floats(0.3, 4.0)
tests = st.sampled_from((0.0, 0.0, 0.25)) | st.floats(0.0, 0.8)
shares = st.sampled_from((Share(1), Share("0.5"), Share("1/3")))
policies = st.builds(
    AllocationPolicy,
    most_share=shares,
    least_partners=st.integers(0, 4),
    at_most=st.integers(1, 3),
    exploration=shares,
    first_cycle=shares,
    response=st.sampled_from((Share(1), Share("0.7"), Share("0.85"), Share("1/3"))),
    test_response=st.sampled_from((Share(0), Share("0.25"), Share(1))),
    least_value=st.sampled_from((Share(0), Share(0), Share("0.2"))),
)
budgets = st.integers(0, 1_500)


@st.composite
def boards(draw: st.DrawFn, most: int = 6) -> list[Choice]:
    """Some creators by different names."""
    return [
        choice(
            f"c{place}",
            price=draw(prices),
            multiple=draw(multiples),
            test=draw(tests),
            is_new=draw(st.booleans()),
            at_most=draw(st.none() | st.integers(0, 2)),
        )
        for place in range(draw(st.integers(0, most)))
    ]


def _someone(one: Choice) -> Someone:
    """The same as plain numbers, for the oracle."""
    price = one.candidate.price
    assert price is not None
    return {
        "price": price.minor,
        "multiple": one.outlook.score,
        "test": Fraction(round(one.outlook.value_of_test * 10**9), 10**9),
        "is_new": one.candidate.is_untried,
        "at_most": 99 if one.at_most is None else one.at_most,
    }


def _limits(policy: AllocationPolicy, budget: int) -> Limits:
    return {
        "budget": budget,
        "most_share": policy.most_share.fraction,
        "least_partners": policy.least_partners,
        "at_most": policy.at_most,
        "exploration": policy.exploration.fraction,
        "first_cycle": policy.first_cycle.fraction,
        "response": policy.response.fraction,
        "test_response": policy.test_response.fraction,
        "least_value": policy.least_value.fraction,
    }


def _rank(found: Allocation) -> tuple[int, Fraction]:
    """What an allocation makes as large as it can: partners as far as wanted, then value."""
    partners = min(found.policy.least_partners, len(found.booked))
    return partners, Fraction(found.value.minor)


class TestOracle:
    """An allocation is as good as the best of all that there are."""

    @given(board=boards(), budget=budgets, policy=policies)
    def test_no_other_allocation_is_worth_more_or_costs_less_for_the_same(
        self, board: list[Choice], budget: int, policy: AllocationPolicy
    ) -> None:
        found = allocate(board, budget=_cents(budget), policy=policy)
        assert found.is_exact
        assert found.bound == found.value
        wanted = best([_someone(one) for one in board], _limits(policy, budget))
        assert (*_rank(found), found.spent.minor) == wanted


class TestLimits:
    """No limit of the policy is ever exceeded, and the lines sum to the whole."""

    @given(board=boards(12), budget=budgets, policy=policies)
    def test_budget_shares_and_counts_hold(
        self, board: list[Choice], budget: int, policy: AllocationPolicy
    ) -> None:
        found = allocate(board, budget=_cents(budget), policy=policy)
        assert found.spent <= found.budget
        assert found.spent + found.unspent == found.budget
        on_new = sum(line.cost.minor for line in found.booked if line.is_new)
        is_first = all(one.candidate.is_untried for one in board)
        assert on_new <= policy.share_for_new(is_first=is_first).fraction * budget
        for line in found.booked:
            assert line.cost.minor <= policy.most_share.fraction * budget
            assert line.packages <= policy.at_most
            assert line.choice.at_most is None or line.packages <= line.choice.at_most
            assert all(
                value > policy.least_value.fraction * 10**9
                for value in line.worth.values[: line.packages]
            )
        assert [line.creator_id for line in found.lines] == sorted(one.creator_id for one in board)
        assert (found.unspent_reason is None) is (found.unspent.minor == 0)

    @given(board=boards(12), budget=budgets, policy=policies)
    def test_what_is_not_spent_could_not_be_spent_on_anything_worth_its_price(
        self, board: list[Choice], budget: int, policy: AllocationPolicy
    ) -> None:
        found = allocate(board, budget=_cents(budget), policy=policy)
        named = "the cheapest package that is still worth its price costs "
        reason = found.unspent_reason or ""
        if reason.startswith(named):
            dollars = reason.removeprefix(named).removesuffix(" USD")
            assert Money(dollars, "USD") > found.unspent


class TestBudget:
    """More budget never lowers what is reached: partners as far as wanted, then value."""

    @given(board=boards(9), budget=budgets, more=st.integers(0, 500), policy=policies)
    def test_more_budget_is_never_worse(
        self, board: list[Choice], budget: int, more: int, policy: AllocationPolicy
    ) -> None:
        less = allocate(board, budget=_cents(budget), policy=policy)
        enough = allocate(board, budget=_cents(budget + more), policy=policy)
        assert _rank(less) <= _rank(enough)


class TestSymmetry:
    """Neither names nor the order nor the unit of money decide what is reached."""

    @given(board=boards(9), budget=budgets, policy=policies, data=st.data())
    def test_the_order_of_choices_is_nothing(
        self, board: list[Choice], budget: int, policy: AllocationPolicy, data: st.DataObject
    ) -> None:
        shuffled = data.draw(st.permutations(board))
        found = allocate(board, budget=_cents(budget), policy=policy)
        assert allocate(shuffled, budget=_cents(budget), policy=policy) == found

    @given(board=boards(9), budget=budgets, policy=policies, data=st.data())
    def test_other_names_reach_the_same(
        self, board: list[Choice], budget: int, policy: AllocationPolicy, data: st.DataObject
    ) -> None:
        names = data.draw(st.permutations([f"other {place}" for place in range(len(board))]))
        renamed = [
            attrs.evolve(
                one,
                candidate=attrs.evolve(one.candidate, creator_id=name),
                outlook=attrs.evolve(one.outlook, creator_id=name),
            )
            for one, name in zip(board, names, strict=True)
        ]
        found = allocate(board, budget=_cents(budget), policy=policy)
        other = allocate(renamed, budget=_cents(budget), policy=policy)
        assert (_rank(other), other.spent) == (_rank(found), found.spent)

    @given(board=boards(9), budget=budgets, policy=policies, factor=st.integers(2, 1_000))
    def test_scaling_all_money_scales_it_and_books_the_same(
        self, board: list[Choice], budget: int, policy: AllocationPolicy, factor: int
    ) -> None:
        scaled = [
            attrs.evolve(one, candidate=_scaled(one.candidate, factor=factor)) for one in board
        ]
        found = allocate(board, budget=_cents(budget), policy=policy)
        other = allocate(scaled, budget=_cents(budget * factor), policy=policy)
        assert other.packages == found.packages
        assert other.value == found.value * factor
        assert other.spent == found.spent * factor


def _scaled(candidate: Candidate, *, factor: int) -> Candidate:
    """The same with every amount so many times as large."""
    assert candidate.price is not None
    bookings = tuple(attrs.evolve(one, cost=one.cost * factor) for one in candidate.bookings)
    return attrs.evolve(candidate, price=candidate.price * factor, bookings=bookings)


class TestAlike:
    """Of creators who are alike the first by id are booked."""

    @given(price=prices, multiple=st.floats(1.1, 3.0), budget=budgets, number=st.integers(1, 8))
    def test_the_first_are_booked(
        self, price: int, multiple: float, budget: int, number: int
    ) -> None:
        board = [choice(f"c{place}", price=price, multiple=multiple) for place in range(number)]
        found = allocate(board, budget=_cents(budget))
        counts = [line.packages for line in found.lines]
        assert counts == sorted(counts, reverse=True)


@st.composite
def puzzles(draw: st.DrawFn) -> Puzzle:
    """A puzzle whose partners can be afforded."""
    lots: list[Lot] = []
    for _ in range(draw(st.integers(0, 12))):
        price = draw(st.integers(1, 12))
        gains = draw(st.lists(st.integers(1, 60), max_size=4))
        lots.append(
            Lot(price=price, gains=tuple(sorted(gains, reverse=True)), is_new=draw(st.booleans()))
        )
    budget = draw(st.integers(0, 60))
    room = draw(st.just(budget) | st.integers(0, budget))
    free = Puzzle(lots=tuple(lots), budget=budget, room_for_new=room)
    reached = len(cheapest_partners(free, draw(st.integers(0, 9))))
    return attrs.evolve(free, partners=reached)


class TestCeiling:
    """No plan is above the ceiling, and a search that was cut off says how far it may be."""

    @given(puzzle=puzzles())
    def test_no_plan_is_above_it(self, puzzle: Puzzle) -> None:
        plan = best_plan(puzzle, most_states=10**6)
        assert plan.is_exact
        assert puzzle.allows(plan.counts)
        assert puzzle.value(filled(puzzle)) <= plan.bound <= ceiling_of(puzzle).height
        assert puzzle.value(plan.counts) == plan.bound

    @given(puzzle=puzzles(), most_states=st.integers(0, 20))
    def test_a_search_that_is_cut_off_is_within_its_bound(
        self, puzzle: Puzzle, most_states: int
    ) -> None:
        proven = best_plan(puzzle, most_states=10**6)
        plan = best_plan(puzzle, most_states=most_states)
        assert puzzle.allows(plan.counts)
        assert puzzle.value(plan.counts) <= proven.bound <= plan.bound
        if plan.is_exact:
            assert puzzle.value(plan.counts) == proven.bound

    @given(board=boards(12), budget=budgets, policy=policies)
    def test_an_allocation_that_was_cut_off_knows_what_it_may_lack(
        self, board: list[Choice], budget: int, policy: AllocationPolicy
    ) -> None:
        proven = allocate(board, budget=_cents(budget), policy=policy)
        quick = allocate(board, budget=_cents(budget), policy=policy, most_states=0)
        assert quick.value <= proven.value <= quick.bound
        assert quick.shortfall == quick.bound - quick.value
