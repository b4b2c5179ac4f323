from __future__ import annotations

from fractions import Fraction
from random import Random

import attrs
import exact_attribution as exact
from hypothesis import given, settings, strategies as st

from influence.attribution import (
    Attribution,
    CodeFirst,
    CreditRow,
    Custom,
    FirstTouch,
    LastNonDirect,
    LastTouch,
    Linear,
    Markov,
    PathTouch,
    PositionBased,
    Shapley,
    TimeDecay,
    attribute,
    conversion_paths,
)
from influence.campaign_book import Book
from influence.deals import Deal
from influence.money import Money
from influence.orders import Order
from influence.testing import at, book as book_of, books, order, policies, touch
from influence.tracking import CODE_CREDITS, KINDS, CodeTerms


def attributed(book: Book) -> Attribution:
    return attribute(
        book.orders,
        touches=book.touches,
        refunds=book.refunds,
        owners=book.owners,
        policy=book.attribution,
        currency=book.campaign.currency,
        creators=book.creators,
    )


EVERY = (
    FirstTouch(),
    LastTouch(),
    LastNonDirect(),
    Linear(),
    PositionBased(),
    TimeDecay(),
    CodeFirst(),
    Custom(),
    Markov(),
    Markov(order=2, players="channels"),
    Shapley(),
    Shapley(players="channels"),
)
_CREATORS = ("ann", "bea", "cal")


@st.composite
def crowded(draw: st.DrawFn) -> Book:
    """Books of one or two visitors and three hours, in which touches tie and codes compete."""
    terms = st.builds(
        CodeTerms,
        priority=st.sampled_from((0, 0, 1)),
        credit=st.sampled_from((None, None, *CODE_CREDITS)),
        limit=st.sampled_from((None, None, 1)),
    )
    deals = [
        Deal(creator_id=who, links=(who,), codes=(f"{who}10",), dm_keywords=(f"deal{who}",))
        for who in _CREATORS
    ]
    hours, who = st.integers(0, 2), st.sampled_from(("v1", "v1", "v2"))
    kinds = st.sampled_from(KINDS)
    values = {"code": "{}10", "dm": "hi, deal{}!", "link": "{}", "landing": "{}"}
    names = st.sampled_from((*_CREATORS, "nobody"))
    touches = [
        touch(
            f"t{place}",
            value=values[kind].format(draw(names)),
            kind=kind,
            when=at(hours=draw(hours)),
            who=draw(who),
        )
        for place in range(draw(st.integers(1, 7)))
        for kind in (draw(kinds),)
    ]
    orders = [
        order(
            f"o{place}",
            when=at(hours=draw(hours)),
            who=draw(who),
            codes=draw(st.lists(names.map("{}10".format), max_size=2)),
            customer=draw(st.sampled_from((None, None, "c1"))),
        )
        for place in range(draw(st.integers(1, 3)))
    ]
    agreed = [attrs.evolve(one, code_terms={one.codes[0]: draw(terms)}) for one in deals]
    policy = draw(policies((LastTouch(),)))
    return book_of(*agreed, *touches, *orders, attribution=policy)


