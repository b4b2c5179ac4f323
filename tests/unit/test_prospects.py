from __future__ import annotations

import attrs
import pytest

from influence._prospects import prospects_of, tells_profit
from influence.allocation import AllocationPolicy
from influence.appraisals import Appraisal, appraise
from influence.beliefs import LearningPolicy
from influence.campaign_book import Book, CyclePlan
from influence.costs import Cost
from influence.deals import Deal
from influence.decisions import Decision, DecisionPolicy, Evidence
from influence.errors import CurrencyMismatchError, InvalidInputError
from influence.evaluation import Evaluation, evaluate
from influence.money import Money
from influence.orders import Order
from influence.posts import Post
from influence.ranking import Profit, Shrinkage
from influence.results import Result
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing._books import Fact, at, book, campaign, order, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",))
LEO = Deal(creator_id="leo", codes=("LEO10",))


def post(name: str, who: str = "maya", *, day: int = 0, angle: str = "a") -> Post:
    return Post(post_id=name, creator_id=who, published_at=at(day), angle=angle)


def cost(amount: str, who: str = "maya") -> Cost:
    return Cost(cost_id=f"k-{who}", creator_id=who, kind="fee", at=at(), amount=usd(amount))


def sold(count: int, *, day: int = 1, code: str = "MAYA15") -> list[Order]:
    names = (f"{code}-{day}-{n}" for n in range(count))
    return [order(name, when=at(day), items="40", codes=[code], who=name) for name in names]


FACTS: tuple[Fact, ...] = (MAYA, post("p1"), post("p2", day=3, angle="b"), *sold(9), cost("100"))


def appraised(made: Book) -> list[Appraisal]:
    board = scoreboard(made)
    return [
        appraise(card, board=board, settled=board, as_of=made.last_moment) for card in board.cards
    ]


def planned(*facts: Fact, plan: CyclePlan | None = None, days: int | None = None) -> Evaluation:
    made = book(*facts, campaign=attrs.evolve(campaign(), cycle_days=days))
    return evaluate(attrs.evolve(made, plan=plan or CyclePlan()))


def test_the_next_cycle_may_cost_what_the_last_one_did() -> None:
    found = planned(*FACTS, LEO, post("p9", "leo"), cost("60.50", "leo"))
    assert found.next_cycle is not None
    assert found.next_cycle.budget == usd("160.50")


def test_the_next_cycle_may_cost_what_the_book_says() -> None:
    found = planned(*FACTS, plan=CyclePlan(budget=usd("700")))
    assert found.next_cycle is not None
    assert found.next_cycle.budget == usd("700")


def test_nothing_is_planned_without_creators_profit_or_money() -> None:
    assert planned().no_next_cycle == "the book names no creators"
    free = planned(MAYA, post("p1"), *sold(3))
    assert free.next_cycle is None
    assert free.no_next_cycle == (
        "the book names no budget for the next cycle, and the last one cost nothing"
    )
    unknown = evaluate(book(*FACTS, campaign=campaign(margin=None)))
    assert unknown.next_cycle is None
    assert unknown.prospects.beliefs is None
    assert unknown.line("maya").outlook is None
    assert unknown.no_next_cycle == (
        "gross profit is unknown, so nobody can say what a package returns"
    )


def test_a_budget_of_nothing_is_a_plan() -> None:
    found = planned(*FACTS, plan=CyclePlan(budget=usd("0")))
    assert found.next_cycle is not None
    assert dict(found.next_cycle.packages) == {}


def test_whoever_is_dropped_is_not_booked_whatever_the_budget() -> None:
    losing: list[Fact] = [
        post("q1", "leo"),
        post("q2", "leo", day=3, angle="b"),
        cost("9000", "leo"),
    ]
    found = planned(*FACTS, LEO, *losing, plan=CyclePlan(budget=usd("99000")))
    assert found.line("leo").decision.label == "drop"
    assert found.next_cycle is not None
    assert found.next_cycle.line("leo").reason == "drop: 2 angles missed"
    assert "leo" not in found.next_cycle.packages


def test_whoever_rests_is_not_booked() -> None:
    again: list[Fact] = [post("p3", day=15), *sold(9, day=16)]
    rested = CyclePlan(budget=usd("700"), policy=AllocationPolicy(rest_after=2))
    found = planned(*FACTS, *again, plan=rested, days=14)
    assert found.prospects.cycles_in_a_row("maya") == 2
    assert found.next_cycle is not None
    assert found.next_cycle.line("maya").reason == "rests after 2 cycles in a row"
    booked = planned(*FACTS, *again, plan=CyclePlan(budget=usd("700")), days=14).next_cycle
    assert booked is not None
    assert booked.packages["maya"]


