from __future__ import annotations

import datetime as dt
import unicodedata
from fractions import Fraction
from random import Random

import attrs
from hypothesis import given, settings, strategies as st

from influence.attribution import Attribution, LastTouch, attribute, attribute_leads
from influence.campaign_book import Book
from influence.money import Money
from influence.orders import Order
from influence.testing._book_strategies import books
from influence.tracking import KINDS, Touch

UTC = dt.UTC


def attributed(book: Book) -> Attribution:
    return attribute(
        book.orders,
        touches=book.touches,
        refunds=book.refunds,
        owners=book.owners,
        policy=book.attribution,
        currency=book.campaign.currency,
    )


def plain(mark: str) -> str:
    return "".join(unicodedata.normalize("NFKC", mark).casefold().split())


def owner(book: Book, kind: str, value: str) -> str | None:
    """Whose a mark is, by looking through every deal."""
    for deal in book.deals:
        marks = {"code": deal.codes, "dm": deal.dm_keywords}.get(kind, deal.links)
        for mark in marks:
            if kind == "dm":
                spoken = "".join(c if c.isalnum() else " " for c in value.casefold()).split()
                if plain(mark) in spoken:
                    return deal.creator_id
            elif plain(mark) == plain(value):
                return deal.creator_id
    return None


def buyers(book: Book, order: Order) -> set[str]:
    """Every visitor that the buyer of an order came by as."""
    own = {order.visitor_id} if order.visitor_id else set()
    if order.customer_id is None:
        return own
    same = (other for other in book.orders if other.customer_id == order.customer_id)
    return own | {other.visitor_id for other in same if other.visitor_id}


def counts(book: Book, order: Order, touch: Touch) -> bool:
    """Whether a touch could have led to an order."""
    age = order.at.astimezone(UTC) - touch.at.astimezone(UTC)
    window = dt.timedelta(days=book.attribution.lookback_days)
    return touch.visitor_id in buyers(book, order) and dt.timedelta(0) <= age <= window


def winner(book: Book, order: Order) -> str | None:
    """Who earns an order by the last touch, written down from the rules and nothing else."""
    met: list[tuple[dt.datetime, int, str]] = []
    for touch in book.touches:
        who = owner(book, touch.kind, touch.value)
        if who is not None and counts(book, order, touch):
            met.append((touch.at.astimezone(UTC), KINDS.index(touch.kind), who))
    coded = [who for code in order.codes if (who := owner(book, "code", code)) is not None]
    precedence = book.attribution.precedence
    creators = {who for _, _, who in met}
    takes = {
        "code_wins": True,
        "code_if_involved": bool(coded) and coded[-1] in creators,
        "code_if_winner": bool(coded and met) and coded[-1] == max(met)[2],
        "link_wins": not met,
        "last_touch": False,
    }
    if coded and precedence == "last_touch":
        met.append((order.at.astimezone(UTC), KINDS.index("code"), coded[-1]))
    if coded and takes[precedence]:
        return coded[-1]
    return max(met)[2] if met else None


class TestOracle:
    """The last touch wins as the rules say, whichever the precedence."""

    @given(books(models=(LastTouch(),)))
    @settings(max_examples=3 * settings().max_examples)
    def test_winner_is_the_one_that_a_slow_reading_of_the_rules_finds(self, book: Book) -> None:
        found = {
            story.order_id: tuple(credit.creator_id for credit in story.resolution.credits)
            for story in attributed(book).stories
        }
        expected = {
            order.order_id: () if (who := winner(book, order)) is None else (who,)
            for order in book.orders
            if order.status == "paid"
        }

        assert found == expected


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
            touches = (touch for touch in book.touches if counts(book, order, touch))
            met = {owner(book, touch.kind, touch.value) for touch in touches}
            named = {owner(book, "code", code) for code in order.codes}
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
            touches = (touch for touch in book.touches if counts(book, order, touch))
            met = {owner(book, touch.kind, touch.value) for touch in touches} - {None}
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