class TestRows:
    """The rows, the sums and the stories of an attribution say the same."""

    @given(books(models=EVERY))
    @settings(max_examples=2 * settings().max_examples)
    def test_rows_are_the_amounts_of_the_stories(self, book: Book) -> None:
        credit = attributed(book)
        told: list[tuple[str, str | None, int, int, Fraction]] = []
        for story in credit.stories:
            told += [
                (
                    story.order_id,
                    part.credit.creator_id,
                    part.gross.minor,
                    part.net.minor,
                    part.credit.share,
                )
                for part in story.amounts
            ] or [(story.order_id, None, story.gross.minor, story.net.minor, Fraction(1))]
        assert [_without_weights(row) for row in credit.rows()] == told

    @given(books(models=EVERY))
    def test_rows_of_an_order_sum_to_it(self, book: Book) -> None:
        orders, refunded = book.orders_by_id, {one.order_id: 0 for one in book.orders}
        for refund in book.refunds:
            refunded[refund.order_id] += refund.amount.minor
        sums: dict[str, list[int]] = {}
        for row in attributed(book).rows():
            mine = sums.setdefault(row.order_id, [0, 0])
            mine[0] += row.gross
            mine[1] += row.net
        assert sums == {
            order.order_id: [order.items.minor, order.items.minor - refunded[order.order_id]]
            for order in orders.values()
            if order.is_paid
        }

    @given(books(models=EVERY))
    def test_sums_by_creator_are_those_of_their_stories(self, book: Book) -> None:
        credit, zero = attributed(book), Money.zero(book.campaign.currency)
        for creator in book.creators:
            mine = credit.of(creator.creator_id)
            found = credit.by_creator.get(creator.creator_id)
            assert (found is None) == (not mine)
            if found is not None:
                assert found.orders == sum((part.credit.share for _, part in mine), Fraction(0))
                assert found.gross == sum((part.gross for _, part in mine), start=zero)
                assert found.net == sum((part.net for _, part in mine), start=zero)

    @given(st.one_of(crowded(), books(models=(LastTouch(),))))
    @settings(max_examples=4 * settings().max_examples)
    def test_the_lane_of_plain_orders_finds_what_a_slow_reading_finds(self, book: Book) -> None:
        found = {row.order_id: row.creator_id for row in attributed(book).rows()}
        expected = {
            order.order_id: exact.winner(book, order)
            for order in book.orders
            if order.status == "paid"
        }
        assert found == expected

    @given(st.one_of(crowded(), books(models=(LastTouch(),))))
    def test_who_is_paid_beside_the_winner_is_who_a_slow_reading_finds(self, book: Book) -> None:
        orders = book.orders_by_id
        for story in attributed(book).stories:
            assert {*story.also_paid} == exact.also_paid(book, orders[story.order_id])


class TestInvariance:
    """The order, the batches and the names of the facts decide nothing."""

    @given(st.one_of(crowded(), books(models=EVERY)), st.randoms(use_true_random=False))
    def test_shuffled_facts_give_the_same_credits(self, book: Book, random: Random) -> None:
        touches, orders, refunds = [*book.touches], [*book.orders], [*book.refunds]
        for rows in (touches, orders, refunds):
            random.shuffle(rows)
        mixed = attrs.evolve(
            book, touches=tuple(touches), orders=tuple(orders), refunds=tuple(refunds)
        )
        assert sorted(attributed(mixed).rows()) == sorted(attributed(book).rows())

    @given(books(models=EVERY))
    def test_repeated_touches_and_refunds_change_nothing(self, book: Book) -> None:
        again = attribute(
            book.orders,
            touches=(*book.touches, *reversed(book.touches)),
            refunds=(*book.refunds, *book.refunds),
            owners=book.owners,
            policy=book.attribution,
            currency=book.campaign.currency,
            creators=book.creators,
        )
        assert again == attributed(book)

    @given(books(models=(LastTouch(),)), st.integers(0, 6))
    def test_orders_in_two_batches_are_credited_as_in_one(self, book: Book, first: int) -> None:
        if any(one.limit is not None for deal in book.deals for one in deal.code_terms.values()):
            return  # a limit counts orders, so a batch has to know those before it
        known = [order for order in book.orders if order.customer_id is None]
        whole = attributed(_with_orders(book, known))
        parts = [
            row
            for some in (known[:first], known[first:])
            for row in attributed(_with_orders(book, some)).rows()
        ]
        assert parts == [*whole.rows()]

    @given(books(models=EVERY))
    def test_renamed_creators_rename_the_result(self, book: Book) -> None:
        # The names keep their order, because of equal times the name decides.
        names = {one.creator_id: f"z-{one.creator_id}" for one in book.creators}
        renamed = attrs.evolve(
            book,
            creators=tuple(
                attrs.evolve(one, creator_id=names[one.creator_id]) for one in book.creators
            ),
            deals=tuple(attrs.evolve(one, creator_id=names[one.creator_id]) for one in book.deals),
            posts=(),
            results=(),
            costs=(),
        )
        expected = [
            row._replace(creator_id=None if row.creator_id is None else names[row.creator_id])
            for row in attributed(book).rows()
        ]
        assert [*attributed(renamed).rows()] == expected