def test_whoever_rests_by_the_decisions_is_not_booked_either() -> None:
    made = attrs.evolve(book(*FACTS), decisions=DecisionPolicy(rest_after=1))
    found = evaluate(made)
    assert found.next_cycle is not None
    assert found.next_cycle.line("maya").reason == "hold: booked in 1 cycle in a row: rest for one"


@attrs.frozen
class Cautious:
    """Holds everybody."""

    payback_days: int = 45
    least_expected_orders: int = 3

    def judge(self, evidence: Evidence, /) -> Decision:
        return Decision(label="hold", reasons=("cautious",), evidence=evidence)


def test_a_book_may_be_decided_by_a_rule_of_ones_own() -> None:
    found = evaluate(attrs.evolve(book(*FACTS), decisions=Cautious()))
    assert found.line("maya").decision.reasons == ("cautious",)
    assert found.next_cycle is not None
    assert found.next_cycle.packages["maya"]


def test_patterns_and_the_bench_follow_from_the_candidates() -> None:
    found = planned(*FACTS, LEO)
    assert (found.patterns.found, found.bench) == ((), ())


def test_profit_is_told_where_somebody_who_sold_tells_it() -> None:
    counted = Result(creator_id="zoe", date=at(1).date(), orders=2, customers=1)
    assert tells_profit(appraised(book(*FACTS, counted)))
    assert not tells_profit(appraised(book(counted, cost("9", "leo"))))
    assert tells_profit(appraised(book(cost("9", "leo"))))
    assert not tells_profit(appraised(book()))
    assert not tells_profit(appraised(book(*FACTS, LEO, campaign=campaign(margin=None))))


def test_one_set_of_assumptions_holds_everywhere() -> None:
    told = LearningPolicy(untracked=Share("0.4"))
    made = attrs.evolve(book(*FACTS), learning=told, plan=CyclePlan(cycles_left=5))
    found = evaluate(made)
    assert (found.prospects.assumptions.learning, found.prospects.assumptions.cycles_left) == (
        told,
        5,
    )
    own = Shrinkage(learning=LearningPolicy(untracked=Share("0.1")), cycles_left=2)
    board = scoreboard(made)
    ranked = attrs.evolve(board, book=attrs.evolve(made, ranking=own))
    assert prospects_of(ranked, appraised(made)).assumptions == own
    line = found.line("maya")
    assert line.placing.outlook == line.outlook
    by_profit = evaluate(attrs.evolve(made, ranking=Profit()))
    assert by_profit.line("maya").outlook == line.outlook
    assert by_profit.ranked_by == "profit"


def test_a_plan_needs_a_cycle_and_money_of_the_campaign() -> None:
    with pytest.raises(InvalidInputError) as caught:
        CyclePlan(cycles_left=0)
    message = "CyclePlan.cycles_left must be a whole number of at least 1, got 0"
    assert str(caught.value) == message
    with pytest.raises(CurrencyMismatchError) as other:
        planned(*FACTS, plan=CyclePlan(budget=Money("1", "EUR")))
    assert str(other.value) == (
        "budget of the next cycle must be in USD, the currency of the campaign, "
        "got Money('1.00', 'EUR')"
    )


def test_the_price_says_where_it_comes_from() -> None:
    line = planned(*FACTS).line("maya")
    assert str(line.why("price")).splitlines() == [
        "cycle 1, angle a        50.00 USD",
        "cycle 1, angle b        50.00 USD",
        "mean cost of a package  50.00 USD",
    ]
    quoted = planned(attrs.evolve(MAYA, quote=usd("80")), *FACTS[1:]).line("maya")
    assert str(quoted.why("price")) == "quoted for the next package  80.00 USD"
    untried = planned(*FACTS, LEO).line("leo")
    assert untried.why("price").result == "unknown"


def test_an_outlook_and_the_packages_show_their_working() -> None:
    line = planned(*FACTS).line("maya")
    assert line.outlook is not None
    assert line.why("outlook").result == f"{line.outlook.expected_multiple:.3f}"
    assert [step.text for step in line.why("packages").steps][:3] == [
        "cycle 1, angle a, cost",
        "cycle 1, angle a, orders",
        "cycle 1, angle a, gross profit",
    ]
    assert line.why("packages").result == "2"
    unknown = evaluate(book(*FACTS, campaign=campaign(margin=None))).line("maya")
    assert unknown.why("outlook").result == "unknown"


def test_a_stage_rests_on_the_chance_at_the_price() -> None:
    staged = attrs.evolve(MAYA, stage="affiliate")
    line = planned(staged, *FACTS[1:]).line("maya")
    assert line.progress is not None
    assert line.outlook is not None
    chance = line.outlook.probability_profitable
    assert line.progress.next_stage == ("flat" if chance >= 0.8 else "affiliate")
    assert f"{int(chance * 100)}" in line.progress.reasons[0]
