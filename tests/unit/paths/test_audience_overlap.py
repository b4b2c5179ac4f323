from __future__ import annotations

import re
from fractions import Fraction

import attrs
import pytest

from influence.campaign_book import Book
from influence.deals import Deal
from influence.errors import InvalidInputError, UnknownNameError
from influence.paths import Audience, Paths, audience_overlap
from influence.scorecards import scoreboard
from influence.testing._books import at, book, order, touch

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",))
LEO = Deal(creator_id="leo", links=("leo",))


def test_audiences_count_each_person_once(paths: Paths) -> None:
    assert paths.overlap.audiences == (
        Audience(creator_id="leo", people=3, only=1, buyers=3),
        Audience(creator_id="maya", people=3, only=1, buyers=3),
        Audience(creator_id="zoe", people=2, only=1, buyers=2),
    )
    assert paths.overlap.people == 5


def test_an_overlap_is_told_from_either_side(paths: Paths) -> None:
    one = paths.overlap.overlap("zoe", second="maya")
    assert (one.first.creator_id, one.both, one.buyers, one.either) == ("zoe", 1, 1, 4)
    assert (one.of_first, one.of_second, one.jaccard) == (
        Fraction(1, 2),
        Fraction(1, 3),
        Fraction(1, 4),
    )
    other = paths.overlap.overlap("maya", second="zoe")
    assert (other.of_first, other.of_second) == (one.of_second, one.of_first)
    assert str(one.working()) == (
        "people whom zoe reached     2\n"
        "people whom maya reached    3\n"
        "people whom both reached    1\n"
        "of them bought              1\n"
        "both ÷ people of zoe        0.5\n"
        "both ÷ people of maya       0.333333\n"
        "people whom either reached  4\n"
        "Jaccard: both ÷ either      0.25"
    )


def test_the_largest_come_first(paths: Paths) -> None:
    found = [(one.first.creator_id, one.second.creator_id) for one in paths.overlap.largest()]
    assert found == [("leo", "maya"), ("leo", "zoe"), ("maya", "zoe")]
    assert len(paths.overlap.largest(limit=1)) == 1
    assert [one.second.creator_id for one in paths.overlap.of("maya")] == ["leo", "zoe"]


def test_the_matrix_has_the_audiences_on_its_diagonal(paths: Paths) -> None:
    matrix = paths.overlap.matrix()
    assert matrix.creators == ("leo", "maya", "zoe")
    assert matrix.rows == ((3, 2, 1), (2, 3, 1), (1, 1, 2))
    assert matrix.left_out == 0
    assert paths.overlap.matrix(limit=1).left_out == 2


def test_the_workings_sum_to_everybody(paths: Paths) -> None:
    assert str(paths.overlap.working()) == (
        "people whom only leo reached   1\n"
        "people whom only maya reached  1\n"
        "people whom only zoe reached   1\n"
        "people whom several reached    2\n"
        "people reached in all          5"
    )
    assert [(step.text, step.result) for step in paths.overlap.why("zoe").steps] == [
        ("also reached by leo", "1, of them bought 1"),
        ("also reached by maya", "1, of them bought 1"),
        ("reached by zoe only", "1"),
        ("people whom zoe reached", "2"),
    ]
    assert str(paths.overlap.why("brad")) == "people whom brad reached  0"


def test_creators_beyond_the_limit_are_counted_and_not_compared(small: Book) -> None:
    found = audience_overlap(scoreboard(small), most=2)
    assert list(found.pairs) == [("leo", "maya")]
    assert found.not_compared == 1
    assert found.matrix().creators == ("leo", "maya")
    message = "audience must be among the 2 largest to be compared, got 'zoe'"
    with pytest.raises(InvalidInputError, match=f"^{re.escape(message)}$"):
        found.overlap("leo", second="zoe")
    with pytest.raises(InvalidInputError, match=r"^limit must be at least 0, got -1$"):
        audience_overlap(scoreboard(small), most=-1)
    with pytest.raises(InvalidInputError, match=r"^limit must be at least 0, got -2$"):
        found.largest(limit=-2)


def test_a_creator_who_reached_nobody_is_not_known(paths: Paths) -> None:
    message = (
        "creator with an audience must be one of leo, maya, zoe, got 'mya'; did you mean 'maya'?"
    )
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        paths.overlap.overlap("mya", second="leo")


def test_visitors_of_one_customer_are_one_person() -> None:
    made = book(
        MAYA,
        LEO,
        touch("t1", value="maya", who="phone"),
        touch("t2", value="leo", who="laptop"),
        order("1", who="phone", customer="ada", when=at(1)),
        order("2", who="laptop", customer="ada", when=at(2)),
    )
    found = audience_overlap(scoreboard(made))
    assert found.people == 1
    assert found.overlap("leo", second="maya").jaccard == 1
    assert found.overlap("leo", second="leo").both == 1


def test_customers_who_share_a_browser_cannot_be_told_apart() -> None:
    made = book(
        MAYA,
        touch("t1", value="maya", who="shared"),
        touch("t2", value="maya", who="own"),
        order("1", who="shared", customer="ada", when=at(1)),
        order("2", who="shared", customer="bob", when=at(2)),
        order("3", who="own", customer="bob", when=at(3)),
    )
    assert audience_overlap(scoreboard(made)).people == 1


def test_a_visitor_and_a_customer_of_the_same_id_are_two_people() -> None:
    made = book(
        MAYA,
        touch("t1", value="maya", who="x"),
        order("1", who=None, customer="x", when=at(1), codes=["MAYA15"]),
    )
    assert audience_overlap(scoreboard(made)).people == 2


def test_an_order_of_an_unknown_buyer_is_nobodys_and_is_counted() -> None:
    made = book(
        MAYA,
        LEO,
        order("1", who=None, codes=["MAYA15"]),
        order("2", who=None),
    )
    found = audience_overlap(scoreboard(made))
    assert (found.people, found.audiences, found.unknown_orders) == (0, (), 1)
    assert found.working().result == "0"
    assert found.matrix().creators == ()


def test_a_test_order_makes_nobody_a_buyer() -> None:
    tried = attrs.evolve(order("1", who="v1", when=at(1)), status="test")
    made = book(MAYA, touch("t1", value="maya", who="v1"), tried)
    assert audience_overlap(scoreboard(made)).audience("maya").buyers == 0


def test_two_who_share_others_and_not_each_other_are_no_pair() -> None:
    names = ("ann", "bea", "cal", "dov")
    made = book(
        *(Deal(creator_id=who, links=(who,)) for who in names),
        *(
            touch(f"t-{who}-{visitor}", value=who, who=visitor)
            for visitor, pair in (("v1", names[:2]), ("v2", names[2:]))
            for who in pair
        ),
    )
    found = audience_overlap(scoreboard(made))
    assert list(found.pairs) == [("ann", "bea"), ("cal", "dov")]
    assert found.overlap("ann", second="cal").jaccard == 0


def test_of_the_same_number_the_larger_jaccard_index_comes_first() -> None:
    names = ("ann", "bea", "cal")
    met = {"v1": names, "v2": ("ann",), "v3": ("ann",)}
    made = book(
        *(Deal(creator_id=who, links=(who,)) for who in names),
        *(
            touch(f"t-{who}-{visitor}", value=who, who=visitor)
            for visitor, some in met.items()
            for who in some
        ),
    )
    found = audience_overlap(scoreboard(made)).largest()
    assert [(one.first.creator_id, one.second.creator_id) for one in found] == [
        ("bea", "cal"),
        ("ann", "bea"),
        ("ann", "cal"),
    ]
