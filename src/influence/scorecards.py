"""Scorecards: everything that the book knows of one creator, each fact from one source.

A creator whose facts are already counted has clicks, leads and signups from the results. Everybody
else has clicks from their link's touches where the book has any, and leads and signups from the
leads table. Where none of these tells the clicks, the posts do; sources are never added up. What no
source tells is ``None``. What follows from a scorecard is for ``influence.appraisals``.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from functools import cached_property

import attrs

from influence._earnings import Earnings, ToldEarnings
from influence.attribution import Attribution, CreditedLead, LearningModel, attribute_leads
from influence.campaign_book import Book
from influence.costs import Cost
from influence.creators import Creator
from influence.deals import Deal
from influence.metrics import POST_METRICS, POST_RATES, Tally, tally
from influence.periods import DAY_IN_MICROSECONDS, microseconds
from influence.posts import Post
from influence.production import Moves, moves_of
from influence.results import Result
from influence.sales import Sale, counted_sales, total_customers
from influence.tracking import Touch, TouchTable

__all__ = ["Counted", "Scoreboard", "Scorecard", "scoreboard"]


@attrs.frozen(kw_only=True)
class Counted:
    """A count and the source it was taken from.

    Args:
        value: The count; ``None`` when no source tells it.
        source: Where it came from, in words.
    """

    value: Fraction | None
    source: str


@attrs.frozen(kw_only=True)
class Scorecard:
    """What the book knows of one creator.

    Args:
        creator: Who.
        deal: What was agreed with them; ``None`` when nothing was.
        posts: What they published, in the order of time.
        costs: What was spent on them beside the terms.
        sales: What they sold, in the order of time.
        clicks: Visits through their links, with the source of the count.
        leads: Leads and bookings, with the source of the count.
        signups: E-mail signups, with the source of the count.
        signup_customers: How many of those who signed up bought something.
        repeat_customers: How many of their customers bought more than once.
        rows_without_revenue: Counted rows that do not tell their revenue, which makes revenue
            unknown.
        start: When their work for the campaign began: the first post, else the campaign's start.
    """

    creator: Creator
    deal: Deal | None
    posts: tuple[Post, ...]
    costs: tuple[Cost, ...]
    sales: tuple[Sale, ...]
    clicks: Counted
    leads: Counted
    signups: Counted
    signup_customers: Fraction | None
    repeat_customers: Fraction | None
    rows_without_revenue: int
    start: dt.datetime

    @cached_property
    def customers(self) -> Fraction | None:
        """How many people bought; ``None`` when it cannot be told."""
        return total_customers(self.sales)

    @cached_property
    def sales_by_post(self) -> tuple[tuple[Sale, ...], ...]:
        """The sales that followed each post until the next; the first has those before it too."""
        published = [microseconds(post.published_at) for post in self.posts]
        found: list[list[Sale]] = [[] for _ in published]
        for sale in self.sales if published else ():
            found[max(0, bisect_right(published, sale.place[0]) - 1)].append(sale)
        return tuple(tuple(sales) for sales in found)

    def delays(self, end: int) -> Iterator[tuple[int, int, float]]:
        """Of each sale how many days its post was old at the *end*, and when it sold; and orders.

        Args:
            end: An instant in microseconds.
        """
        for post, sales in zip(self.posts, self.sales_by_post, strict=True):
            published = microseconds(post.published_at)
            age = (end - published) // DAY_IN_MICROSECONDS
            for sale in sales:
                delay = max(0, sale.place[0] - published) // DAY_IN_MICROSECONDS
                yield age, delay, 1.0 if sale.orders is None else float(sale.orders)

    @property
    def tallies(self) -> Mapping[str, Tally]:
        """What the platforms say of the posts, summed; only what is known."""
        sums = {name: tally(post.figure(name) for post in self.posts) for name in POST_METRICS}
        return {name: known for name, known in sums.items() if known is not None}

    @property
    def rates(self) -> Mapping[str, Fraction]:
        """The rates of the posts, each over the posts that know both sides; only what is known."""
        records = [
            {name: figure for name in POST_METRICS if (figure := post.figure(name)) is not None}
            for post in self.posts
        ]
        found = {rate.name: rate.over(records) for rate in POST_RATES}
        return {name: rate for name, rate in found.items() if rate is not None}


@attrs.frozen(kw_only=True)
class Scoreboard:
    """All scorecards of a book and what they were made from.

    Args:
        book: The book.
        cards: One for each creator, in the order of the book.
        earnings: Who earned which order.
        leads: Who earned which lead.
    """

    book: Book
    cards: tuple[Scorecard, ...]
    earnings: Earnings
    leads: tuple[CreditedLead, ...]

    @property
    def attribution(self) -> Attribution:
        """The stories of all orders."""
        return self.earnings.attribution

    def card(self, creator_id: str) -> Scorecard:
        """The scorecard of a creator of the book."""
        return self._by_creator[creator_id]

    @cached_property
    def moves(self) -> Moves:
        """The moves of each deliverable that has any."""
        return moves_of(self.book)

    @cached_property
    def _by_creator(self) -> Mapping[str, Scorecard]:
        return {card.creator.creator_id: card for card in self.cards}

    def has_returned(self, sale: Sale) -> bool:
        """Whether the buyer of a sale has more than one paid order in the book."""
        return _has_returned(sale, book=self.book)


def scoreboard(book: Book, *, earnings: Earnings | None = None) -> Scoreboard:
    """The scorecards of every creator in the *book*.

    Args:
        book: The book.
        earnings: Who earned which of its orders, where that is worked out already.
    """
    earned = ToldEarnings.of(book) if earnings is None else earnings
    leads = attribute_leads(
        book.leads,
        touches=_touches_of_leads(book),
        owners=book.owners,
        policy=book.attribution,
    )
    tables = _Tables.of(book, earned, leads)
    return Scoreboard(
        book=book,
        cards=tuple(tables.card(creator) for creator in book.creators),
        earnings=earned,
        leads=leads,
    )


@attrs.frozen(kw_only=True)
class _Tables:
    """The book's rows by creator."""

    book: Book
    earnings: Earnings
    deals: Mapping[str, Deal]
    posts: Mapping[str, list[Post]]
    costs: Mapping[str, list[Cost]]
    results: Mapping[str, list[Result]]
    link_clicks: Mapping[str, int] | None
    leads: Mapping[str, list[tuple[CreditedLead, Fraction]]]

    @classmethod
    def of(cls, book: Book, earnings: Earnings, leads: Iterable[CreditedLead]) -> _Tables:
        """The rows of *book*, grouped once."""
        posts: dict[str, list[Post]] = {}
        for post in sorted(
            book.posts, key=lambda row: (microseconds(row.published_at), row.post_id)
        ):
            posts.setdefault(post.creator_id, []).append(post)
        costs: dict[str, list[Cost]] = {}
        for cost in sorted(book.costs, key=lambda row: (microseconds(row.at), row.cost_id)):
            if cost.creator_id is not None:
                costs.setdefault(cost.creator_id, []).append(cost)
        results: dict[str, list[Result]] = {}
        for row in book.results:
            results.setdefault(row.creator_id, []).append(row)
        return cls(
            book=book,
            earnings=earnings,
            deals={deal.creator_id: deal for deal in book.deals},
            posts=posts,
            costs=costs,
            results=results,
            link_clicks=_link_clicks(book),
            leads=_leads_by_creator(leads),
        )

    def card(self, creator: Creator) -> Scorecard:
        """Everything the tables say of one creator."""
        creator_id = creator.creator_id
        posts = tuple(self.posts.get(creator_id, ()))
        sales = self._sales(creator_id)
        return Scorecard(
            creator=creator,
            deal=self.deals.get(creator_id),
            posts=posts,
            costs=tuple(self.costs.get(creator_id, ())),
            sales=sales,
            clicks=self._clicks(creator_id, posts),
            leads=self._leads(creator_id, "leads", ("lead", "booking")),
            signups=self._leads(creator_id, "signups", ("signup",)),
            signup_customers=self._signup_customers(creator_id, sales),
            repeat_customers=self._repeat_customers(sales),
            rows_without_revenue=sum(not sale.tells_revenue for sale in sales),
            start=posts[0].published_at if posts else self.book.campaign.period.start,
        )

    def _sales(self, creator_id: str) -> tuple[Sale, ...]:
        """The creator's sales by whichever grain the book has for them."""
        campaign = self.book.campaign
        if creator_id in self.results:
            sales = counted_sales(
                self.results[creator_id],
                currency=campaign.currency,
                zone=campaign.time_zone,
                margin=campaign.gross_margin,
            )
        else:
            sales = self.earnings.sales_of(creator_id)
        return tuple(sorted(sales, key=lambda sale: sale.place))

    def _clicks(self, creator_id: str, posts: tuple[Post, ...]) -> Counted:
        """Clicks from the best source that tells them."""
        if creator_id in self.results:
            counted = _sum_of(self.results[creator_id], "clicks")
            if counted is not None:
                return Counted(value=counted, source="clicks of the counted results")
        elif self.link_clicks is not None and self._has_link(creator_id):
            clicks = Fraction(self.link_clicks.get(creator_id, 0))
            return Counted(value=clicks, source="link touches of their links")
        known = tally(post.clicks for post in posts)
        if known is None:
            return Counted(value=None, source="no source tells them")
        return Counted(value=Fraction(known.total), source=f"clicks of the posts, {known}")

    def _has_link(self, creator_id: str) -> bool:
        """Whether touches can tell the creator's clicks at all."""
        return creator_id in self.deals and bool(self.deals[creator_id].links)

    def _leads(self, creator_id: str, what: str, kinds: tuple[str, ...]) -> Counted:
        """Leads or signups from the best source that tells them."""
        if creator_id in self.results:
            counted = _sum_of(self.results[creator_id], what)
            return Counted(value=counted, source=f"{what} of the counted results")
        if not self.book.leads:
            return Counted(value=None, source="the book has no leads")
        shares = [
            share
            for credited, share in self.leads.get(creator_id, ())
            if credited.lead.kind in kinds and credited.lead.counts
        ]
        return Counted(value=sum(shares, Fraction(0)), source=f"{what} credited to them")

    def _signup_customers(self, creator_id: str, sales: tuple[Sale, ...]) -> Fraction | None:
        """How many of the creator's signups bought through the creator."""
        if creator_id in self.results or not self.book.leads:
            return None
        orders = self.book.orders_by_id
        bought = {orders[sale.fact.removeprefix("order ")].visitor_id for sale in sales}
        signed = {
            credited.lead.visitor_id: share
            for credited, share in self.leads.get(creator_id, ())
            if credited.lead.kind == "signup" and credited.lead.counts
        }
        return sum((share for who, share in signed.items() if who in bought), Fraction(0))

    def _repeat_customers(self, sales: tuple[Sale, ...]) -> Fraction | None:
        """How many of the creator's customers have more than one paid order in the book."""
        if total_customers(sales) is None or any(sale.customers for sale in sales):
            return None
        return total_customers(sale for sale in sales if _has_returned(sale, book=self.book))


