from __future__ import annotations

from fractions import Fraction
from random import Random

import attrs
import exact_attribution as exact
from hypothesis import given, strategies as st

from influence.attribution import Attribution, LastTouch, attribute, attribute_leads
from influence.campaign_book import Book
from influence.money import Money
from influence.orders import Order
from influence.testing._book_strategies import books


def attributed(book: Book) -> Attribution:
    return attribute(
        book.orders,
        touches=book.touches,
        refunds=book.refunds,
        owners=book.owners,
        policy=book.attribution,
        currency=book.campaign.currency,
    )


class TestCredit:
    """Nothing is lost and nothing is made up: the credits of every order sum to the order."""

    @given(books())
    def test_credits_of_an_order_sum_to_it(self, book: Book) -> None:
        for story in attributed(book).stories:
            shares = [credit.share for credit in story.resolution.credits]
            zero = Money.zero(book.campaign.currency)
            assert sum(shares, Fraction(0)) == (1 if shares else 0)
            assert sum((part.gross for part in story.amounts), start=zero) == (
                story.gross if shares else zero
            )
            assert sum((part.net for part in story.amounts), start=zero) == (
                story.net if shares else zero
            )
            assert (story.resolution.miss is None) == bool(shares) == story.is_attributed

    @given(books())
    def test_credited_and_unattributed_are_all_paid_orders(self, book: Book) -> None:
        credit = attributed(book)
        orders = {order.order_id: order for order in book.orders}
        paid = [order for order in book.orders if order.status == "paid"]
        back = [row for row in book.refunds if orders[row.order_id].status == "paid"]
        zero = Money.zero(book.campaign.currency)
        mine = [part for deal in book.creators for part in credit.of(deal.creator_id)]

        assert [story.order_id for story in credit.stories] == [order.order_id for order in paid]
        shares = sum((part.credit.share for _, part in mine), Fraction(0))
        assert shares + len(credit.unattributed) == len(paid)
        net = sum((order.items for order in paid), start=zero)
        for refund in back:
            net -= refund.amount
        assert credit.net == net
        assert sum((part.net for _, part in mine), start=credit.unattributed_net) == net

    @given(books())
    def test_only_who_was_met_or_named_is_credited(self, book: Book) -> None:
        orders = {order.order_id: order for order in book.orders}
        for story in attributed(book).stories:
            order = orders[story.order_id]
            touches = (touch for touch in book.touches if exact.counts(book, order, touch))
            met = {exact.owner(book, touch) for touch in touches}
            named = {deal.creator_id for _, deal in exact.owned_codes(book, order)}
            assert {one.creator_id for one in story.resolution.credits} <= met | named

    @given(books())
    def test_wider_lookback_never_loses_a_credit(self, book: Book) -> None:
        policy = attrs.evolve(book.attribution, lookback_days=book.attribution.lookback_days + 8)
        wider = attributed(attrs.evolve(book, attribution=policy))
        for before, after in zip(attributed(book).stories, wider.stories, strict=True):
            if not before.is_attributed:
                continue
            assert after.is_attributed
            if policy.model == LastTouch() and policy.precedence != "link_wins":
                assert after.resolution.credits == before.resolution.credits

    @given(books())
    def test_every_creator_and_code_that_took_part_is_in_the_story(self, book: Book) -> None:
        orders = {order.order_id: order for order in book.orders}
        for story in attributed(book).stories:
            order, lines = orders[story.order_id], str(story.working())
            touches = (touch for touch in book.touches if exact.counts(book, order, touch))
            met = {exact.owner(book, touch) for touch in touches} - {None}
            told = {one.creator_id for one in story.resolution.credits}
            told |= {one.who for one in story.resolution.losers}
            assert met <= told
            assert all(" ".join(code.split()) in lines for code in order.codes)

    @given(books(), st.randoms(use_true_random=False))
    def test_order_of_the_touches_decides_nothing(self, book: Book, random: Random) -> None:
        touches = list(book.touches)
        random.shuffle(touches)
        mixed = attrs.evolve(book, touches=tuple(touches))
        assert attributed(mixed) == attributed(book)

    @given(books())
    def test_leads_follow_the_rules_of_orders(self, book: Book) -> None:
        leads = attribute_leads(
            book.leads, touches=book.touches, owners=book.owners, policy=book.attribution
        )
        for credited in leads:
            lead = credited.lead
            same = attrs.evolve(
                book,
                refunds=(),
                line_items=(),
                disputes=(),
                orders=(
                    Order(
                        order_id="lead",
                        at=lead.at,
                        visitor_id=lead.visitor_id,
                        items=Money("1", book.campaign.currency),
                    ),
                ),
            )
            assert attributed(same).stories[0].resolution == credited.resolution
