"""A book evaluated on frames: the same report, and every reason for which there is none."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import attrs
import pytest

from influence.attribution import AttributionPolicy, Linear, Markov, Path as TouchPath, Shapley
from influence.books import read_book
from influence.campaign_book import Book
from influence.deals import Deal
from influence.disputes import Dispute
from influence.evaluation import Evaluation, OrderByOrderError, evaluate
from influence.frames import FrameCrediting
from influence.money import Money
from influence.orders import LineItem, Refund
from influence.payments import Commission, Tier, Tiered
from influence.report import document_of, page
from influence.shares import Share
from influence.testing._books import at, book, order, touch, usd

SPRING = Path(__file__).parents[3] / "examples" / "spring-launch"


def on_frames(given: Book, *, as_of: dt.datetime | None = None) -> Evaluation:
    return evaluate(given, as_of=as_of, crediting=FrameCrediting())


def told(evaluation: Evaluation) -> str:
    return json.dumps(document_of(evaluation), indent=1)


@pytest.fixture(scope="module")
def spring() -> Book:
    """The shipped example."""
    return read_book(SPRING)


def test_the_shipped_example_has_one_report(spring: Book) -> None:
    found, expected = on_frames(spring), evaluate(spring)
    assert told(found) == told(expected)
    assert page(document_of(found)) == page(document_of(expected))
    assert found.ranking == expected.ranking


@pytest.mark.parametrize("model", [Linear(), Markov(), Shapley()], ids=lambda model: model.name)
def test_models_that_share_and_learn_have_one_report(spring: Book, model: Linear) -> None:
    policy = attrs.evolve(spring.attribution, model=model, precedence="last_touch")
    given = attrs.evolve(spring, attribution=policy)
    moment = dt.datetime(2026, 3, 20, tzinfo=dt.UTC)
    assert told(on_frames(given, as_of=moment)) == told(evaluate(given, as_of=moment))


def test_stories_are_still_told(spring: Book) -> None:
    found, expected = on_frames(spring), evaluate(spring)
    order_id = spring.orders[0].order_id
    assert found.story(order_id).in_words() == expected.story(order_id).in_words()
    for figure in ("orders", "accrued", "lags", "overlap"):
        assert found.why("maya", figure) == expected.why("maya", figure)


def test_shared_orders_with_lines_refunds_and_disputes_have_one_report() -> None:
    terms = Commission(rate=Share("0.1"))
    given = book(
        Deal(creator_id="ann", links=("ann",), codes=("ANN",), terms=terms),
        Deal(creator_id="bea", links=("bea",), terms=terms),
        touch("1", value="ann"),
        touch("2", value="bea", when=at(1)),
        touch("3", value="ann", kind="code", when=at(1)),
        *(order(str(n), items="10.01", when=at(2 + n), codes=["ANN"][: n % 2]) for n in range(6)),
        LineItem(line_id="l1", order_id="0", product="mug", amount=usd("4.00")),
        LineItem(line_id="l2", order_id="0", product="cup", amount=usd("6.01")),
        Refund(refund_id="r1", order_id="0", at=at(9), amount=usd("4.00"), product="mug"),
        Refund(refund_id="r2", order_id="2", at=at(9), amount=usd("0.03")),
        Dispute(dispute_id="d", order_id="4", opened_at=at(9)),
        attribution=AttributionPolicy(model=Linear(), precedence="last_touch"),
    )
    assert told(on_frames(given)) == told(evaluate(given))


def test_terms_that_look_at_single_orders_are_no_reason() -> None:
    rule = Tiered(
        metric="orders",
        meaning="next_only",
        rounds="order",
        tiers=(Tier(starts_at=0, rate=Share("0.1")), Tier(starts_at=3, rate=Share("0.2"))),
    )
    given = book(
        Deal(creator_id="ann", links=("ann",), terms=rule),
        touch("1", value="ann"),
        *(order(str(n), items="3.33", when=at(2 + n)) for n in range(6)),
    )
    assert told(on_frames(given)) == told(evaluate(given))


@attrs.frozen
class Last:
    """Somebody's own model without a form for engines."""

    name: ClassVar[str] = "own"

    def weights(self, path: TouchPath, /) -> Sequence[int]:
        """One for the last."""
        return [*[0] * (len(path) - 1), 1]


def _typed_at_once() -> Book:
    """An order with one code of its creator's at whose very moment another was met."""
    return book(
        Deal(creator_id="ann", codes=("ANN", "ANNA")),
        touch("1", value="ANNA", kind="code", when=at(1)),
        order("7", when=at(1), codes=["ANN"]),
    )


_MOST = Money.from_minor(10**18 - 1, "USD")
REASONS = {
    "several codes": (
        book(attribution=AttributionPolicy(several_codes="each_is_paid")),
        "several_codes must be one_speaks on an engine, got 'each_is_paid'",
    ),
    "own model": (
        book(attribution=AttributionPolicy(model=Last())),
        (
            "attribution model must have frame_weights to run on an engine; "
            "influence.attribute runs any model, got 'own'"
        ),
    ),
    "long lookback": (
        book(attribution=AttributionPolicy(lookback_days=10**8)),
        "lookback_days must be short enough for 1 creators, got 100000000",
    ),
    "code with a semicolon": (
        book(order("7", codes=["A;B"])),
        (
            "order 7 must have codes without ; and without spaces around them on an engine, "
            "got 'A;B'"
        ),
    ),
    "large amounts": (
        book(*(attrs.evolve(order(str(n)), items=_MOST) for n in range(5))),
        (
            "orders.items_minor must sum to less than 4611686018427387904 minor units, "
            "got '5000000000000000000'"
        ),
    ),
    "two codes at once": (
        _typed_at_once(),
        (
            "order 7 must tell apart the code ANN on it and the code ANNA met at its moment, "
            "got '2026-03-02T00:00:00+00:00'"
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("reason", REASONS)
def test_what_engines_cannot_say_is_refused_with_the_reason(reason: str) -> None:
    given, message = REASONS[reason]
    with pytest.raises(OrderByOrderError) as caught:
        on_frames(given)
    assert str(caught.value) == message


def test_paths_are_those_of_its_own_earnings(spring: Book) -> None:
    board = evaluate(spring).board
    with pytest.raises(TypeError, match=r"^earnings must be those of FrameCrediting, got Told"):
        _ = FrameCrediting().paths(board).tables("orders")


def test_progress_is_told_step_by_step() -> None:
    steps: list[tuple[str, int, int]] = []
    given = book(Deal(creator_id="ann"), creators=["bea"])
    evaluate(given, progress=lambda what, done, whole: steps.append((what, done, whole)))
    assert steps == [
        ("crediting the orders", 0, 1),
        ("crediting the orders", 1, 1),
        ("settling with the creators", 0, 2),
        ("settling with the creators", 1, 2),
        ("settling with the creators", 2, 2),
        ("comparing the creators", 0, 1),
        ("comparing the creators", 1, 1),
    ]