def _has_returned(sale: Sale, *, book: Book) -> bool:
    """Whether the buyer of a sale has more than one paid order in the book."""
    return sale.buyer is not None and book.orders_by_buyer[sale.buyer] > 1


def _touches_of_leads(book: Book) -> Iterable[Touch]:
    """The touches that the credit of leads looks at: all of them where a model learns."""
    if isinstance(book.attribution.model, LearningModel):
        return book.touches
    return book.touches_of({lead.visitor_id for lead in book.leads})


def _link_clicks(book: Book) -> Mapping[str, int] | None:
    """Link touches by creator, or ``None`` when the book has none."""
    if isinstance(book.touches, TouchTable):
        return book.touches.clicks(book.owners)
    links = [touch for touch in book.touches if touch.kind == "link"]
    if not links:
        return None
    owners = (book.owners.of_touch(touch) for touch in links)
    return Counter(owner for owner in owners if owner is not None)


def _leads_by_creator(
    leads: Iterable[CreditedLead],
) -> Mapping[str, list[tuple[CreditedLead, Fraction]]]:
    """Credited leads by creator, with the creator's share of each."""
    by_creator: dict[str, list[tuple[CreditedLead, Fraction]]] = {}
    for credited in leads:
        for credit in credited.resolution.credits:
            by_creator.setdefault(credit.creator_id, []).append((credited, credit.share))
    return by_creator


def _sum_of(results: Iterable[Result], count: str) -> Fraction | None:
    """The sum of a count over results, or ``None`` when none of them tells it."""
    known: list[int] = [
        figure for figure in (getattr(row, count) for row in results) if figure is not None
    ]
    return Fraction(sum(known)) if known else None
