from __future__ import annotations

from typing import Any

import attrs
import pytest

from influence.attribution import Attribution, AttributionPolicy, attribute
from influence.deals import Deal
from influence.testing import at, book, order, touch
from influence.testing._books import Fact
from influence.tracking import CodeTerms

LEO = Deal(creator_id="leo", codes=("LEO10",), links=("leo",))


def maya(**terms: Any) -> Deal:  # noqa: ANN401  # whatever the terms of a code have
    return Deal(
        creator_id="maya",
        codes=("MAYA15",),
        links=("maya",),
        code_terms={"maya 15": CodeTerms(**terms)},
    )


def attributed(*facts: Fact, **policy: Any) -> Attribution:  # noqa: ANN401  # the same
    made = book(*facts, attribution=AttributionPolicy(**policy))
    return attribute(
        made.orders,
        touches=made.touches,
        owners=made.owners,
        policy=made.attribution,
        currency="USD",
    )


def told(*facts: Fact, **policy: Any) -> list[str]:  # noqa: ANN401  # the same
    """The story of the last order, below its first line."""
    story = attributed(*facts, **policy).stories[-1]
    return [f"{step.text} = {step.result}" for step in story.working().steps[1:]]


def test_a_code_counts_while_it_is_the_creators_and_not_after() -> None:
    deal = maya(starts=at(1), ends=at(3))
    owners = [
        [part.credit.creator_id for part in story.amounts]
        for story in attributed(
            deal, *(order(str(day), when=at(day), codes=["maya15"]) for day in (0, 1, 2, 3))
        ).stories
    ]
    assert owners == [[], ["maya"], ["maya"], []]


def test_a_code_goes_from_one_creator_to_the_next() -> None:
    first = Deal(creator_id="maya", codes=("SPRING",), code_terms={"SPRING": CodeTerms(ends=at(2))})
    second = Deal(
        creator_id="leo", codes=("spring",), code_terms={"spring": CodeTerms(starts=at(2))}
    )
    made = attributed(
        first,
        second,
        order("1", when=at(1), codes=["spring"]),
        order("2", when=at(2), codes=["spring"]),
        touch("t", value="Spring", kind="code", when=at(2), who="v2"),
        order("3", when=at(3), who="v2"),
    )
    assert [row.creator_id for row in made.rows()] == ["maya", "leo", "leo"]


def test_a_code_beyond_its_limit_earns_nothing_and_says_so() -> None:
    assert told(
        maya(limit=1),
        order("1", when=at(1), codes=["MAYA15"]),
        order("2", when=at(2), codes=["MAYA15"]),
    ) == [
        "maya: code MAYA15 = nothing, its limit of 1 orders was reached",
        "nobody: only codes beyond their limits = unattributed",
    ]


def test_a_cancelled_order_uses_up_no_limit() -> None:
    gone = attrs.evolve(order("1", when=at(1), codes=["MAYA15"]), status="cancelled")
    made = attributed(maya(limit=1), gone, order("2", when=at(2), codes=["MAYA15"]))
    assert [row.creator_id for row in made.rows()] == ["maya"]


def test_the_code_of_the_highest_priority_speaks() -> None:
    assert told(maya(priority=1), LEO, order("1", codes=["MAYA15", "LEO10"])) == [
        "leo: code LEO10 = nothing, the code MAYA15 has the higher priority",
        "maya: code MAYA15, code on the order, by last_touch = 100.00 USD",
    ]


def test_a_code_that_was_typed_twice_is_one_code() -> None:
    assert told(maya(), order("1", codes=["MAYA15", "maya15", "MAYA15"])) == [
        "maya: code MAYA15, code on the order, by last_touch = 100.00 USD"
    ]


