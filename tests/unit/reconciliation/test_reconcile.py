"""Their statement beside ours: what is claimed, what is not, and sums that add up."""

from __future__ import annotations

import datetime as dt
import re
from typing import cast

import attrs
import pytest

from influence.attribution import AttributionPolicy
from influence.campaign_book import Book
from influence.deals import Deal
from influence.deliverables import Deliverable
from influence.disputes import Dispute
from influence.errors import InvalidInputError, UnknownNameError
from influence.exchange import ExchangeRate
from influence.money import Money
from influence.orders import LineItem, Order, Refund
from influence.payments import (
    Bonus,
    Commission,
    CommissionableBase,
    CommissionLine,
    FlatFee,
    Hybrid,
    PaymentRule,
    Retainer,
    Tier,
    Tiered,
    Window,
)
from influence.posts import Post
from influence.reconciliation import Measure, ReconciledLine, TheirLine, _single_orders, reconcile
from influence.results import Result
from influence.settlement import PayoutRail, SettlementPolicy
from influence.testing import at, book, order, touch, usd
from influence.testing._book_strategies import Even
from influence.testing._books import Fact

_TENTH = Commission(rate="0.10")
_NO_HOLD = SettlementPolicy(hold_days=0)


def theirs(
    amount: str,
    creator: str = "maya",
    *,
    place: str = "",
    order_id: str | None = None,
    period: str | None = None,
    basis: str | None = None,
    rate: Money | None = None,
    count: int | None = None,
) -> TheirLine:
    return TheirLine(
        creator_id=creator,
        amount=usd(amount),
        order_id=order_id,
        period=period,
        basis=basis,
        rate=rate,
        count=count,
        place=place,
    )


def sold(name: str, items: str = "100.00", *, day: int = 0, code: str = "MAYA") -> Order:
    return order(name, items=items, when=at(day), who=None, codes=[code])


def refund(order_id: str, amount: str) -> Refund:
    return Refund(refund_id=f"r-{order_id}", order_id=order_id, at=at(5), amount=usd(amount))


def maya(*facts: Fact, terms: PaymentRule | None = _TENTH, hold: int = 0, least: str = "0") -> Book:
    policy = SettlementPolicy(hold_days=hold, minimum_payout=usd(least))
    deal = Deal(creator_id="maya", codes=("MAYA",), links=("maya",), terms=terms)
    return book(deal, *facts, settlement=policy)


def only(
    given: Book, *lines: TheirLine, against: Measure = "accrued", as_of: dt.datetime | None = None
) -> ReconciledLine:
    [line] = reconcile(given, lines, against=against, as_of=as_of).lines
    return line


def why(line: ReconciledLine) -> list[tuple[str, str]]:
    return [(reason.name, str(reason)) for reason in line.reasons]


def test_the_same_figure_agrees_and_says_nothing() -> None:
    line = only(maya(sold("1")), theirs("10.00", place="t.csv:2"))
    assert (line.status, line.reasons, line.missing) == ("agrees", (), ())
    assert (line.where, line.subject) == ("t.csv:2", "maya")
    assert str(line.difference) == "0.00 USD"


def test_gross_of_refunds_is_found() -> None:
    given = maya(sold("1"), sold("2", "50.00"), refund("1", "33.00"))
    assert why(only(given, theirs("15.00"))) == [("refunds", "not net of refunds")]


def test_refunds_by_line_are_given_back_line_by_line() -> None:
    rows = (
        LineItem(line_id="a", order_id="1", product="kit", amount=usd("60.00")),
        LineItem(line_id="b", order_id="1", product="sock", amount=usd("40.00")),
    )
    terms = Commission(lines=[CommissionLine(product="kit", rate="0.50")])
    back = Refund(refund_id="r", order_id="1", at=at(3), amount=usd("20.00"), product="kit")
    given = maya(sold("1"), *rows, back, terms=terms)
    line = only(given, theirs("30.00"))
    assert line.ours == usd("20.00")
    assert why(line) == [("refunds", "not net of refunds")]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("11.00", "base with tax"),
        ("10.50", "base with shipping"),
        ("11.50", "base with tax and shipping"),
    ],
)
def test_tax_and_shipping_in_the_base_are_found(amount: str, text: str) -> None:
    bought = attrs.evolve(sold("1"), tax=usd("10.00"), shipping=usd("5.00"))
    assert why(only(maya(bought), theirs(amount))) == [("base", text)]


