"""Every figure of the shipped example, worked out a second time without the library."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from fractions import Fraction
from pathlib import Path

import attrs
import pytest
from spring_launch_by_hand import (
    DAY,
    Book,
    Facts,
    cents,
    half_even,
    moment,
    rate,
    split,
    text,
    unit_cost,
)

import influence
from influence.progression import SOURCE_LADDER
from influence.report import document_of

BOOK = Path(__file__).parents[2] / "examples" / "spring-launch"
Figures = dict[str, object]


def spent(facts: Facts, who: str, *, last: dt.datetime) -> int:
    """What the terms owe, product in kind, posts and costs."""
    terms = terms_of(facts, who)
    rows = [row["cost"] for row in facts.of("posts", who) if row["cost"]]
    rows += [row["amount"] for row in facts.of("costs", who)]
    if terms.get("rule") == "in_kind":
        rows.append(terms["cost"])
    owed = facts.fee(terms, who, until=last) if terms else 0
    return owed + sum(map(cents, rows))


def terms_of(facts: Facts, who: str) -> dict[str, str]:
    """The terms of a creator's deal; none without a deal."""
    deals = facts.book.agreed["deals"]
    return next((deal["terms"] for deal in deals if deal["creator"] == who), {})


def gross_profit(facts: Facts, orders: list[str]) -> int:
    """The margin of what is left, rounded once."""
    margin = Fraction(facts.book.agreed["campaign"]["gross_margin"])
    return half_even(margin * sum(map(facts.net, orders)))


def placed(facts: Facts, order_id: str) -> dt.datetime:
    """When an order was placed."""
    return moment(facts.paid[order_id], "orders")


def buyer(facts: Facts, order_id: str) -> str:
    """The customer, else the visitor; who leaves no name is somebody new."""
    row = facts.paid[order_id]
    is_new = row["is_new_customer"] == "true"
    return row["customer_id"] or row["visitor_id"] or (order_id if is_new else "")


