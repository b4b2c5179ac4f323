"""Trail steps: how often each player was met after each, counted from trails.

    a step was taken as often as a window holds both of its touches

Codes on orders come after the touches: at the moment of the order, by the same rules as those of
that moment. The few touches of exactly that moment are lined up with the codes, order by order.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs
import numpy as np

from influence.frames._learning._trails import Codes, Flags, Numbers, Trails, side_by_side


@attrs.frozen(kw_only=True, eq=False)
class Steps:
    """How often each step was taken, and where journeys ended.

    Args:
        taken: A row for the start and for each player; how often each player came next.
        won: How many sales there were after each player.
        lost: How many visitors bought nothing after each.
        are_won: Which orders have a journey.
    """

    taken: Numbers
    won: Numbers
    lost: Numbers
    are_won: Flags

    @property
    def met(self) -> list[int]:
        """The players who were met at all."""
        met: list[int] = np.flatnonzero(self.taken.sum(axis=0)).tolist()
        return met


def steps_of(trails: Iterable[Trails], codes: Codes, *, players: Numbers, orders: int) -> Steps:
    """The steps of all journeys.

    Args:
        trails: The trails.
        codes: The codes.
        players: The player of each place.
        orders: How many orders there are.
    """
    count = int(players.max(initial=-1)) + 1
    told = Steps(
        taken=np.zeros((count + 1, count), dtype=np.int64),
        won=np.zeros(count, dtype=np.int64),
        lost=np.zeros(count, dtype=np.int64),
        are_won=np.zeros(orders, dtype=np.bool_),
    )
    told.are_won[codes.orders] = True
    # The player before the codes of an order, from 1; 0 is the start.
    before = np.zeros(orders, dtype=np.int64)
    beside = [codes]
    for some in trails:
        who = players[some.places]
        _walked(told, some, who)
        since, ended, until, coded = (
            column[some.are_coded] for column in (some.since, some.before, some.until, some.orders)
        )
        before[coded] = np.where(ended > since, who[ended - 1] + 1, 0)
        rows, touches = side_by_side(ended, until)
        beside.append(Codes(orders=coded[rows], places=some.places[touches]))
    _coded(told, _lined_up(beside), before, players)
    return told


def _walked(told: Steps, some: Trails, who: Numbers) -> None:
    """Count the steps among touches, of buyers and of the others."""
    count, met = told.taken.shape[1], len(who)
    are_met = some.before > some.since
    told.are_won[some.orders[are_met]] = True
    since, until, ends = some.since[are_met], some.before[are_met], ~some.are_coded[are_met]
    both = np.bincount(since, minlength=met) - np.bincount(until - 1, minlength=met)
    times = both.cumsum()
    counts = np.diff(some.begins, append=met)
    lasts = some.begins + counts - 1
    gone = ~some.buyers
    alone = np.repeat(gone, counts)
    alone[lasts] = False
    times += alone
    walked = np.flatnonzero(times)
    pairs = (who[walked] + 1) * count + who[walked + 1]
    np.add.at(told.taken.reshape(-1), pairs, times[walked])
    firsts = np.concatenate([since, some.begins[gone]])
    told.taken[0] += np.bincount(who[firsts], minlength=count)
    told.won[:] += np.bincount(who[until[ends] - 1], minlength=count)
    told.lost[:] += np.bincount(who[lasts[gone]], minlength=count)


def _coded(told: Steps, codes: Codes, before: Numbers, players: Numbers) -> None:
    """Count the steps among codes and touches of the same moment."""
    who = players[codes.places]
    are_first = np.ones(len(who), dtype=np.bool_)
    np.not_equal(codes.orders[1:], codes.orders[:-1], out=are_first[1:])
    came = np.where(are_first, before[codes.orders], np.roll(who, 1) + 1)
    count = told.taken.shape[1]
    np.add.at(told.taken.reshape(-1), came * count + who, 1)
    are_last = np.roll(are_first, -1)
    told.won[:] += np.bincount(who[are_last], minlength=count)


def _lined_up(parts: list[Codes]) -> Codes:
    """Rows of orders sorted by order and place."""
    orders = np.concatenate([part.orders for part in parts])
    places = np.concatenate([part.places for part in parts])
    order = np.lexsort((places, orders))
    return Codes(orders=orders[order], places=places[order])