def test_a_base_that_is_narrower_than_agreed_is_found() -> None:
    bought = attrs.evolve(sold("1"), tax=usd("10.00"))
    terms = Commission(rate="0.10", base=CommissionableBase(includes=("tax",)))
    line = only(maya(bought, terms=terms), theirs("10.00"))
    assert why(line) == [("base", "base of items alone")]


def test_vat_left_in_the_base_is_found() -> None:
    terms = Commission(rate="0.10", base=CommissionableBase(vat="0.25"))
    line = only(maya(sold("1"), terms=terms), theirs("10.00"))
    assert line.ours == usd("8.00")
    assert why(line) == [("base", "VAT left in the base")]


def test_gift_cards_in_the_base_are_found() -> None:
    rows = (
        LineItem(line_id="a", order_id="1", product="kit", amount=usd("60.00")),
        LineItem(line_id="b", order_id="1", product="card", amount=usd("40.00"), kind="gift_card"),
    )
    line = only(maya(sold("1"), *rows), theirs("10.00"))
    assert why(line) == [("base", "base with gift cards")]


def test_a_fact_that_a_change_would_need_is_named_when_nothing_fits() -> None:
    given = maya(attrs.evolve(sold("1"), tax=usd("10.00")), sold("2"))
    line = only(given, theirs("77.77"))
    assert line.status == "unexplained"
    assert line.missing == (
        "which orders they counted: a line for each order",
        "by what they paid: basis, rate and count",
        "order 2 to tell its tax",
    )


def test_the_place_and_the_way_of_rounding_are_found() -> None:
    given = maya(sold("1", "0.15"), sold("2", "0.25"))  # 0.015 and 0.025, together 0.040
    floored = [pair for pair in why(only(given, theirs("0.03"))) if pair[0] == "rounding"]
    assert floored == [("rounding", "rounded order by order: floor or towards_zero")]
    away = [pair for pair in why(only(given, theirs("0.05"))) if pair[0] == "rounding"]
    assert away == [("rounding", "rounded order by order: half_away_from_zero or ceiling")]
    once = why(only(maya(sold("1", "0.14")), theirs("0.02")))
    assert once[0] == ("rounding", "rounded order by order: ceiling")
    assert once[1] == ("rounding", "rounded once a line: ceiling")


_TIERS = (Tier("0.04"), Tier("0.06", starts_at=usd("200")), Tier("0.08", starts_at=usd("400")))


@pytest.mark.parametrize(
    ("amount", "meanings"),
    [
        ("40.00", "retroactive"),  # 500 × 8 %
        ("31.00", "crossing_order"),  # 150 × 4 % + 150 × 6 % + 200 × 8 %
        ("24.00", "next_only or single_order"),  # 300 × 4 % + 200 × 6 %
    ],
)
def test_each_other_meaning_of_the_tiers_is_found(amount: str, meanings: str) -> None:
    orders = (sold("1", "150"), sold("2", "150", day=1), sold("3", "200", day=2))
    given = maya(*orders, terms=Tiered(tiers=_TIERS, meaning="marginal"))
    line = only(given, theirs(amount))
    assert line.ours == usd("28.00")
    assert ("tiers", f"tiers read as: {meanings}") in why(line)


def test_the_hold_that_they_do_not_apply_is_found() -> None:
    given = maya(sold("1"), sold("2", "150.00", day=28), hold=30)
    line = only(given, theirs("25.00"), against="payable", as_of=at(31))
    assert line.ours == usd("10.00")
    text = "all that is accrued, the hold of 30 days not applied"
    assert why(line)[0] == ("hold", text)
    assert why(line)[1] == ("order_held", "an order that we hold back: 2")


