from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import ClassVar
from zoneinfo import ZoneInfo

import attrs
import pytest

from influence.attribution import (
    Attribution,
    AttributionPolicy,
    LastTouch,
    Path,
    attribute,
    attribute_leads,
)
from influence.deals import Deal
from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.leads import Lead
from influence.orders import Order, Refund
from influence.testing._book_strategies import Even
from influence.testing._books import Fact, at, book, order, touch, usd

MAYA = Deal(creator_id="maya", codes=("MAYA15",), links=("maya",), dm_keywords=("DEAL",))
LEO = Deal(creator_id="leo", codes=("LEO10",), links=("leo",))


def attributed(*facts: Fact, policy: AttributionPolicy | None = None) -> Attribution:
    made = book(MAYA, LEO, *facts, attribution=policy)
    return attribute(
        made.orders,
        touches=made.touches,
        refunds=made.refunds,
        owners=made.owners,
        policy=made.attribution,
        currency="USD",
    )


def told(*facts: Fact, policy: AttributionPolicy | None = None) -> list[str]:
    """The story of the only order, below its first line."""
    (story,) = attributed(*facts, policy=policy).stories
    return [f"{step.text} = {step.result}" for step in story.working().steps[1:]]


def test_last_touch_takes_the_order_and_the_other_is_told_why() -> None:
    assert told(
        touch("1", value="maya", when=at(1)),
        touch("2", value="leo", when=at(2)),
        order("7", when=at(3)),
    ) == [
        "maya: link maya = nothing, last_touch gives it no weight",
        "leo: link leo, touch within the lookback, by last_touch = 100.00 USD",
    ]


def test_story_begins_with_the_order() -> None:
    (story,) = attributed(order("7", when=at(3))).stories
    first, last = story.working().steps
    assert first.text == "order 7 at 2026-03-04T00:00:00+00:00, net items"
    assert first.result == "100.00 USD"
    assert (last.text, last.result) == ("nobody: no touch and no code", "unattributed")


def test_code_goes_before_a_touch() -> None:
    assert told(touch("1", value="leo"), order("7", when=at(1), codes=["maya 15"])) == [
        "leo: link leo = nothing, the code maya 15 on the order goes before it",
        "maya: code maya 15, code on the order, by last_touch = 100.00 USD",
    ]


def test_touch_goes_before_a_code_when_links_win() -> None:
    policy = AttributionPolicy(precedence="link_wins")
    facts = (touch("1", value="leo"), order("7", when=at(1), codes=["MAYA15"]))
    reason = "a touch within the lookback goes before a code"
    assert told(*facts, policy=policy) == [
        f"maya: code MAYA15 = nothing, {reason}",
        "leo: link leo, touch within the lookback, by last_touch = 100.00 USD",
    ]
    assert told(facts[1], policy=policy) == [
        "maya: code MAYA15, touch or code, by last_touch = 100.00 USD"
    ]


def test_code_is_a_touch_at_the_order_when_the_last_touch_wins() -> None:
    policy = AttributionPolicy(precedence="last_touch")
    facts = (touch("1", value="leo"), order("7", when=at(1), codes=["MAYA15"]))
    assert told(*facts, policy=policy) == [
        "leo: link leo = nothing, last_touch gives it no weight",
        "maya: code MAYA15, touch or code, by last_touch = 100.00 USD",
    ]


def test_code_loses_to_a_link_of_the_same_instant_and_is_told_so() -> None:
    policy = AttributionPolicy(precedence="last_touch")
    facts = (touch("1", value="leo", when=at(1)), order("7", when=at(1), codes=["MAYA15"]))
    assert told(*facts, policy=policy) == [
        "maya: code MAYA15 = nothing, last_touch gives it no weight",
        "leo: link leo, touch or code, by last_touch = 100.00 USD",
    ]


def test_touches_of_one_instant_stand_by_kind_and_then_by_creator() -> None:
    link, word = touch("1", value="leo"), touch("2", value="a DEAL", kind="dm")
    (story,) = attributed(link, word, order("7")).stories
    assert [one.creator_id for one in story.resolution.credits] == ["leo"]
    (story,) = attributed(link, touch("2", value="maya"), order("7")).stories
    assert [one.creator_id for one in story.resolution.credits] == ["maya"]


