from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Literal

import attrs
import pytest

from influence.attribution import AttributionPolicy
from influence.costs import Cost
from influence.deals import Deal
from influence.decisions import DecisionPolicy
from influence.deliverables import Deliverable
from influence.errors import InvalidInputError, UnknownNameError
from influence.evaluation import Evaluation, evaluate
from influence.findings import Finding
from influence.orders import Order, Refund
from influence.payments import Commission, FlatFee
from influence.posts import Post
from influence.progression import SOURCE_LADDER
from influence.ranking import Sheet
from influence.results import Result
from influence.settlement import SettlementPolicy
from influence.shares import Share
from influence.testing._book_strategies import Even
from influence.testing._books import at, book, campaign, order, touch, usd

TENTH = Commission(rate=Share("0.1"))
MAYA = Deal(
    creator_id="maya", codes=("MAYA15", "maya 15", "SPRING"), stage="affiliate", terms=TENTH
)
LEO = Deal(creator_id="leo", codes=("LEO10",))
DAY = dt.date(2026, 3, 5)


def post(name: str, who: str = "maya", *, day: int = 0, angle: str | None = "a") -> Post:
    return Post(post_id=name, creator_id=who, published_at=at(day), angle=angle)


def cost(amount: str, who: str | None = "maya", name: str = "k1") -> Cost:
    return Cost(cost_id=name, creator_id=who, kind="other", at=at(), amount=usd(amount))


def sold(name: str, *, day: int = 1, items: str = "100.00", code: str = "MAYA15") -> Order:
    return order(name, when=at(day), items=items, codes=[code], who=f"v{name}")


def refund(amount: str, *, of: str = "1", day: int = 2) -> Refund:
    return Refund(refund_id=f"r{day}", order_id=of, at=at(day), amount=usd(amount))


def label(evaluation: Evaluation, who: str = "maya") -> str:
    return evaluation.line(who).decision.label


def test_empty_book_is_evaluated() -> None:
    found = evaluate(book())
    assert found.ranking == ()
    assert found.totals.orders == 0
    assert found.totals.economics.profit == usd("0")
    assert found.totals.shared_each == ()
    assert found.as_of == at(31)


def test_book_without_orders_posts_and_deals_is_evaluated() -> None:
    found = evaluate(book(creators=["maya", "leo"]))
    assert [(line.creator_id, line.rank) for line in found.ranking] == [("leo", 1), ("maya", 2)]
    assert found.why("maya", "rank").steps[-1].text == "place, by the sheet and then by id"
    assert {line.decision.label for line in found.ranking} == {"hold"}
    assert found.why("maya", "payable").result == "0.00 USD"
    assert found.why("maya", "next_stage").result == "none agreed"
    assert found.why("maya", "angles").result == "none told"


def test_book_of_results_alone_is_evaluated() -> None:
    rows = [Result(creator_id="leo", date=DAY, orders=4, revenue=usd("80"), clicks=9, customers=3)]
    found = evaluate(book(*rows, cost("10", "leo")))
    line = found.line("leo")
    assert (line.profit, line.economics.clicks) == (usd("30"), 9)
    assert (found.totals.orders, found.totals.unattributed_orders) == (Fraction(4), 0)
    assert found.totals.economics.repeat_customers is None
    assert label(found, "leo") == "renew"
    assert line.decision.reasons[0].startswith("cannot tell yet")


def test_sales_that_nothing_tells_are_unknown_and_not_zero() -> None:
    deal = Deal(creator_id="maya", terms=FlatFee(per_campaign=usd("80")), angles=("a",))
    silent = attrs.evolve(book(deal, post("p1"), cost("20.00")), tells_sales=False)
    found = evaluate(silent)
    (line,) = (line for line in found.ranking if line.creator_id == "maya")
    economics = line.economics
    assert (economics.orders, economics.revenue, economics.gross_profit) == (None, None, None)
    assert (economics.customers, line.profit, line.payback_day) == (None, None, None)
    assert (found.totals.orders, found.totals.revenue) == (None, None)
    assert line.why("orders").result == line.why("profit").result == "unknown"
    assert (line.decision.label, line.decision.reasons) == ("hold", ("sales are unknown",))


def test_mixed_grains_are_added_up() -> None:
    row = Result(creator_id="leo", date=DAY, orders=4, revenue=usd("80"), customers=3)
    found = evaluate(book(MAYA, row, sold("1"), order("2", who=None))).totals
    assert (found.orders, found.revenue) == (Fraction(6), usd("280"))
    assert (found.economics.orders, found.unattributed_revenue) == (5, usd("100"))