def test_the_hold_that_they_apply_is_found() -> None:
    given = maya(sold("1"), sold("2", "150.00", day=28), hold=30)
    line = only(given, theirs("10.00"), as_of=at(31))
    text = "only what is past its hold of 30 days, whatever the minimum payout"
    assert why(line) == [("hold", text), ("order_missing", "an order left out: 2")]


def test_the_minimum_that_they_apply_is_found() -> None:
    line = only(maya(sold("1"), least="25.00"), theirs("0.00"))
    text = "what is payable: past its hold of 0 days, and the minimum payout reached"
    assert ("hold", text) in why(line)


def test_one_order_left_out_or_counted_twice_is_found() -> None:
    given = maya(sold("1", "70.00"), sold("2", "30.00"), sold("3", "31.00"))
    assert why(only(given, theirs("10.10"))) == [("order_missing", "an order left out: 2")]
    assert why(only(given, theirs("16.20"))) == [("order_twice", "an order counted twice: 3")]


def test_of_many_orders_that_fit_a_few_are_named() -> None:
    given = maya(*(sold(str(place), "10.00") for place in range(8)))
    [(kind, text)] = why(only(given, theirs("7.00")))
    assert kind == "order_missing"
    assert text == "an order left out: 0 or 1 or 2 or 3 or 4 or 3 others"


def test_of_very_many_orders_only_those_are_tried_that_the_difference_speaks_of(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(_single_orders, "_MOST_TRIED", 3)
    given = maya(*(sold(f"o{place}", f"{place + 1}0.00") for place in range(5)))  # 15.00 in all
    assert why(only(given, theirs("12.00"))) == [("order_missing", "an order left out: o2")]


def test_an_order_that_somebody_else_earned_is_found_where_the_creator_took_part() -> None:
    facts = (
        Deal(creator_id="noor", codes=("NOOR",), terms=_TENTH),
        touch("t1", value="maya", when=at(0)),
        order("1", items="80.00", when=at(1), codes=["NOOR"]),
        sold("2"),
    )
    noor = theirs("8.00", "noor")
    line, _ = reconcile(maya(*facts), [theirs("18.00"), noor]).lines
    text = "an order counted whole that we credit otherwise: 1, credited to noor"
    assert why(line) == [("order_of_others", text)]


def test_an_order_of_others_in_which_the_creator_took_no_part_is_not_guessed() -> None:
    facts = (
        Deal(creator_id="noor", codes=("NOOR",), terms=_TENTH),
        sold("1", "80.00", code="NOOR"),
        sold("2"),
    )
    line, _ = reconcile(maya(*facts), [theirs("18.00"), theirs("8.00", "noor")]).lines
    assert line.status == "unexplained"


def test_two_changes_are_found_together_when_none_is_enough() -> None:
    given = maya(sold("1", "0.15"), sold("2", "0.25"), sold("3", "1.00"), refund("3", "0.30"))
    # net 0.015 + 0.025 + 0.070; gross 0.015 + 0.025 + 0.100, floored 0.01 + 0.02 + 0.10
    text = "not net of refunds, and rounded order by order: floor or towards_zero"
    assert why(only(given, theirs("0.13"))) == [("refunds + rounding", text)]


def test_rate_times_count_with_another_count_is_found() -> None:
    terms = Commission(per_order=usd("6.00"))
    given = maya(sold("1"), terms=terms)
    line = only(given, theirs("18.00", basis="order", rate=usd("6.00"), count=3))
    text = "6.00 USD × 3 by their own columns, and we know 1 order"
    assert why(line) == [("count", text)]


def test_rate_times_our_count_tells_that_the_rate_is_another() -> None:
    line = only(maya(sold("1")), theirs("7.00", basis="order", rate=usd("7.00"), count=1))
    text = "7.00 USD × 1 by their own columns, which is not the rate that was agreed"
    assert why(line) == [("rate", text)]


def test_columns_that_contradict_each_other_are_missing_facts() -> None:
    line = only(maya(sold("1")), theirs("7.00", rate=usd("2.00"), count=2))
    text = "which of their own columns is wrong: 2.00 USD × 2 is 4.00 USD and not 7.00 USD"
    assert line.missing[0] == text


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("20.00", "the rate of 20.00 USD once, and we know 3 posts"),
        ("40.00", "the rate of 20.00 USD 2 times, and we know 3 posts"),
    ],
)
def test_so_many_posts_are_found(amount: str, text: str) -> None:
    line = only(maya(*posts(3)), theirs(amount, basis="post", rate=usd("20.00")))
    assert why(line) == [("posts", text)]


