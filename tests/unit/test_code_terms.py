from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import Any

import attrs
import pytest

from influence.deals import Deal
from influence.errors import InvalidInputError, UnknownNameError
from influence.settlement import SoldOrder, order_fact
from influence.settlement._ledger_facts import sold_order
from influence.testing import at, usd
from influence.tracking import CodeTerms, Mark, Owners


def test_a_code_holds_from_its_start_until_its_end() -> None:
    terms = CodeTerms(starts=at(1), ends=at(2))
    assert [terms.hold(at(day)) for day in (0, 1, 2)] == [False, True, False]
    assert CodeTerms().hold(at())
    assert not CodeTerms().are_dated
    assert str(terms) == "from 2026-03-02T00:00:00+00:00 until 2026-03-03T00:00:00+00:00"
    assert str(CodeTerms()) == "from the beginning"


def test_a_code_that_ends_before_it_starts_is_refused() -> None:
    message = (
        "end of a code must be after its start 2026-03-02T00:00:00+00:00, "
        "got '2026-03-02T00:00:00+00:00'"
    )
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        CodeTerms(starts=at(1), ends=at(1))


def test_two_creators_may_own_a_code_one_after_the_other_and_not_at_once() -> None:
    first = Mark(
        kind="code", value="SPRING", creator_id="maya", terms=CodeTerms(starts=at(1), ends=at(3))
    )
    after = Mark(kind="code", value="spring", creator_id="leo", terms=CodeTerms(starts=at(3)))
    before = attrs.evolve(after, terms=CodeTerms(ends=at(1)))
    owners = Owners((first, after, before))
    days = [owners.of("code", "Spring", at=at(day)) for day in (0, 1, 3)]
    assert days == ["leo", "maya", "leo"]
    assert owners.of("code", "spring") == "leo"
    message = (
        "code mark must belong to one creator, not to both maya and leo at the same time, "
        "got 'spring'"
    )
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        Owners((first, attrs.evolve(after, terms=CodeTerms(starts=at(2)))))


def test_only_codes_have_terms() -> None:
    message = "link mark must be a code to have terms, got 'maya'"
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        Mark(kind="link", value="maya", creator_id="maya", terms=CodeTerms(limit=1))


def test_terms_of_a_deal_are_of_its_own_codes() -> None:
    deal = Deal(
        creator_id="maya", codes=("MAYA15", "M10"), code_terms={"maya 15": CodeTerms(limit=3)}
    )
    assert [mark.terms.limit for mark in deal.marks] == [3, None]
    message = "Deal.code_terms must be one of MAYA15, got 'MAYA51'; did you mean 'MAYA15'?"
    with pytest.raises(UnknownNameError, match=re.escape(message)):
        Deal(creator_id="maya", codes=("MAYA15",), code_terms={"MAYA51": CodeTerms()})


def sold(**more: Any) -> SoldOrder:  # noqa: ANN401  # whatever an order has
    return SoldOrder(
        order_id="7",
        at=at(1),
        items=usd("10.00"),
        credits={"maya": Fraction(1)},
        **more,
    )


def test_somebody_is_paid_on_a_share_or_on_the_whole_and_not_on_both() -> None:
    message = "order 7 must be paid to nobody on a share and on the whole, got 'maya'"
    with pytest.raises(InvalidInputError, match=re.escape(message)):
        sold(also_paid=("maya",))


def test_an_order_that_several_are_paid_on_goes_through_the_ledger_whole() -> None:
    order = sold(also_paid=("leo",), held={"leo": "self-referral: looked at"})
    parts = sold_order(order_fact(order)).credited(as_of=at(2))
    assert {who: (part.net, part.held_because) for who, part in parts.items()} == {
        "maya": (usd("10.00"), None),
        "leo": (usd("10.00"), "self-referral: looked at"),
    }
    assert sold_order(order_fact(order)) == order


def test_facts_of_plain_orders_are_written_as_they_always_were() -> None:
    assert "held" not in order_fact(sold()).content
    assert "also_paid" not in order_fact(sold()).content


def test_moments_of_touches_and_orders_are_whole_microseconds() -> None:
    from influence.testing import order, touch

    when = at(1, microseconds=1)
    expected = (when - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
    assert touch("1", value="maya", when=when).moment == expected
    assert order("1", when=when).moment == expected