def payback(facts: Facts, orders: list[str], *, spend: int, start: dt.datetime) -> int | None:
    """Days until the margin of what was sold covered the spend."""
    margin, earned = Fraction(facts.book.agreed["campaign"]["gross_margin"]), Fraction(0)
    for order_id in sorted(orders, key=lambda one: placed(facts, one)):
        earned += margin * facts.net(order_id)
        if earned >= spend:
            return max(0, (placed(facts, order_id) - start) // DAY)
    return None


def figures(facts: Facts, who: str, *, last: dt.datetime) -> Figures:
    """What came of one creator."""
    mine, spend = facts.orders_of(who), spent(facts, who, last=last)
    revenue, earned = sum(map(facts.net, mine)), gross_profit(facts, mine)
    leads = [
        row for row in facts.book.rows["leads"] if facts.lead_winner.get(row["lead_id"]) == who
    ]
    kinds = Counter(row["kind"] for row in leads if row["qualified"] != "false")
    clicks = facts.clicks[who]
    posts = facts.of("posts", who)
    if who not in facts.owner.values():
        clicks = sum(int(row["clicks"]) for row in posts if row["clicks"])
    people = len({buyer(facts, one) for one in mine})
    asked = kinds["lead"] + kinds["booking"]
    start = moment(posts[0], "posts")
    return {
        "orders": str(len(mine)),
        "customers": str(people),
        "clicks": clicks,
        "leads": asked,
        "signups": kinds["signup"],
        "revenue": text(revenue),
        "gross_profit": text(earned),
        "spend": text(spend),
        "profit": text(earned - spend),
        "revenue_roi": rate(revenue - spend, spend),
        "profit_roi": rate(earned - spend, spend),
        "roas": rate(revenue, spend),
        "cost_per_click": unit_cost(spend, clicks),
        "cost_per_lead": unit_cost(spend, asked),
        "cost_per_acquisition": unit_cost(spend, people),
        "repeat_rate": repeat_rate(facts, mine),
        "payback_days": payback(facts, mine, spend=spend, start=start),
    }


def repeat_rate(facts: Facts, mine: list[str]) -> str | None:
    """The part of the people who have more than one paid order in the book."""
    bought = Counter(buyer(facts, one) for one in facts.paid)
    people = {buyer(facts, one) for one in mine}
    return rate(sum(bought[who] > 1 for who in people), len(people))


def owed(facts: Facts, who: str, *, at: dt.datetime) -> Figures:
    """What is accrued, held and payable at a moment, of facts known by then."""
    terms, policy = terms_of(facts, who), facts.book.agreed["settlement"]
    if not terms:
        return {"accrued": "0.00", "held": "0.00", "payable": "0.00"}
    accrued = facts.fee(terms, who, until=at)
    past = facts.fee(terms, who, until=at - policy["hold_days"] * DAY)
    payable = past if past >= cents(policy["minimum_payout"]) else 0
    return {"accrued": text(accrued), "held": text(accrued - past), "payable": text(payable)}


def ranks(scores: dict[str, int]) -> dict[str, int]:
    """One more than how many are better."""
    return {
        who: 1 + sum(other > score for other in scores.values()) for who, score in scores.items()
    }


def missed(
    facts: Facts, who: str, *, spend: int, each: Fraction, ripe: dict[str, Fraction]
) -> list[str]:
    """The verdict on each angle that was told or agreed; *ripe* is what of its sales has come."""
    posts = facts.of("posts", who)
    deals = facts.book.agreed["deals"]
    agreed: list[str] = next((deal["angles"] for deal in deals if deal["creator"] == who), [])
    told: dict[str, list[dt.datetime]] = {angle: [] for angle in agreed}
    for row in posts:
        told.setdefault(row["angle"], []).append(moment(row, "posts"))
    led: dict[str, list[str]] = {angle: [] for angle in told}
    for order_id in facts.orders_of(who):
        before = [row for row in posts if moment(row, "posts") <= placed(facts, order_id)]
        led[(before or posts[:1])[-1]["angle"]].append(order_id)
    window = facts.book.agreed["campaign"]["payback_days"] * DAY
    verdicts: list[str] = []
    for angle, cost in zip(told, split(spend, [len(out) for out in told.values()]), strict=True):
        first = min(told[angle], default=None)
        counted = [o for o in led[angle] if first and placed(facts, o) < first + window]
        if first and gross_profit(facts, counted) >= cost:
            verdicts.append("earned")
        else:
            part = ripe.get(angle, Fraction(1))
            behind = gross_profit(facts, counted) < part * cost
            telling = first and behind and part * cost >= 3 * each
            verdicts.append("missed" if telling else "untested")
    return verdicts


def decision(
    facts: Facts, who: str, *, spend: int, verdicts: list[str], package: dict[str, str]
) -> str:
    """Scale, renew, retest, hold or drop, on what is believed of the next package.

    A belief cannot be worked out by hand; what is decided on it can.
    """
    mine, missed = facts.orders_of(who), verdicts.count("missed")
    end = moment(facts.of("posts", who)[0], "posts") + 45 * DAY
    early = [order_id for order_id in mine if placed(facts, order_id) < end]
    earned = gross_profit(facts, mine) > spend
    chance = float(package["probability_profitable"])
    expected = Fraction(package["expected_multiple"])
    enough = Fraction(package["effective_orders"]) >= 5
    taught = Fraction(package["value_of_test"]) / Fraction(package["price"])
    if earned and gross_profit(facts, early) > spend and chance >= 0.8 and enough:
        return "scale"
    if expected > 1 and (earned or (enough and chance >= 0.5)):
        return "renew"
    if missed >= 2:
        return "hold" if earned or chance >= 0.5 else "drop"
    unclear = not enough and not missed
    return "retest" if expected + taught > 1 or (not unclear and chance >= 0.2) else "hold"


def next_stage(
    stage: str | None, *, posts: int, orders: int, profit: int, place: int
) -> str | None:
    """New on product or affiliate, proven on flat, top on hybrid; a loss steps down."""
    proven = posts >= 2 and orders >= 5 and profit > 0
    if stage in {"product", "affiliate"}:
        return "flat" if proven else stage
    if stage == "flat" and proven and place <= 8:
        return "hybrid"
    if stage in {"flat", "hybrid"} and profit < 0:
        return {"flat": "affiliate", "hybrid": "flat"}[stage]
    return stage


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts(Book.read(BOOK))


@pytest.fixture(scope="module")
def book() -> influence.Book:
    return influence.read_book(BOOK)


@pytest.fixture(scope="module")
def document(book: influence.Book) -> Figures:
    found: Figures = {**document_of(influence.evaluate(book))}
    return found


def creators(document: Figures) -> dict[str, Figures]:
    """The creators of a document by their ids."""
    listed = document["creators"]
    assert isinstance(listed, list)
    return {one["creator_id"]: one for one in listed}


def test_every_creator_s_figures_are_those_worked_out_by_hand(
    facts: Facts, document: Figures
) -> None:
    last = facts.book.last_moment
    shown = creators(document)
    assert set(shown) == set(facts.book.creators)
    for who, line in shown.items():
        by_hand = figures(facts, who, last=last) | owed(facts, who, at=last)
        assert {name: line[name] for name in by_hand} == by_hand, who


@pytest.mark.parametrize("day", [dt.date(2026, 3, 1), dt.date(2026, 4, 20), dt.date(2026, 5, 1)])
def test_what_is_owed_at_a_day_follows_from_the_facts_known_by_then(
    facts: Facts, book: influence.Book, day: dt.date
) -> None:
    at = facts.book.midnight(day)
    known = Facts(facts.book.until(at))
    found = document_of(influence.evaluate(book, as_of=at))
    for who, line in creators({**found}).items():
        by_hand = owed(known, who, at=at)
        assert {name: line[name] for name in by_hand} == by_hand, who


def test_ranks_decisions_and_stages_are_those_worked_out_by_hand(
    facts: Facts, book: influence.Book
) -> None:
    # The ladder that counts: a belief cannot be worked out by hand.
    counted = influence.evaluate(attrs.evolve(book, ladder=SOURCE_LADDER))
    shown, last = creators({**document_of(counted)}), facts.book.last_moment
    spend = {who: spent(facts, who, last=last) for who in shown}
    earned = {who: gross_profit(facts, facts.orders_of(who)) for who in shown}
    saves = {who: sum(int(row["saves"] or 0) for row in facts.of("posts", who)) for who in shown}
    clicks = {who: int(str(line["clicks"])) for who, line in shown.items()}
    orders = {who: len(facts.orders_of(who)) for who in shown}
    sums = [ranks(metric) for metric in (saves, clicks, orders)]
    sheet = ranks({who: -sum(metric[who] for metric in sums) for who in shown})
    by_profit = ranks({who: earned[who] - spend[who] for who in shown})
    each = Fraction(sum(earned.values()), sum(orders.values()))
    stages = {deal["creator"]: deal["stage"] for deal in facts.book.agreed["deals"]}
    for who, line in shown.items():
        packages = line["packages"]
        assert isinstance(packages, list)
        ripe = {one["angle"]: Fraction(one["matured"]) for one in packages}
        verdicts = missed(facts, who, spend=spend[who], each=each, ripe=ripe)
        package = line["next_package"]
        assert isinstance(package, dict)
        by_hand = {
            "sheet_rank": sheet[who],
            "profit_rank": by_profit[who],
            "missed_angles": verdicts.count("missed"),
            "decision": decision(facts, who, spend=spend[who], verdicts=verdicts, package=package),
            "next_stage": next_stage(
                stages.get(who),
                posts=len(facts.of("posts", who)),
                orders=orders[who],
                profit=earned[who] - spend[who],
                place=by_profit[who],
            ),
        }
        assert {name: line[name] for name in by_hand} == by_hand, who


def test_totals_and_what_nobody_earned_are_those_worked_out_by_hand(
    facts: Facts, document: Figures
) -> None:
    last, shown = facts.book.last_moment, creators(document)
    shared = sum(cents(row["amount"]) for row in facts.of("costs", ""))
    spend = shared + sum(spent(facts, who, last=last) for who in shown)
    earned = sum(gross_profit(facts, facts.orders_of(who)) for who in shown)
    credited = sum(map(facts.net, facts.winner))
    totals = document["totals"]
    assert isinstance(totals, dict)
    start = facts.book.midnight(facts.book.agreed["campaign"]["starts"])
    by_hand = {
        "orders": str(len(facts.paid)),
        "revenue": text(sum(map(facts.net, facts.paid))),
        "credited_orders": str(len(facts.winner)),
        "credited_revenue": text(credited),
        "customers": str(len({buyer(facts, one) for one in facts.winner})),
        "spend": text(spend),
        "shared_costs": text(shared),
        "gross_profit": text(earned),
        "profit": text(earned - spend),
        "revenue_roi": rate(credited - spend, spend),
        "payback_days": payback(facts, list(facts.winner), spend=spend, start=start),
        **{
            name: text(sum(cents(str(line[name])) for line in shown.values()))
            for name in ("accrued", "held", "payable")
        },
    }
    assert {name: totals[name] for name in by_hand} == by_hand
    nobody = document["unattributed"]
    assert isinstance(nobody, dict)
    reasons = Counter(facts.missed.values())
    assert {row["reason"]: int(row["orders"]) for row in nobody["reasons"]} == reasons
    assert nobody["revenue"] == text(sum(map(facts.net, facts.missed)))