def posts(count: int) -> list[Post]:
    return [
        Post(post_id=f"p{place}", creator_id="maya", published_at=at(place))
        for place in range(count)
    ]


@pytest.mark.parametrize(("amount", "rate"), [("20.00", "0.00"), ("21.00", "20.00")])
def test_a_post_rate_that_does_not_divide_the_figure_explains_nothing(
    amount: str, rate: str
) -> None:
    line = only(maya(*posts(1)), theirs(amount, basis="post", rate=usd(rate)))
    assert line.status == "unexplained"


def test_another_number_of_pieces_is_found() -> None:
    pieces = (Deliverable(kind="short_video", count=2, state="published"),)
    deal = Deal(
        creator_id="maya",
        terms=FlatFee(per_deliverable={"short_video": usd("65.00")}),
        deliverables=pieces,
    )
    line = only(book(deal, settlement=_NO_HOLD), theirs("195.00"))
    assert line.ours == usd("130.00")
    assert why(line) == [("deliverables", "paid for: 3 × short video and not 2")]


def test_without_terms_their_own_basis_and_rate_are_worked_out_on_our_facts() -> None:
    given = maya(sold("1"), sold("2"), *posts(1), terms=None)
    line = only(given, theirs("30.00", basis="order", rate=usd("10.00"), count=3))
    assert line.ours == usd("20.00")
    assert line.note == "by their own basis, order, and rate, 10.00 USD, on our facts"
    text = "10.00 USD × 3 by their own columns, and we know 2 orders"
    assert why(line) == [("count", text)]
    assert line.missing == ("the terms agreed with maya: the book has none",)
    once = only(given, theirs("10.00", basis="post", rate=usd("10.00"), count=3))
    assert why(once) == [("no_terms", "no terms agreed; their own basis and rate fit")]
    assert once.status == "explained"


@pytest.mark.parametrize(
    ("basis", "rate"), [(None, None), (None, "1.00"), ("order", "-1.00"), ("post", None)]
)
def test_without_terms_and_without_a_basis_and_rate_our_figure_is_not_known(
    basis: str | None, rate: str | None
) -> None:
    told = theirs("3.00", basis=basis, rate=None if rate is None else usd(rate))
    line = only(maya(sold("1"), terms=None), told)
    assert (line.ours, line.difference, line.status) == (None, None, "unexplained")
    assert line.missing == (
        "the terms agreed with maya: the book has none",
        "their basis, order or post, and their rate",
    )


def test_only_the_orders_past_their_hold_are_counted_against_what_is_payable() -> None:
    given = maya(sold("1"), sold("2", day=28), terms=None, hold=30)
    told = theirs("30.00", basis="order", rate=usd("10.00"), count=3)
    line = only(given, told, against="payable", as_of=at(31))
    assert line.ours == usd("10.00")
    assert why(line) == [("count", "10.00 USD × 3 by their own columns, and we know 1 order")]


def test_a_creator_whom_the_book_does_not_know_is_never_explained_by_silence() -> None:
    line, absent = reconcile(maya(sold("1")), [theirs("5.00", "zebra")]).lines
    assert (line.ours, line.status) == (usd("0.00"), "unexplained")
    assert line.missing == ("who zebra is: the book does not know them",)
    assert why(absent) == [
        ("not_listed", "no line of theirs that could be read is for this creator")
    ]


