"""What the main job costs on a large book, against the least that any program must do with it.

    ratio = seconds of evaluate(book) / seconds of grouping and sorting the touches by visitor

Run it from anywhere: ``python benchmarks/evaluate.py [orders]``; five touches an order.
The growth line repeats the job on half the book: about 2 is linear. Then one visitor
with a hundred touches an order, whose touches must not be multiplied by the orders.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import sys
import time
from collections.abc import Callable

from influence.attribution import attribute
from influence.campaign_book import Book
from influence.campaigns import Campaign
from influence.creators import Creator
from influence.deals import Deal
from influence.evaluation import evaluate
from influence.metrics import SuccessMetrics
from influence.money import Money
from influence.orders import Order
from influence.payments import Commission
from influence.shares import Share
from influence.tracking import Touch

_START = dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
_CREATORS = 500


def book_of(orders: int, *, touches: int, visitors: int) -> Book:
    """A book with so many rows, the same on every machine."""
    dice = random.Random(7)  # noqa: S311 - a book, not a secret

    def moment() -> dt.datetime:
        return _START + dt.timedelta(seconds=dice.randrange(40 * 86_400))

    names = [f"creator{n}" for n in range(_CREATORS)]
    return Book(
        campaign=Campaign(
            campaign_id="large",
            name="Large",
            currency="USD",
            time_zone="UTC",
            starts=dt.date(2026, 3, 1),
            ends=dt.date(2026, 4, 12),
            success_metrics=SuccessMetrics(("saves", "clicks", "orders")),
            gross_margin=Share("0.55"),
        ),
        creators=tuple(Creator(creator_id=name, name=name) for name in names),
        deals=tuple(
            Deal(
                creator_id=name,
                links=(name,),
                codes=(f"{name}15",),
                terms=Commission(rate=Share("0.1")),
            )
            for name in names
        ),
        touches=tuple(
            Touch(
                touch_id=f"t{n}",
                at=moment(),
                visitor_id=f"v{dice.randrange(visitors)}",
                kind="link",
                value=dice.choice(names),
            )
            for n in range(touches)
        ),
        orders=tuple(
            Order(
                order_id=f"o{n}",
                at=moment(),
                visitor_id=f"v{dice.randrange(visitors)}",
                items=Money.from_minor(dice.randrange(500, 20_000), "USD"),
                codes=(f"{dice.choice(names)}15",) if n % 10 == 0 else (),
            )
            for n in range(orders)
        ),
    )


def seconds(job: Callable[[], object]) -> float:
    """CPU seconds of the fastest of two runs."""
    runs: list[float] = []
    for _ in range(2):
        started = time.process_time()
        job()
        runs.append(time.process_time() - started)
    return min(runs)


def grouped(book: Book) -> dict[str, list[Touch]]:
    """The touches of each visitor in order, which every attribution must find in some way."""
    by_visitor: dict[str, list[Touch]] = {}
    for touch in book.touches:
        by_visitor.setdefault(touch.visitor_id, []).append(touch)
    for order in book.orders:
        by_visitor.get(order.visitor_id or "", ())
    for touches in by_visitor.values():
        touches.sort(key=lambda touch: touch.at)
    return by_visitor


def credited(book: Book) -> object:
    """The attribution alone."""
    return attribute(
        book.orders,
        touches=book.touches,
        owners=book.owners,
        policy=book.attribution,
        currency=book.campaign.currency,
    )


def main() -> None:
    """Print one line for each figure."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    book = book_of(orders, touches=5 * orders, visitors=orders)
    bare, alone = seconds(lambda: grouped(book)), seconds(lambda: credited(book))
    whole = seconds(lambda: evaluate(book))
    print(f"{orders} orders, {5 * orders} touches, {_CREATORS} creators, {sys.version.split()[0]}")
    print(f"group and sort     {bare:7.2f} s")
    print(f"attribute          {alone:7.2f} s  x{alone / bare:.1f}")
    print(f"evaluate           {whole:7.2f} s  x{whole / bare:.1f}")
    half = book_of(orders // 2, touches=5 * orders // 2, visitors=orders // 2)
    print(f"growth             {whole / seconds(lambda: evaluate(half)):7.2f} for twice the book")
    one = book_of(orders // 100, touches=orders, visitors=1)
    print(f"one visitor        {seconds(lambda: credited(one)):7.2f} s for {orders // 100} orders")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory        {peak:7.0f} MiB")


if __name__ == "__main__":
    main()
