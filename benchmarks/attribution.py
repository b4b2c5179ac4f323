"""What crediting orders costs, against the least that any program must do with them.

    ratio = seconds of attribute(…) / seconds of grouping and sorting the touches by visitor

Run it from anywhere: ``python benchmarks/attribution.py [orders] [runs]``; five touches an order,
500 creators, a code on every tenth order, everything from memory. ``last_touch`` is answered by the
lane of plain orders, every other model by a path and its weights. ``rows`` adds the row-level
credits in minor units, ``stories`` the story of every order. Then the same orders with a customer
id each, and one visitor who met everything, whose touches must not be multiplied by the orders.
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import attrs
from evaluate import book_of, grouped

from influence import attribution
from influence.attribution import Attribution, AttributionPolicy, attribute
from influence.campaign_book import Book

_DEFAULTS = ("100000", "3")

_MODELS = (
    "LastTouch",
    "FirstTouch",
    "LastNonDirect",
    "Linear",
    "PositionBased",
    "TimeDecay",
    "CodeFirst",
    "Custom",
    "Markov",
    "Shapley",
)


def seconds(job: Callable[[], object], *, runs: int) -> float:
    """CPU seconds of the median run, with what it made thrown away in between."""
    found: list[float] = []
    for _ in range(runs):
        gc.collect()
        started = time.process_time()
        made = job()
        found.append(time.process_time() - started)
        del made
    return statistics.median(found)


def credited(book: Book, policy: AttributionPolicy) -> Attribution:
    """The credits of a book."""
    return attribute(
        book.orders,
        touches=book.touches,
        owners=book.owners,
        policy=policy,
        currency=book.campaign.currency,
    )


def models() -> Sequence[Any]:
    """Every model that comes with us, by its defaults."""
    return [getattr(attribution, name)() for name in _MODELS if hasattr(attribution, name)]


def main() -> None:
    """Print one line for each figure."""
    orders, runs = map(int, (*sys.argv[1:], *_DEFAULTS[len(sys.argv) - 1 :]))
    book = book_of(orders, touches=5 * orders, visitors=orders)
    plain = AttributionPolicy()

    def line(what: str, job: Callable[[], object], *, of: int = orders) -> None:
        took = seconds(job, runs=runs)
        print(f"{what:24} {took:8.3f} s  x{took / bare:6.2f}  {of / took:10,.0f} orders/s")

    python = sys.version.split()[0]
    print(f"{orders} orders, {5 * orders} touches, 500 creators, {python}, {runs} runs")
    bare = seconds(partial(grouped, book), runs=runs)
    line("group and sort", partial(grouped, book))
    for model in models():
        line(model.name, partial(credited, book, AttributionPolicy(model=model)))
    line("last_touch with rows", lambda: list(credited(book, plain).rows()))
    line("last_touch by creator", lambda: credited(book, plain).by_creator)
    line("last_touch with stories", lambda: credited(book, plain).stories)
    known = tuple(
        attrs.evolve(one, customer_id=f"c{place % 1000}")
        for place, one in enumerate(book.orders[: orders // 10])
    )
    joined = attrs.evolve(book, orders=known, refunds=())
    line("joined by customer", partial(credited, joined, plain), of=orders // 10)
    one = book_of(orders // 100, touches=orders, visitors=1)
    line("one visitor", partial(credited, one, plain), of=orders // 100)


if __name__ == "__main__":
    main()