def test_a_misspelt_creator_with_the_right_figure_is_recognised() -> None:
    line, absent = reconcile(maya(sold("1")), [theirs("10.00", "mayaa")]).lines
    assert why(line) == [("unknown_creator", "what we owe maya, under the name mayaa")]
    assert line.missing == ("who mayaa is: the book does not know them; did they mean maya?",)
    assert absent.creator_id == "maya"


def test_a_creator_is_recognised_by_name() -> None:
    line, _ = reconcile(maya(sold("1")), [theirs("10.00", "Maya")]).lines
    assert line.status == "explained"


def test_a_line_told_twice_counts_once() -> None:
    given = maya(sold("1"))
    again = [theirs("9.00", place="t.csv:2"), theirs("10.00", place="t.csv:3")]
    first, second = reconcile(given, again).lines
    assert first.status == "agrees"
    assert why(second) == [("twice", "told twice: 10.00 USD in t.csv:3")]
    assert second.ours == usd("0.00")
    _, same = reconcile(given, [theirs("10.00"), theirs("10.00")]).lines
    assert why(same) == [("twice", "told twice: the same")]


def test_lines_that_sum_to_ours_were_told_in_parts() -> None:
    line = only(maya(sold("1")), theirs("4.00", place="t:2"), theirs("6.00", place="t:3"))
    assert why(line) == [("in_parts", "told in 2 parts")]
    assert (line.where, line.status, str(line.difference)) == ("t:2, t:3", "explained", "0.00 USD")


def euro(amount: str, creator: str = "maya") -> TheirLine:
    return TheirLine(creator_id=creator, amount=Money(amount, "EUR"))


def test_the_same_number_in_another_currency_is_found() -> None:
    line = only(maya(sold("1")), euro("10.00"))
    assert why(line) == [("currency", "the same number, in EUR and not in USD")]
    assert line.difference is None


def test_another_currency_is_converted_by_a_rate_of_the_book() -> None:
    rate = ExchangeRate(base="EUR", quote="USD", rate="1.25", at=at(0), source="our bank")
    given = maya(sold("1"), rate)
    [(kind, text)] = why(only(given, euro("8.00")))
    assert kind == "currency"
    assert text.startswith("8.00 EUR at ")
    line = only(given, euro("9.00"))
    assert line.missing == ("why 9.00 EUR, which is 11.25 USD, is not ours",)


def test_another_currency_without_a_rate_is_unexplained() -> None:
    first, second = reconcile(maya(sold("1")), [euro("9.00"), euro("9.00")]).lines
    rule = "exchange rate from EUR to USD must be told at or before 2026-04-01T00:00:00+00:00"
    assert first.missing == (f"{rule}, got None",)
    assert (second.ours, second.status) == (None, "explained")
    stranger, _ = reconcile(maya(sold("1")), [euro("9.00", "zebra")]).lines
    assert stranger.ours is None


def test_terms_that_cannot_be_applied_say_what_is_missing() -> None:
    terms = Commission(rate="0.10", base=CommissionableBase(includes=("tax",)))
    given = maya(sold("1"), terms=terms)
    rule = "order 1 must tell its tax, which the commissionable base includes, got None"
    for line in (theirs("5.00"), theirs("5.00", order_id="1")):
        found = reconcile(given, [line]).lines[0]
        assert (found.ours, found.missing) == (None, (f"our figure: {rule}",))
    [absent] = reconcile(given, []).lines
    assert (absent.ours, absent.status) == (None, "unexplained")


def test_a_line_about_an_order_is_compared_with_the_fee_of_that_order() -> None:
    given = maya(sold("1"), sold("2", "50.00"), refund("2", "20.00"))
    first, second = reconcile(
        given, [theirs("10.00", order_id="1"), theirs("5.00", order_id="2")]
    ).lines
    assert (first.status, first.note, first.subject) == ("agrees", "", "maya order 1")
    assert second.ours == usd("3.00")
    assert why(second) == [("refunds", "not net of refunds")]
    unknown = reconcile(given, [theirs("4.44", order_id="1")]).lines[0]
    assert unknown.missing == ("by what they paid: basis, rate and count",)