def test_a_code_that_counts_if_involved_needs_a_touch_of_its_owner() -> None:
    met_leo = touch("1", value="leo", when=at(1))
    sale = order("7", when=at(3), codes=["MAYA15"])
    assert told(maya(), LEO, met_leo, sale, precedence="code_if_involved") == [
        "maya: code MAYA15 = nothing, maya was not met within the lookback",
        "leo: link leo, touch within the lookback, by last_touch = 100.00 USD",
    ]
    met_maya = touch("2", value="maya", when=at(0))
    assert told(maya(credit="if_involved"), LEO, met_leo, met_maya, sale) == [
        "leo: link leo = nothing, the code MAYA15 on the order goes before it",
        "maya: code MAYA15, code on the order, by last_touch = 100.00 USD",
    ]


def test_a_code_that_counts_if_winner_needs_the_last_touch() -> None:
    met = (touch("1", value="maya", when=at(1)), touch("2", value="leo", when=at(2)))
    sale = order("7", when=at(3), codes=["MAYA15"])
    assert told(maya(), LEO, *met, sale, precedence="code_if_winner") == [
        "maya: code MAYA15 = nothing, maya was not met last",
        "maya: link maya = nothing, last_touch gives it no weight",
        "leo: link leo, touch within the lookback, by last_touch = 100.00 USD",
    ]
    assert told(maya(credit="if_winner"), LEO, met[0], sale) == [
        "maya: code MAYA15, code on the order, by last_touch = 100.00 USD"
    ]


def test_a_code_whose_owner_nobody_met_leaves_the_order_to_nobody() -> None:
    assert told(maya(), order("7", codes=["MAYA15"]), precedence="code_if_involved") == [
        "maya: code MAYA15 = nothing, maya was not met within the lookback",
        "nobody: only a code whose owner was not met = unattributed",
    ]


def test_terms_of_a_code_go_before_the_precedence_of_the_campaign() -> None:
    met = touch("1", value="leo", when=at(1))
    sale = order("7", when=at(3), codes=["MAYA15"])
    made = attributed(maya(credit="always"), LEO, met, sale, precedence="link_wins")
    assert [row.creator_id for row in made.rows()] == ["maya"]


def test_every_code_is_paid_when_the_campaign_says_so() -> None:
    sale = order("7", codes=["MAYA15", "LEO10"])
    assert told(maya(), LEO, sale, several_codes="each_is_paid") == [
        "maya: code MAYA15 = nothing, a later code on the order was applied",
        "maya: paid on the whole order = not credited, the campaign pays every code",
        "leo: code LEO10, code on the order, by last_touch = 100.00 USD",
    ]
    made = attributed(maya(), LEO, sale, several_codes="each_is_paid")
    assert [story.order_id for story in made.also_paid("maya")] == ["7"]
    assert made.also_paid("leo") == ()
    assert made.net == made.by_creator["leo"].net


def test_a_code_that_does_not_count_is_not_paid_either() -> None:
    sale = order("7", codes=["MAYA15", "LEO10"])
    made = attributed(maya(credit="if_involved"), LEO, sale, several_codes="each_is_paid")
    assert made.stories[0].also_paid == ()


def test_a_code_that_was_met_at_the_moment_of_the_sale_does_not_count_for_that() -> None:
    # The same code at the same instant is a touch like any other, and leo's landing page is later.
    met = touch("1", kind="code", value="MAYA15", when=at(3))
    last = touch("2", kind="landing", value="leo", when=at(3))
    sale = order("7", when=at(3), codes=["MAYA15", "LEO10"])
    made = attributed(maya(credit="if_winner"), LEO, met, last, sale, several_codes="each_is_paid")
    assert [row.creator_id for row in made.rows()] == ["leo"]
    assert made.stories[0].also_paid == ()


@pytest.mark.parametrize("several_codes", ["one_speaks", "each_is_paid"])
def test_an_order_that_nobody_earned_pays_no_code(several_codes: str) -> None:
    sale = order("7", codes=["MAYA15", "LEO10"])
    made = attributed(maya(), LEO, sale, several_codes=several_codes, precedence="code_if_involved")
    assert made.stories[0].also_paid == ()
    assert [row.creator_id for row in made.rows()] == [None]