@pytest.mark.parametrize(
    ("early", "is_counted"), [(0, True), (1, False)], ids=["on the edge", "a microsecond before"]
)
def test_lookback_holds_both_its_ends(early: int, is_counted: bool) -> None:
    first = touch("1", value="maya", when=at(1, microseconds=-early))
    (story,) = attributed(first, order("7", when=at(31))).stories
    assert story.is_attributed is is_counted
    (story,) = attributed(touch("1", value="maya", when=at(31)), order("7", when=at(31))).stories
    assert story.is_attributed


def test_lookback_is_a_length_of_time_whatever_the_clocks_do() -> None:
    new_york = ZoneInfo("America/New_York")  # an hour is skipped on 8 March 2026
    bought = dt.datetime(2026, 3, 9, 12, tzinfo=new_york)
    met = dt.datetime(2026, 3, 8, 11, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    policy = AttributionPolicy(lookback_days=1)
    (story,) = attributed(
        touch("1", value="maya", when=met), order("7", when=bought), policy=policy
    ).stories
    assert story.is_attributed
    early = met - dt.timedelta(minutes=30)  # within a day by the wall clock of New York only
    (story,) = attributed(
        touch("1", value="maya", when=early), order("7", when=bought), policy=policy
    ).stories
    assert story.resolution.miss == "only touches before the lookback"


def test_nearest_touches_outside_are_named_and_the_others_counted() -> None:
    old = [touch(f"a{day}", value="maya", when=at(day)) for day in range(6)]
    new = [touch(f"b{day}", value="leo", when=at(50 + day)) for day in range(4)]
    foreign = [touch(f"c{day}", value=f"x{day}", when=at(day)) for day in range(5)]
    before = "nothing, it lies before the lookback of 30 days"
    assert told(*old, *new, *foreign, order("7", when=at(45))) == [
        *[f"maya: link maya = {before}"] * 3,
        "others: 3 more touches = nothing, each lies before the lookback of 30 days",
        *["leo: link leo = nothing, it came after the sale"] * 3,
        "others: 1 more touch = nothing, each came after the sale",
        *[f"nobody: link x{n} = nothing, nobody owns it" for n in range(3)],
        "others: 2 more touches = nothing, nobody owns any of them",
        "nobody: only touches before the lookback = unattributed",
    ]


@pytest.mark.parametrize(
    ("facts", "miss"),
    [
        ((touch("1", value="maya", when=at(9)),), "only touches after the sale"),
        (
            (touch("1", value="maya", when=at(9)), touch("2", value="maya", when=at(-40))),
            "only touches before the lookback",
        ),
        ((touch("1", value="stranger", when=at(9)),), "only marks that nobody owns"),
        ((touch("1", value="maya", who="v2"),), "no touch and no code"),
    ],
)
def test_miss_names_what_came_nearest(facts: tuple[Fact, ...], miss: str) -> None:
    (story,) = attributed(*facts, order("7", when=at(5))).stories
    assert story.resolution.miss == miss


def test_ownerless_code_does_not_block_a_link_and_is_told() -> None:
    assert told(touch("1", value="maya"), order("7", codes=["WELCOME10"])) == [
        "nobody: code WELCOME10 = nothing, nobody owns it",
        "maya: link maya, touch within the lookback, by last_touch = 100.00 USD",
    ]
    (story,) = attributed(order("7", codes=["WELCOME10"])).stories
    assert story.resolution.miss == "only marks that nobody owns"


def test_last_owned_code_speaks_for_the_order() -> None:
    assert told(order("7", codes=["MAYA15", "LEO10", "WELCOME10"])) == [
        "nobody: code WELCOME10 = nothing, nobody owns it",
        "maya: code MAYA15 = nothing, a later code on the order was applied",
        "leo: code LEO10, code on the order, by last_touch = 100.00 USD",
    ]


def test_message_of_many_lines_fits_into_a_story() -> None:
    text = "Hello,\n\n  DEAL please! " + "x" * 100
    (line,) = told(touch("1", value=text, kind="dm"), order("7", when=at(1)))
    mark = "dm Hello, DEAL please! " + "x" * 39 + "…"
    assert line == f"maya: {mark}, touch within the lookback, by last_touch = 100.00 USD"


def test_shared_order_is_split_to_the_cent_and_its_refund_with_it() -> None:
    facts = (
        touch("1", value="maya"),
        touch("2", value="leo", when=at(1)),
        touch("3", value="leo", when=at(2)),
        order("7", items="100.00", when=at(3)),
        Refund(refund_id="r1", order_id="7", at=at(4), amount=usd("0.02")),
        Refund(refund_id="r2", order_id="7", at=at(5), amount=usd("0.01")),
    )
    credit = attributed(*facts, policy=AttributionPolicy(model=Even()))
    ((story, maya),) = credit.of("maya")
    ((_, leo),) = credit.of("leo")
    assert (maya.credit.share, leo.credit.share) == (Fraction(1, 3), Fraction(2, 3))
    assert (maya.gross, leo.gross) == (usd("33.33"), usd("66.67"))
    assert (maya.net, leo.net) == (usd("33.32"), usd("66.65"))
    assert (leo.credit.value, leo.credit.at) == ("leo", at(2))
    assert story.working().result == "66.65 USD"
    assert maya.credit.reason == "link maya, touch within the lookback, by even, 1/3 of it"
    assert credit.net == usd("99.97")


def test_leftover_cent_goes_to_the_earlier_touch() -> None:
    policy = AttributionPolicy(model=Even())
    facts = (touch("1", value="maya", when=at(1)), touch("2", value="leo"))
    credit = attributed(*facts, order("7", items="0.01", when=at(3)), policy=policy)
    assert [part.net for _, part in credit.of("leo")] == [usd("0.01")]
    assert [part.net for _, part in credit.of("maya")] == [usd("0.00")]


def test_customer_is_known_by_every_browser_of_theirs() -> None:
    phone = order("1", when=at(0), who="v2", customer="c1")
    cancelled = attrs.evolve(phone, status="cancelled")
    laptop = order("2", when=at(3), who="v1", customer="c1")
    for first in (phone, cancelled):
        credit = attributed(touch("1", value="maya", who="v2", when=at(-1)), first, laptop)
        assert [story.order_id for story, _ in credit.of("maya")][-1] == "2"


def test_customer_without_a_browser_and_order_without_a_buyer_have_no_touches() -> None:
    credit = attributed(
        touch("1", value="maya"), order("1", who=None), order("2", who=None, customer="c9")
    )
    assert len(credit.unattributed) == 2
    assert credit.unattributed_net == usd("200.00")


def test_touches_of_two_browsers_are_one_path() -> None:
    credit = attributed(
        touch("1", value="leo", who="v2", when=at(1)),
        touch("2", value="maya", who="v1", when=at(2)),
        touch("3", value="leo", who="v1", when=at(0)),
        order("1", when=at(3), who="v2", customer="c1"),
        order("2", when=at(3), who="v1", customer="c1"),
    )
    assert [story.order_id for story, _ in credit.of("maya")] == ["1", "2"]
    assert credit.of("leo") == ()


@pytest.mark.parametrize("status", ["cancelled", "test"])
def test_order_that_is_not_paid_has_no_story(status: str) -> None:
    # The statuses come from the parametrization as plain text.
    made = attrs.evolve(order("7", codes=["MAYA15"]), status=status)  # type: ignore[arg-type]
    credit = attributed(made)
    assert credit.stories == ()
    assert credit.story("7") is None
    assert credit.net == usd("0.00")


def test_story_of_an_order_is_found_by_its_id() -> None:
    credit = attributed(order("7"), order("8"))
    found = credit.story("8")
    assert found is not None
    assert found.order_id == "8"


def test_lead_is_credited_by_the_rules_of_orders() -> None:
    made = book(MAYA, touch("1", value="maya"))
    lead = Lead(lead_id="l1", at=at(1), visitor_id="v1")
    (credited,) = attribute_leads(
        [lead], touches=made.touches, owners=made.owners, policy=made.attribution
    )
    assert credited.lead is lead
    assert [one.creator_id for one in credited.resolution.credits] == ["maya"]


@attrs.frozen
class Odd:
    """A model that breaks the protocol."""

    name: ClassVar[str] = "odd"
    answer: list[object]

    def weights(self, path: Path, /) -> list[int]:
        assert path
        # A broken model on purpose: its answer has the wrong type.
        return self.answer  # type: ignore[return-value]  # pyright: ignore[reportReturnType]


@pytest.mark.parametrize("answer", [[], [1, 1], [0], [-1], [True], [1.0]])
def test_model_that_breaks_the_protocol_is_refused(answer: list[object]) -> None:
    with pytest.raises(PluginError) as caught:
        attributed(
            touch("1", value="maya"), order("7"), policy=AttributionPolicy(model=Odd(answer))
        )
    rule = "give 1 whole numbers of at least 0, not all 0"
    assert str(caught.value) == f"attribution model odd must {rule}, got {answer!r}"


def test_policy_refuses_what_it_does_not_know() -> None:
    with pytest.raises(InvalidInputError) as caught:
        AttributionPolicy(lookback_days=-1)
    assert str(caught.value) == (
        "AttributionPolicy.lookback_days must be a whole number of at least 0, got -1"
    )
    with pytest.raises(UnknownNameError) as unknown:
        # Misspelt on purpose: the refusal is what is tested.
        AttributionPolicy(precedence="code_win")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert "code_wins" in str(unknown.value)


def test_last_touch_weighs_only_the_last() -> None:
    (story,) = attributed(touch("1", value="maya"), order("7")).stories
    assert story.resolution.credits[0].share == 1
    made = book(MAYA, touch("1", value="maya"))
    assert made.attribution.model == LastTouch()


def test_touch_on_a_path_prints_as_people_say_it() -> None:
    from influence.attribution import PathTouch

    met = PathTouch(at=at(1), kind="link", creator_id="maya", value="maya")
    assert str(met) == "link maya of maya at 2026-03-02T00:00:00+00:00"


def test_story_stays_short_however_many_touches_a_visitor_has() -> None:
    touches = [
        touch(f"t{n}", value="maya" if n % 2 else "x", when=at(hours=n // 100))
        for n in range(20_000)
    ]
    orders: list[Order] = [order(f"o{n}", when=at(hours=n)) for n in range(200)]
    credit = attributed(*touches, *orders, policy=AttributionPolicy(lookback_days=1))
    assert max(len(story.resolution.losers) for story in credit.stories) <= 12
    assert len(credit.of("maya")) == 200


def test_creator_met_by_two_browsers_is_told_once_and_by_the_later_touch() -> None:
    facts = (
        touch("1", value="leo", who="v1", when=at(1)),
        touch("2", value="LEO10", kind="code", who="v2", when=at(0)),
        touch("3", value="maya", who="v1", when=at(-40)),
        order("1", when=at(3), who="v2", customer="c1", codes=["MAYA15"]),
        order("2", when=at(3), who="v1", customer="c1"),
    )
    story = attributed(*facts).story("1")
    assert story is not None
    assert [(loser.who, loser.mark) for loser in story.resolution.losers] == [
        ("maya", "link maya"),
        ("leo", "link leo"),
    ]


def test_a_shared_order_is_a_row_for_each_creator_and_the_rows_sum_to_it() -> None:
    made = attributed(
        touch("1", value="maya", when=at(1)),
        touch("2", value="leo", when=at(2)),
        touch("3", value="leo", when=at(2, hours=1)),
        order("7", when=at(3), items="0.05"),
        Refund(refund_id="r1", order_id="7", at=at(4), amount=usd("0.01")),
        policy=AttributionPolicy(model=Even()),
    )
    assert [(row.creator_id, row.weight, row.whole, row.gross, row.net) for row in made.rows()] == [
        ("maya", 1, 3, 2, 1),
        ("leo", 2, 3, 3, 3),
    ]
    assert made.by_creator["leo"].orders == Fraction(2, 3)
    assert made.by_creator["maya"].net == usd("0.01")


def test_an_attribution_equals_another_that_tells_the_same() -> None:
    facts = (touch("1", value="maya", when=at(1)), order("7", when=at(3)))
    assert attributed(*facts) == attributed(*facts)
    assert attributed(*facts) != attributed(facts[1])
    assert attributed(*facts) != "attribution"