def test_a_rule_that_is_not_the_sum_of_its_orders_says_so() -> None:
    terms = Bonus(metric="orders", every=2, pay=usd("50.00"))
    given = maya(sold("1"), sold("2"), terms=terms)
    line = reconcile(given, [theirs("0.00", order_id="1")]).lines[0]
    assert line.note == "the fee of this order alone; the rule is not the sum of its orders"
    assert line.status == "agrees"


def test_orders_of_ours_that_they_do_not_list_are_told() -> None:
    given = maya(sold("1"), sold("2", "50.00"), sold("3", "0.00"))
    _, absent = reconcile(given, [theirs("10.00", order_id="1")]).lines
    assert (absent.order_id, absent.ours, absent.theirs) == ("2", usd("5.00"), usd("0.00"))
    assert why(absent) == [
        ("order_not_listed", "no line of theirs that could be read is for this order")
    ]


def test_an_order_that_the_book_does_not_have_is_named_with_the_near_one() -> None:
    given = maya(sold("SL-100"))
    line = reconcile(given, [theirs("10.00", order_id="SL-10")]).lines[0]
    text = "what order SL-10 is: the book does not have it; did they mean SL-100?"
    assert (line.missing, line.ours) == ((text,), usd("0.00"))
    far = reconcile(given, [theirs("10.00", order_id="zzz")]).lines[0]
    assert far.missing == ("what order zzz is: the book does not have it",)


@pytest.mark.parametrize(
    ("fact", "kind", "why_not"),
    [
        (attrs.evolve(sold("9"), status="cancelled"), "order_unpaid", "cancelled"),
        (attrs.evolve(sold("9"), status="test"), "order_unpaid", "a test one"),
        (sold("9", day=40), "order_later", "placed later, 2026-04-10T00:00:00+00:00"),
        (sold("9", code="NOBODY"), "order_of_others", "credited to nobody"),
    ],
)
def test_an_order_that_earned_nothing_is_explained_by_what_it_would_have_earned(
    fact: Order, kind: str, why_not: str
) -> None:
    given = maya(sold("1"), attrs.evolve(fact, tax=usd("10.00")))
    first, second = (
        reconcile(given, [theirs(amount, order_id="9")], as_of=at(31)).lines[0]
        for amount in ("10.00", "11.00")
    )
    assert why(first) == [(kind, f"the fee of the order, which is {why_not}")]
    text = f"the fee of the order, which is {why_not}, base with tax"
    assert why(second) == [(f"{kind} + base", text)]
    third = reconcile(given, [theirs("1.00", order_id="9")], as_of=at(31)).lines[0]
    assert third.missing == (f"how they come to 1.00 USD: order 9 is {why_not}",)


def test_a_shared_order_that_they_count_whole_is_found() -> None:
    facts = (
        Deal(creator_id="noor", links=("noor",), terms=_TENTH),
        touch("t1", value="maya", when=at(0)),
        touch("t2", value="noor", when=at(1)),
        order("1", items="80.00", when=at(2)),
    )
    given = attrs.evolve(maya(*facts), attribution=AttributionPolicy(model=Even()))
    line, _ = reconcile(given, [theirs("8.00"), theirs("4.00", "noor")]).lines
    text = "an order counted whole that we credit otherwise: 1, credited to "
    assert why(line)[-1][1].startswith(text)