def test_results_that_do_not_tell_revenue_leave_orders_known_and_money_unknown() -> None:
    found = evaluate(book(Result(creator_id="leo", date=DAY, orders=4, customers=3)))
    line = found.line("leo")
    assert (line.economics.orders, line.economics.revenue, line.profit) == (4, None, None)
    assert found.why("leo", "revenue").result == "unknown"
    assert found.totals.revenue is None
    assert found.why("totals", "revenue").result == "unknown"
    assert line.decision.reasons == ("sales are unknown",)


def test_orders_that_no_source_counts_are_unknown_everywhere() -> None:
    deal = Deal(creator_id="leo", stage="product")
    told = book(deal, Result(creator_id="leo", date=DAY, revenue=usd("9")))
    found = evaluate(attrs.evolve(told, ladder=SOURCE_LADDER))
    assert found.totals.orders is None
    (reason,) = found.line("leo").progress.reasons  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
    assert reason == "not flat: needs 2 posts, has 0; 5 orders, orders are unknown"


def test_nothing_spent_pays_back_at_once_and_has_no_return() -> None:
    found = evaluate(book(attrs.evolve(MAYA, terms=None), sold("1")))
    line = found.line("maya")
    assert (line.payback_day, line.economics.profit_roi) == (0, None)
    assert label(found) == "renew"


def test_sales_at_a_loss_are_a_miss_however_many_there_are() -> None:
    losing = [attrs.evolve(sold(str(n)), gross_profit=usd("-5")) for n in range(9)]
    found = evaluate(book(attrs.evolve(MAYA, terms=None), post("p1"), *losing, cost("330")))
    line = found.line("maya")
    assert line.profit == usd("-375")
    assert [trial.verdict for trial in line.trials] == ["missed"]
    assert line.payback_day is None
    assert found.why("maya", "payback_days").result == "not yet"


def test_two_missed_angles_are_dropped_and_one_is_not() -> None:
    deal = attrs.evolve(MAYA, terms=None)
    facts = (deal, LEO, sold("1", items="40"), sold("2", items="40", code="LEO10"), cost("240"))
    one = evaluate(book(*facts, post("p1")))
    assert label(one) == "hold"
    two = evaluate(book(*facts, post("p1"), post("p2", day=3, angle="b")))
    assert [trial.verdict for trial in two.line("maya").trials] == ["missed", "missed"]
    assert label(two) == "drop"


def test_late_profit_is_renewed() -> None:
    late = [sold(str(n), day=45) for n in range(9)]
    few = DecisionPolicy(least_effective_orders=1)
    made = attrs.evolve(book(MAYA, post("p1"), *late, cost("10")), decisions=few)
    assert label(evaluate(made)) == "renew"
    soon = [sold(str(n), day=44) for n in range(9)]
    assert label(evaluate(attrs.evolve(made, orders=book(*soon).orders))) == "scale"


def test_sale_belongs_to_the_angle_of_the_last_post_before_it() -> None:
    facts = (
        post("p1", day=1),
        post("p2", day=5, angle=None),
        sold("1", day=0),
        sold("2", day=4),
        sold("3", day=5),
    )
    deal = attrs.evolve(MAYA, angles=("a", "unused"), terms=None)
    line = evaluate(book(deal, *facts, cost("10.01"))).line("maya")
    assert [(one.angle, one.posts, one.revenue, one.cost) for one in line.trials] == [
        ("a", 1, usd("200"), usd("5.01")),
        ("unused", 0, usd("0"), usd("0")),
        ("", 1, usd("100"), usd("5.00")),
    ]
    assert line.why("angles").result == line.trials[-1].verdict


def test_angle_without_posts_costs_nothing() -> None:
    deal = attrs.evolve(MAYA, angles=("a",))
    (trial,) = evaluate(book(deal, sold("1"))).line("maya").trials
    assert (trial.cost, trial.verdict) == (usd("0"), "untested")


def test_codes_written_in_two_ways_are_one() -> None:
    line = evaluate(book(MAYA, sold("1"), sold("2", code="maya15"))).line("maya")
    assert [(one.code, one.orders, one.revenue) for one in line.codes] == [
        ("MAYA15", Fraction(2), usd("200")),
        ("SPRING", Fraction(0), usd("0")),
    ]


def test_code_that_was_touched_and_not_agreed_is_told_as_it_was_written() -> None:
    met = touch("1", value="Maya15", kind="code")
    line = evaluate(book(MAYA, met, order("1", when=at(1)))).line("maya")
    assert line.codes[0].orders == 1


def test_statement_does_not_know_a_refund_that_came_later() -> None:
    made = book(MAYA, sold("1"), refund("50", day=20), settlement=SettlementPolicy(hold_days=7))
    early, late = evaluate(made, as_of=at(10)), evaluate(made)
    assert (early.line("maya").payable, late.line("maya").payable) == (usd("10"), usd("5"))
    assert early.line("maya").economics == late.line("maya").economics
    assert early.line("maya").economics.spend == usd("5")


