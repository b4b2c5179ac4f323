"""Candidacy: the creators of a book as candidates for the next cycle.

    package = the posts of one creator that told one angle in one cycle
    cost    = their equal part of everything that the creator cost
    came    = the sales that followed them until the creator's next post
    price   = what was quoted, else the mean cost of their packages so far

An angle told is the unit that is booked, tested and judged, so it is the unit of evidence too. Who
sold without any post that the book knows had one package. Who neither published nor sold is
untried: what was spent on them says nothing of what a post of theirs brings. What follows from
candidates is for ``influence.beliefs``.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import attrs

from influence._ripeness import Ripeness
from influence.bookings import Booking
from influence.campaign_book import Book
from influence.candidates import Candidate
from influence.money import Money
from influence.periods import DAY_IN_MICROSECONDS, microseconds
from influence.posts import Post
from influence.sales import Sale, total_gross_profit, total_orders
from influence.scorecards import Scorecard

#: What can tell how often a post was seen, the best first.
_EXPOSURES: Final = ("impressions", "reach", "views")


@attrs.frozen(kw_only=True)
class _Package:
    """The posts of one package, and what sold after them."""

    cycle: int
    angle: str
    posts: tuple[Post, ...]
    sales: tuple[Sale, ...]


def candidate_of(card: Scorecard, *, spend: Money, book: Book, ripeness: Ripeness) -> Candidate:
    """A creator of the book as a candidate.

    Args:
        card: What the book knows of them.
        spend: Everything that they cost.
        book: The book.
        ripeness: How much of what a post brings has come after so many days.
    """
    bookings = _bookings(card, spend=spend, book=book, ripeness=ripeness)
    quote = None if card.deal is None else card.deal.quote
    return Candidate(
        creator_id=card.creator.creator_id,
        price=_usual_price(bookings) if quote is None else quote,
        followers=card.creator.followers,
        niche=card.creator.niche,
        bookings=bookings,
    )


def _usual_price(bookings: Sequence[Booking]) -> Money | None:
    """The mean cost of a package so far; ``None`` when there is none, or all were free.

    A deal is for the whole book, so what it cost says nothing of one cycle beside another.
    """
    if not bookings:
        return None
    costs = [one.cost for one in bookings]
    mean = Money.total(costs, currency=costs[0].currency).allocate([1] * len(costs))[0]
    return mean if mean.is_positive else None


def _bookings(
    card: Scorecard, *, spend: Money, book: Book, ripeness: Ripeness
) -> tuple[Booking, ...]:
    """What was booked with a creator, cycle by cycle."""
    if not card.posts:
        return _unposted(card, spend=spend, book=book, ripeness=ripeness)
    packages = _packages(card, book=book)
    costs = spend.allocate([len(package.posts) for package in packages])
    clicks = _clicks(card, packages)
    end = microseconds(book.last_moment)
    return tuple(
        Booking(
            cycle=package.cycle,
            cost=cost,
            exposure=_exposure(package.posts),
            clicks=visits,
            orders=_orders(package.sales, book=book),
            gross_profit=_gross_profit(package.sales, book=book),
            angle=package.angle,
            matured=ripeness.of_posts(package.posts, end=end),
        )
        for package, cost, visits in zip(packages, costs, clicks, strict=True)
    )


def _packages(card: Scorecard, *, book: Book) -> tuple[_Package, ...]:
    """The posts by cycle and angle, in the order of the first post of each."""
    found: dict[tuple[int, str], list[tuple[Post, tuple[Sale, ...]]]] = {}
    for post, sales in zip(card.posts, card.sales_by_post, strict=True):
        cycle = book.campaign.cycle_of(post.published_at)
        found.setdefault((cycle, post.angle or ""), []).append((post, sales))
    return tuple(
        _Package(
            cycle=cycle,
            angle=" ".join(angle.split()),
            posts=tuple(post for post, _ in rows),
            sales=tuple(sale for _, sales in rows for sale in sales),
        )
        for (cycle, angle), rows in found.items()
    )


def _unposted(
    card: Scorecard, *, spend: Money, book: Book, ripeness: Ripeness
) -> tuple[Booking, ...]:
    """The one package of somebody whose posts the book does not know, where there was one."""
    was_paid = spend.is_positive and book.tells_sales and not book.posts
    if not card.sales and not was_paid:
        return ()
    age = (microseconds(book.last_moment) - microseconds(card.start)) // DAY_IN_MICROSECONDS
    return (
        Booking(
            cycle=0,
            cost=spend,
            clicks=card.clicks.value,
            orders=_orders(card.sales, book=book),
            gross_profit=_gross_profit(card.sales, book=book),
            matured=ripeness.after(age),
        ),
    )


def _orders(sales: Sequence[Sale], *, book: Book) -> Fraction | None:
    """Orders of sales; unknown where nothing tells sales."""
    return total_orders(sales) if book.tells_sales else None


def _gross_profit(sales: Sequence[Sale], *, book: Book) -> Money | None:
    """Gross profit of sales; unknown where nothing tells sales."""
    if not book.tells_sales:
        return None
    return total_gross_profit(sales, currency=book.campaign.currency)


def _exposure(posts: Sequence[Post]) -> int | None:
    """How often posts were seen, by the best figure that all of them tell."""
    for name in _EXPOSURES:
        figures = [post.figure(name) for post in posts]
        known = [figure for figure in figures if figure is not None]
        if len(known) == len(figures):
            return sum(known)
    return None


def _clicks(card: Scorecard, packages: Sequence[_Package]) -> Sequence[Fraction | None]:
    """The creator's clicks over their packages, in proportion to what the posts tell.

    The whole is from the best source there is; the posts only say how it is split.
    """
    whole = card.clicks.value
    if whole is None or len(packages) == 1:
        return [whole] * len(packages)
    known = [[post.clicks for post in package.posts] for package in packages]
    if any(clicks is None for group in known for clicks in group):
        return [None] * len(packages)
    parts = [sum(clicks or 0 for clicks in group) for group in known]
    total = sum(parts)
    if not total:
        return [None if whole else Fraction(0)] * len(packages)
    return [whole * Fraction(part, total) for part in parts]