def test_a_period_is_compared_with_what_it_is_entitled_to() -> None:
    given = maya(sold("1"), sold("2", "50.00", day=35), refund("1", "20.00"))
    monthly = attrs.evolve(given, settlement=SettlementPolicy(hold_days=30, period_months=1))
    march, april = (theirs("8.00", period="2026-03"), theirs("5.00", period="2026-04-01"))
    lines = reconcile(monthly, [march, april], as_of=at(60)).lines
    assert [(line.status, line.note, line.subject) for line in lines] == [
        ("agrees", "", "maya 2026-03"),
        ("agrees", "", "maya 2026-04-01"),
    ]
    gross = reconcile(monthly, [theirs("10.00", period="2026-03")], as_of=at(60)).lines[0]
    assert why(gross) == [("refunds", "not net of refunds")]
    held = reconcile(monthly, [april], as_of=at(40), against="payable").lines[0]
    assert held.ours == usd("0.00")
    assert why(held)[0][0] == "hold"


def test_a_campaign_that_is_not_cut_is_cut_into_months_and_says_so() -> None:
    line = reconcile(maya(sold("1")), [theirs("10.00", period="2026-03")]).lines[0]
    assert line.note == "the month from 2026-03-01, because the book cuts no periods"
    assert line.status == "agrees"


def test_a_period_that_is_none_of_ours_asks_for_its_days() -> None:
    line = reconcile(maya(sold("1")), [theirs("10.00", period="week 10")]).lines[0]
    assert line.missing == ("which days week 10 covers: our periods begin on 2026-03-01",)
    assert line.ours is None


def test_an_open_dispute_holds_an_order_back_and_a_release_is_found() -> None:
    dispute = Dispute(dispute_id="d", order_id="2", opened_at=at(2))
    given = maya(sold("1"), sold("2", "30.00"), dispute)
    line = only(given, theirs("13.00"), against="payable")
    assert line.ours == usd("10.00")
    assert ("order_held", "an order that we hold back: 2") in why(line)


def test_what_the_rail_sends_is_found() -> None:
    policy = SettlementPolicy(hold_days=0, rail=PayoutRail(name="bank", steps=(usd("1.00"),)))
    given = attrs.evolve(maya(sold("1", "105.00")), settlement=policy)
    line = only(given, theirs("10.00"))
    assert ("hold", "what the pay-out rail can send of it") in why(line)
    assert only(given, theirs("10.00"), against="paid_out").status == "agrees"
    assert only(given, theirs("10.50"), against="eligible").status == "agrees"


def test_the_sums_add_up_over_what_was_compared() -> None:
    noor = Deal(creator_id="noor", codes=("NOOR",), terms=_TENTH)
    given = maya(sold("1"), noor, sold("2", "70.00", code="NOOR"))
    found = reconcile(
        given, [theirs("12.34"), theirs("12.34"), euro("3.00", "noor"), theirs("1.00", "zebra")]
    )
    assert found.theirs - found.ours == found.difference
    assert [total.difference for total in found.by_reason if not total.name] == [usd("3.34")]
    assert sum(total.count for total in found.by_reason) + found.counts["agrees"] == len(
        found.lines
    )
    assert (
        Money.total((total.difference for total in found.by_reason), currency="USD")
        == found.difference
    )
    assert [(line.creator_id, line.ours) for line in found.not_compared] == [("noor", usd("7.00"))]
    assert (found.theirs, found.ours) == (usd("25.68"), usd("10.00"))


def test_a_moment_needs_its_offset_and_the_figure_a_name() -> None:
    naive = dt.datetime(2026, 3, 1)  # noqa: DTZ001  # what is refused
    with pytest.raises(InvalidInputError) as refused:
        reconcile(maya(), [], as_of=naive)
    assert "as_of must be a time with an offset" in str(refused.value)
    with pytest.raises(UnknownNameError, match=re.escape("accrued")):
        reconcile(maya(), [], against=cast("Measure", "acrued"))


def test_a_line_shows_its_working() -> None:
    given = maya(sold("1"), refund("1", "20.00"))
    assert str(only(given, theirs("10.00")).working()) == (
        "theirs                 10.00 USD\n"
        "ours                   8.00 USD\n"
        "refunds                not net of refunds\n"
        "difference, explained  2.00 USD"
    )
    line = only(maya(terms=None), theirs("10.00"))
    assert str(line.working()).endswith("difference, unexplained  not known")
    month = reconcile(maya(sold("1")), [theirs("10.00", period="2026-03")]).lines[0]
    assert "because the book cuts no periods" in str(month.working())