def test_statement_does_not_know_orders_and_posts_that_came_later() -> None:
    fee = FlatFee(per_deliverable={"post": usd("30")})
    deal = attrs.evolve(MAYA, terms=fee, deliverables=(Deliverable(kind="post"),))
    made = book(deal, attrs.evolve(post("p1", day=3), kind="post"))
    assert evaluate(made, as_of=at(2)).line("maya").accrued == usd("0")
    assert evaluate(made, as_of=at(3)).line("maya").accrued == usd("30")
    assert evaluate(made, as_of=at(-3)).line("maya").economics.spend == usd("30")


def test_post_that_is_the_last_fact_is_paid_for() -> None:
    fee = FlatFee(per_deliverable={"post": usd("30")})
    deal = attrs.evolve(MAYA, terms=fee, deliverables=(Deliverable(kind="post"),))
    late = evaluate(book(deal, attrs.evolve(post("p1", day=40), kind="post")))
    assert late.line("maya").accrued == usd("30")


def test_moment_needs_an_offset() -> None:
    with pytest.raises(InvalidInputError) as caught:
        evaluate(book(), as_of=dt.datetime(2026, 3, 1))  # noqa: DTZ001
    assert str(caught.value) == (
        "as_of must be a time with an offset, got datetime.datetime(2026, 3, 1, 0, 0)"
    )


def test_figure_that_does_not_exist_is_refused_and_the_close_one_named() -> None:
    found = evaluate(book(MAYA))
    for subject in ("maya", "totals"):
        with pytest.raises(UnknownNameError, match="spend"):
            found.why(subject, "spent")


def test_creator_and_order_that_do_not_exist_are_refused_and_the_close_one_named() -> None:
    found = evaluate(book(MAYA, sold("7")))
    with pytest.raises(UnknownNameError, match="maya"):
        found.line("mayo")
    with pytest.raises(UnknownNameError, match="order must be one of"):
        found.story("77")
    assert found.story("7").order_id == "7"


@pytest.mark.parametrize("status", ["cancelled", "test"])
def test_order_that_was_not_paid_has_no_story_and_says_why(
    status: Literal["cancelled", "test"],
) -> None:
    found = evaluate(book(MAYA, attrs.evolve(sold("7"), status=status)))
    with pytest.raises(InvalidInputError) as caught:
        found.story("7")
    assert str(caught.value) == f"order 7 must be paid to be credited, got '{status}'"


def test_creator_called_totals_keeps_the_name() -> None:
    found = evaluate(book(creators=["totals"]))
    assert found.why("totals", "rank").result == "1"


def test_sheet_ranks_where_no_profit_is_known() -> None:
    unknown = campaign(margin=None)
    found = evaluate(book(MAYA, sold("1"), campaign=unknown))
    assert found.ranked_by == "sheet"
    assert found.why("maya", "gross_profit").steps[1].result == (
        "the gross profit of the orders or results"
    )
    chosen = attrs.evolve(book(MAYA, sold("1")), ranking=Sheet(metrics=unknown.success_metrics))
    assert evaluate(chosen).ranked_by == "sheet"
    assert evaluate(book(MAYA, sold("1"))).ranked_by == "shrinkage"


def test_line_tells_sales_one_by_one_with_what_came_back() -> None:
    found = evaluate(book(MAYA, sold("1"), sold("2", day=3), refund("30")))
    assert [(step.text, step.result) for step in found.why("maya", "revenue").steps] == [
        ("order 1 at 2026-03-02, 30.00 USD refunded", "70.00 USD"),
        ("order 2 at 2026-03-04", "100.00 USD"),
        ("revenue", "170.00 USD"),
    ]
    assert found.why("maya", "orders").result == "2"
    assert found.why("maya", "stage").result == "affiliate"
    assert found.why("maya", "next_stage").steps[1].text == "because"
    assert found.why("maya", "gross_profit").steps[1].result == (
        "their own gross profit, else a gross margin of 50 %"
    )


def test_shared_orders_are_counted_by_their_parts() -> None:
    facts = (touch("1", value="MAYA15", kind="code"), touch("2", value="LEO10", kind="code"))
    made = book(
        MAYA, LEO, *facts, order("1", when=at(1)), attribution=AttributionPolicy(model=Even())
    )
    found = evaluate(made)
    assert [line.economics.orders for line in found.ranking] == [Fraction(1, 2)] * 2
    assert found.why("leo", "orders").result == "0.5"
    assert found.totals.economics.customers == 1


def test_findings_are_what_the_reader_rejected_and_what_does_not_fit() -> None:
    rejected = Finding(code="INF101", where="orders.csv:3 items", message="no number")
    found = evaluate(attrs.evolve(book(creators=["maya"]), rejections=(rejected,)))
    assert [finding.code for finding in found.findings] == ["INF101", "INF301"]
    assert found.book.rejections == (rejected,)
