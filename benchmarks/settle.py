"""What settling costs in pure Python, against the least that any program must do, and how it grows.

    ratio  = median seconds of settle for every creator / median seconds of a bare sum in integers
    growth = seconds for all orders / seconds for a tenth of them; 10 is linear

Run it from anywhere: ``python benchmarks/settle.py [orders]``; a million when nothing is said. Five
hundred creators have a commission of 12 % each, one order in twenty is partly refunded, and the
orders of the last thirty days are on hold. The bare sum looks at the same orders, leaves the same
ones out and has to come to the same amounts. Linux only, for the memory.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from fractions import Fraction

from influence.money import Money, round_fraction
from influence.payments import Commission, CreditedOrder, Performance
from influence.periods import Period
from influence.settlement import SettlementPolicy, Statement, settle
from influence.shares import Share

_RUNS = 3
_CREATORS = 500
_START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_END = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
_RATE = Share("0.12")
_TERMS = Commission(rate=_RATE)
_HOLD = dt.timedelta(days=30)
_WHOLE = SettlementPolicy(hold_days=_HOLD.days)
_MONTHLY = SettlementPolicy(hold_days=_HOLD.days, period_months=1)


def performances(orders: int) -> list[Performance]:
    """What each creator did in a year, the same on every machine."""
    dice = random.Random(7)  # noqa: S311 - a benchmark, not a secret
    return [
        Performance(
            currency="USD",
            period=Period(_START, _END),
            orders=tuple(_orders(creator, orders // _CREATORS, dice=dice)),
        )
        for creator in range(_CREATORS)
    ]


def _orders(creator: int, count: int, *, dice: random.Random) -> Iterator[CreditedOrder]:
    for number in range(count):
        gross = dice.randrange(500, 20_000)
        yield CreditedOrder(
            order_id=f"o{creator}-{number}",
            at=_START + dt.timedelta(seconds=dice.randrange(365 * 86_400)),
            gross=Money.from_minor(gross, "USD"),
            refunded=Money.from_minor(gross // 3 if number % 20 == 0 else 0, "USD"),
        )


def settled(did: list[Performance], *, policy: SettlementPolicy) -> list[Statement]:
    """The first statement of every creator."""
    return [
        settle(_TERMS, one, creator_id=f"c{number}", policy=policy, as_of=_END)
        for number, one in enumerate(did)
    ]


def bare(did: list[Performance]) -> list[int]:
    """The minor units that every creator is owed, without a working, a check or a statement."""
    last = _END - _HOLD
    nets = (
        sum(order.gross.minor - order.refunded.minor for order in one.orders if order.at <= last)
        for one in did
    )
    return [round_fraction(Fraction(net) * _RATE.fraction) for net in nets]


def medians(*jobs: Callable[[], object]) -> list[float]:
    """The median CPU seconds of each job; they take turns."""
    rounds = [[_seconds(job) for job in jobs] for _ in range(_RUNS)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def _seconds(job: Callable[[], object]) -> float:
    started = time.process_time()
    job()
    return time.process_time() - started


def measured(orders: int) -> list[float]:
    """The medians of the bare sum and of settling at once and by month, which have to agree."""
    did = performances(orders)
    owed = bare(did)
    for policy in (_WHOLE, _MONTHLY):
        if [one.payable.minor for one in settled(did, policy=policy)] != owed:
            raise SystemExit("settle must come to the amounts of the bare sum")
    return medians(
        lambda: bare(did),
        lambda: settled(did, policy=_WHOLE),
        lambda: settled(did, policy=_MONTHLY),
    )


def main() -> None:
    """Print one line for each figure."""
    orders = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"{_CREATORS} creators, median of {_RUNS} interleaved runs, {sys.version.split()[0]}")
    names = ("bare sum", "settle, one period", "settle, 12 months")
    few, many = measured(orders // 10), measured(orders)
    for count, times in ((orders // 10, few), (orders, many)):
        for name, taken in zip(names, times, strict=True):
            each, ratio = taken / count * 1e6, taken / times[0]
            print(f"{count:9} orders  {name:20}{taken:8.3f} s {each:8.2f} us x{ratio:.1f}")
    for name, less, more in zip(names, few, many, strict=True):
        print(f"growth            {name:20}{more / less:8.2f} for ten times the orders")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory       {peak:7.0f} MiB")


if __name__ == "__main__":
    main()
