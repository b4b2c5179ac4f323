"""Corpus: books to lint and evaluations to export, drawn from a seed, the same for everybody."""

from __future__ import annotations

import pickle
from functools import cache

import attrs

from influence.campaign_book import Book
from influence.creators import Creator
from influence.deals import Deal
from influence.evaluation import Evaluation, evaluate
from influence.payments import Commission
from influence.testing._book_strategies import books
from influence.testing._books import book, order
from influence.testing._conformance._drawn import drawn

#: What a person may be called who wants to run a formula or a script in somebody's program.
HOSTILE = (
    '=HYPERLINK("http://example.invalid","x")',
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "<script>alert(1)</script>",
    '" onload="alert(1)',
    "a,b;c\"d'e",
    "\u202egnp.exe",
    "Zoë 🧵",
)


def books_of(*, count: int, seed: int) -> tuple[Book, ...]:
    """So many books, and one in which nothing happened; new ones each time."""
    found: tuple[Book, ...] = pickle.loads(_books(count, seed))  # noqa: S301  # written here
    return found


def evaluations_of(*, count: int, seed: int) -> tuple[Evaluation, ...]:
    """What follows from these books, and from one of people with hostile names; new each time."""
    found: tuple[Evaluation, ...] = pickle.loads(_evaluations(count, seed))  # noqa: S301  # as above
    return found


@cache
def _books(count: int, seed: int) -> bytes:
    """The books, kept so that nobody can change them for the next."""
    return pickle.dumps((empty_book(), *drawn(books(), count=count, seed=seed)))


@cache
def _evaluations(count: int, seed: int) -> bytes:
    """The evaluations, kept in the same way."""
    told = (hostile_book(), *books_of(count=count, seed=seed))
    return pickle.dumps(tuple(map(evaluate, told)))


def empty_book() -> Book:
    """A campaign in which nothing happened."""
    return book()


def hostile_book() -> Book:
    """A campaign of people whose names are formulas and scripts, each with a sale."""
    deals = [
        Deal(creator_id=f"c{at}", codes=(f"CODE{at}",), terms=Commission(rate="0.1"))
        for at in range(len(HOSTILE))
    ]
    orders = [order(f"o{at}", codes=(f"CODE{at}",)) for at in range(len(HOSTILE))]
    made = book(*deals, *orders)
    creators = [Creator(creator_id=f"c{at}", name=name) for at, name in enumerate(HOSTILE)]
    return attrs.evolve(made, creators=tuple(creators))