class TestOneTouch:
    """Of an order with one touch all models say the same."""

    @given(crowded())
    def test_every_model_credits_the_only_touch(self, book: Book) -> None:
        paths = conversion_paths(
            book.orders, touches=book.touches, owners=book.owners, policy=book.attribution
        )
        alone = {name: path[0].creator_id for name, path in paths.items() if len(path) == 1}
        for model in EVERY:
            policy = attrs.evolve(book.attribution, model=model, precedence="last_touch")
            plain = attrs.evolve(book, attribution=policy)
            found = {row.order_id: row.creator_id for row in attributed(plain).rows()}
            denied = {
                name
                for name in alone
                if any(
                    exact.terms_of(deal, code).credit is not None
                    for code, deal in exact.owned_codes(book, book.orders_by_id[name])
                )
            }
            assert {name: found[name] for name in alone if name not in denied} == {
                name: who for name, who in alone.items() if name not in denied
            }


class TestReach:
    """Credit comes from a touch or a code, and a wider lookback never takes it away."""

    @given(books(models=EVERY))
    def test_who_is_on_no_path_gets_nothing(self, book: Book) -> None:
        paths = conversion_paths(
            book.orders, touches=book.touches, owners=book.owners, policy=book.attribution
        )
        for row in attributed(book).rows():
            on_path = {touch.creator_id for touch in paths[row.order_id]}
            assert row.creator_id is None or row.creator_id in on_path

    @given(books(models=EVERY))
    def test_wider_lookback_loses_no_credit_and_shortens_no_path(self, book: Book) -> None:
        days = book.attribution.lookback_days + 8
        wider = attrs.evolve(book, attribution=attrs.evolve(book.attribution, lookback_days=days))
        before = {row.order_id for row in attributed(book).rows() if row.creator_id}
        after = {row.order_id for row in attributed(wider).rows() if row.creator_id}
        assert before <= after
        for one, other in zip(_paths(book), _paths(wider), strict=True):
            assert {*one} <= {*other}

    @given(books())
    def test_every_path_is_what_a_slow_reading_finds(self, book: Book) -> None:
        paths = conversion_paths(
            book.orders, touches=book.touches, owners=book.owners, policy=book.attribution
        )
        paid = {order.order_id: order for order in book.orders if order.status == "paid"}
        assert [*paths] == [*paid]
        for order_id, path in paths.items():
            order = paid[order_id]
            touches = (one for one in book.touches if exact.counts(book, order, one))
            owners = [who for one in touches if (who := exact.owner(book, one)) is not None]
            owners += [deal.creator_id for _, deal in exact.owned_codes(book, order)]
            assert sorted(touch.creator_id for touch in path) == sorted(owners)
            assert [touch.place for touch in path] == sorted(touch.place for touch in path)

    @given(books())
    def test_the_story_in_words_names_everybody_who_earned(self, book: Book) -> None:
        for story in attributed(book).stories:
            told = story.in_words()
            assert all(one.endswith(".") and "\n" not in one for one in told)
            for part in story.amounts:
                assert any(
                    one.startswith(f"{part.credit.creator_id} earned ") and str(part.net) in one
                    for one in told
                )


def _without_weights(row: CreditRow) -> tuple[str, str | None, int, int, Fraction]:
    return (row.order_id, row.creator_id, row.gross, row.net, Fraction(row.weight, row.whole))


def _with_orders(book: Book, orders: list[Order]) -> Book:
    return attrs.evolve(
        book, orders=tuple(orders), refunds=(), disputes=(), line_items=(), conversions={}
    )


def _paths(book: Book) -> list[tuple[PathTouch, ...]]:
    return [
        path.touches
        for path in conversion_paths(
            book.orders, touches=book.touches, owners=book.owners, policy=book.attribution
        ).values()
    ]