def test_results_that_are_counted_elsewhere_are_orders_too() -> None:
    row = Result(creator_id="maya", date=dt.date(2026, 3, 2), orders=8, revenue=usd("80.00"))
    terms = Commission(per_order=usd("2.00"))
    given = book(Deal(creator_id="maya", terms=terms), row, settlement=_NO_HOLD)
    assert only(given, theirs("16.00")).status == "agrees"


def test_before_the_campaign_begins_nothing_is_owed() -> None:
    assert only(maya(sold("1")), theirs("0.00"), as_of=at(-3)).status == "agrees"


def test_an_order_of_others_is_taken_with_its_lines() -> None:
    rows = (
        LineItem(line_id="a", order_id="1", product="kit", amount=usd("60.00")),
        LineItem(line_id="b", order_id="1", product="sock", amount=usd("40.00")),
    )
    terms = Commission(lines=[CommissionLine(product="kit", rate="0.50")])
    given = maya(sold("1", code="NOBODY"), *rows, terms=terms)
    line = reconcile(given, [theirs("30.00", order_id="1")]).lines[0]
    text = "the fee of the order, which is credited to nobody"
    assert why(line) == [("order_of_others", text)]


def test_a_misspelt_creator_with_another_figure_is_only_suggested() -> None:
    line, _ = reconcile(maya(sold("1")), [theirs("9.00", "mayaa")]).lines
    assert (line.status, len(line.missing)) == ("unexplained", 1)


def test_what_agrees_is_under_no_reason() -> None:
    found = reconcile(maya(sold("1")), [theirs("10.00")])
    assert (found.by_reason, dict(found.counts)) == (
        (),
        {"agrees": 1, "explained": 0, "unexplained": 0},
    )


def test_a_meaning_that_does_not_go_with_the_window_is_not_tried() -> None:
    terms = Tiered(tiers=_TIERS, meaning="next_only", window=Window(kind="rolling", days=30))
    orders = (sold("1", "150"), sold("2", "150", day=1), sold("3", "200", day=2))
    line = only(maya(*orders, terms=terms), theirs("31.00"))
    assert ("tiers", "tiers read as: crossing_order") in why(line)
    retroactive = only(maya(*orders, terms=terms), theirs("40.00"))
    assert not [reason for reason in retroactive.reasons if "tiers" in reason.kinds]


def test_what_is_owed_without_any_order_is_no_part_of_an_order() -> None:
    monthly = Retainer(per_period=usd("500.00"))
    given = maya(sold("1"), terms=Hybrid(parts=(monthly, _TENTH)))
    line = reconcile(given, [theirs("10.00", order_id="1")]).lines[0]
    assert (line.status, line.note) == ("agrees", "")


def test_an_order_is_payable_from_the_very_end_of_its_hold() -> None:
    told = theirs("10.00", basis="order", rate=usd("10.00"), count=1)
    given = maya(sold("1"), terms=None, hold=30)
    line = only(given, told, against="payable", as_of=at(30))
    assert line.ours == usd("10.00")
    two = theirs("20.00", basis="order", rate=usd("10.00"), count=2)
    ready = only(given, two, against="payable", as_of=at(30))
    assert why(ready) == [("count", "10.00 USD × 2 by their own columns, and we know 1 order")]
    early = only(given, told, against="payable", as_of=at(30, microseconds=-1))
    assert why(early) == [("count", "10.00 USD × 1 by their own columns, and we know 0 orders")]


def test_beside_what_is_accrued_no_order_is_held_back() -> None:
    given = maya(sold("1"), sold("2", "20", day=28), sold("3", "30", day=28), hold=30)
    line = only(given, theirs("12.00"), as_of=at(31))
    assert why(line) == [("order_missing", "an order left out: 3")]
