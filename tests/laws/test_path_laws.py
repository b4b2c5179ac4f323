"""How sales came about: laws over whole books, and a slow reading of the rules beside them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import TypeVar

import attrs
import exact_attribution as exact
import pytest
from hypothesis import given, settings, strategies as st
from slow_paths import Way, collapsed, lead_ways, order_ways, people, reached

from influence.attribution import LastTouch
from influence.campaign_book import Book
from influence.deals import Deal
from influence.ladders import Ladder
from influence.paths import (
    CONVERSION_KINDS,
    COUNTING,
    DAY_BUCKETS,
    GROUPINGS,
    LENGTH_BUCKETS,
    PATH_FIGURES,
    REPEATS,
    SINCE,
    ConversionKind,
    Conversions,
    Counting,
    Distribution,
    Grouping,
    Paths,
    Repeats,
    Since,
    Worth,
    assists,
    audience_overlap,
    conversions_of,
    path_lengths,
    time_lags,
    top_paths,
)
from influence.scorecards import scoreboard
from influence.testing._book_strategies import Even, books
from influence.testing._books import book, order, touch

#: A whole book is a large example: half as many of them tell as much.
fewer = settings(max_examples=settings().max_examples // 2)

_Row = TypeVar("_Row", bound=attrs.AttrsInstance)
_DAY = dt.timedelta(days=1)
_NAMES = ("ann", "bea", "cal", "dov", "eva", "fay")


def paths(book: Book) -> Paths:
    return Paths(board=scoreboard(book))


def slow(book: Book, kind: ConversionKind) -> list[Way]:
    if kind == "orders":
        return order_ways(book)
    return lead_ways(book, "signup") if kind == "signups" else lead_ways(book, "lead", "booking")


def plus(worths: list[Worth], conversions: Conversions) -> Worth:
    """The sum of some worths."""
    value = None
    if conversions.currency is not None:
        value = conversions.worth(()).value
        for one in worths:
            assert value is not None
            assert one.value is not None
            value += one.value
    return Worth(conversions=sum(one.conversions for one in worths), value=value)


def told(worth: Worth) -> tuple[int, int]:
    return worth.conversions, 0 if worth.value is None else worth.value.minor


def tallied(ways: list[Way]) -> tuple[int, int]:
    return len(ways), sum(way.value for way in ways)


kinds = st.sampled_from(CONVERSION_KINDS)
groupings = st.sampled_from(GROUPINGS)


class TestPaths:
    """A path is every owned touch of the buyer within the lookback, and every owned code."""

    @given(books(), kinds)
    def test_slow_reading_of_the_rules_finds_the_same_paths(
        self, book: Book, kind: ConversionKind
    ) -> None:
        some = paths(book).conversions(kind)
        found = [
            (
                one.fact,
                [(met.at.astimezone(dt.UTC), met.creator_id, met.kind) for met in one.path],
                0 if one.value is None else one.value.minor,
            )
            for one in some.rows
        ]
        assert found == [
            (way.fact, [(met.at, met.creator, met.channel) for met in way.path], way.value)
            for way in slow(book, kind)
        ]

    @given(books())
    def test_whoever_is_credited_is_on_the_path(self, book: Book) -> None:
        for kind in CONVERSION_KINDS:
            for one in paths(book).conversions(kind).rows:
                for by in GROUPINGS:
                    assert one.earners(by) <= set(one.players(by))

    @given(books(), st.integers(0, 40))
    def test_wider_lookback_never_shortens_a_path(self, book: Book, more: int) -> None:
        policy = book.attribution
        wide = attrs.evolve(policy, lookback_days=policy.lookback_days + more)
        wider = attrs.evolve(book, attribution=wide)
        for kind in CONVERSION_KINDS:
            before = conversions_of(scoreboard(book), kind=kind)
            after = conversions_of(scoreboard(wider), kind=kind)
            for one, other in zip(before.rows, after.rows, strict=True):
                assert one.fact == other.fact
                assert not Counter(one.path) - Counter(other.path)


class TestAssists:
    """Assisted and last are all conversions of a path; everybody's last are all with a touch."""

    @given(books(), kinds, groupings)
    def test_last_and_assisted_are_the_whole(
        self, book: Book, kind: ConversionKind, by: Grouping
    ) -> None:
        some = paths(book).conversions(kind)
        table = assists(some, by=by)
        for row in table.rows:
            assert plus([row.last, row.assisted], some) == row.on_path
            assert row.on_path.conversions > 0
            assert row.ratio == (
                Fraction(row.assisted.conversions, row.last.conversions)
                if row.last.conversions
                else None
            )
        assert plus([row.last for row in table.rows], some) == table.reached
        assert plus([row.first for row in table.rows], some) == table.reached
        assert plus([table.reached, table.unreached], some) == some.worth(some.rows)

    @given(books(), kinds, groupings)
    def test_slow_reading_finds_the_same_table(
        self, book: Book, kind: ConversionKind, by: Grouping
    ) -> None:
        table = assists(paths(book).conversions(kind), by=by)
        ways = reached(slow(book, kind))
        expected = {}
        for player in {player for way in ways for player in way.players(by)}:
            mine = [way for way in ways if player in way.players(by)]
            expected[player] = (
                tallied(mine),
                tallied([way for way in mine if way.players(by)[0] == player]),
                tallied([way for way in mine if way.players(by)[-1] == player]),
                tallied([way for way in mine if way.players(by)[-1] != player]),
            )
        assert {
            row.player: tuple(map(told, (row.on_path, row.first, row.last, row.assisted)))
            for row in table.rows
        } == expected
        order = [(-row.on_path.conversions, row.player) for row in table.rows]
        assert order == sorted(order)

    @given(books(models=(LastTouch(),)))
    def test_uncredited_are_the_orders_that_went_to_others(self, book: Book) -> None:
        board = scoreboard(book)
        for row in assists(conversions_of(board)).rows:
            earned = len(board.attribution.of(row.player))
            assert row.on_path.conversions == earned + row.uncredited.conversions

    @given(books())
    def test_creator_without_a_touch_is_in_no_row(self, book: Book) -> None:
        met = {exact.owner(book, touch) for touch in book.touches}
        coded = {
            deal.creator_id for order in book.orders for _, deal in exact.owned_codes(book, order)
        }
        found = paths(book)
        shown = {
            row.player for kind in CONVERSION_KINDS for row in assists(found.conversions(kind)).rows
        }
        shown |= {one.creator_id for one in found.overlap.audiences}
        shown |= {who for row in top_paths(found.orders, limit=100).rows for who in row.players}
        assert shown <= met | coded


class TestDistributions:
    """The rows sum to the whole, and every quantile is a measure that was found."""

    @given(books(), kinds, st.sampled_from(SINCE), groupings, st.sampled_from(("all", "each")))
    def test_slow_reading_finds_the_same_lags(
        self, book: Book, kind: ConversionKind, since: Since, by: Grouping, whose: str
    ) -> None:
        some = paths(book).conversions(kind)
        for through in some.by_player(by) if whose == "each" else (None,):
            found = time_lags(some, since=since, by=by, through=through)
            ways, lags = [], []
            for way in reached(slow(book, kind)):
                if through is None or through in way.players(by):
                    moments = [
                        met.at
                        for met, player in zip(way.path, way.players(by), strict=True)
                        if through in (None, player)
                    ]
                    touch = moments[0] if since == "first" else moments[-1]
                    lags.append(way.at.astimezone(dt.UTC) - touch)
                    ways.append(way)
            _is_distribution(
                found,
                some,
                ways,
                [Fraction(lag // dt.timedelta(microseconds=1), 86_400_000_000) for lag in lags],
            )
            _fits(found, DAY_BUCKETS, [lag // _DAY for lag in lags], ways)

    @given(books(), kinds, st.sampled_from(COUNTING), groupings, st.sampled_from(("all", "each")))
    def test_slow_reading_finds_the_same_lengths(
        self, book: Book, kind: ConversionKind, counting: Counting, by: Grouping, whose: str
    ) -> None:
        some = paths(book).conversions(kind)
        for through in some.by_player(by) if whose == "each" else (None,):
            found = path_lengths(some, counting=counting, by=by, through=through)
            ways = [
                way
                for way in reached(slow(book, kind))
                if through is None or through in way.players(by)
            ]
            lengths = [
                len(way.path) if counting == "touches" else len(set(way.players("creator")))
                for way in ways
            ]
            _is_distribution(found, some, ways, [Fraction(length) for length in lengths])
            _fits(found, LENGTH_BUCKETS, lengths, ways)

    @given(books(), st.lists(st.integers(1, 40), min_size=1, max_size=6, unique=True))
    @fewer
    def test_other_buckets_sum_to_the_same(self, book: Book, bounds: list[int]) -> None:
        some = paths(book).orders
        ladder = Ladder([(bound, str(bound)) for bound in (0, *sorted(bounds))])
        one, other = time_lags(some), time_lags(some, buckets=ladder)
        assert one.whole == other.whole == plus([row.worth for row in other.rows], some)
        assert one.measures == other.measures


def _is_distribution(
    found: Distribution, some: Conversions, ways: list[Way], measures: list[Fraction]
) -> None:
    """What holds of every distribution."""
    assert plus([row.worth for row in found.rows], some) == found.whole
    assert told(found.whole) == tallied(ways)
    shares = [row.share for row in found.rows if row.share is not None]
    assert sum(shares, Fraction(0)) == (1 if ways else 0)
    assert len(shares) == (len(found.rows) if ways else 0)
    for part in (Fraction(0), Fraction(1, 3), Fraction(1, 2), Fraction(9, 10), Fraction(1)):
        quantile = found.quantile(part)
        enough = [
            one
            for one in sorted(measures)
            if sum(other <= one for other in measures) >= part * len(measures)
        ]
        assert quantile == (enough[0] if enough else None)
    assert found.median == found.quantile(Fraction(1, 2))


def _fits(
    found: Distribution, ladder: Ladder[int, str], measures: list[int], ways: list[Way]
) -> None:
    """Every row holds what stands on its step."""
    for row, label in zip(found.rows, ladder.values, strict=True):
        pairs = zip(measures, ways, strict=True)
        mine = [way for measure, way in pairs if ladder.at(measure) == label]
        assert (row.label, told(row.worth)) == (label, tallied(mine))


class TestTopPaths:
    """The listed paths and the others are all conversions with a touch, at every limit."""

    @given(books(), kinds, groupings, st.sampled_from(REPEATS), st.integers(0, 5))
    def test_slow_reading_finds_the_same_paths(
        self, book: Book, kind: ConversionKind, by: Grouping, repeats: Repeats, limit: int
    ) -> None:
        some = paths(book).conversions(kind)
        table = top_paths(some, by=by, repeats=repeats, limit=limit)
        shape: Callable[[tuple[str, ...]], tuple[str, ...]]
        shape = collapsed if repeats == "collapsed" else tuple
        ways: dict[tuple[str, ...], list[Way]] = {}
        for way in reached(slow(book, kind)):
            ways.setdefault(shape(way.players(by)), []).append(way)
        expected = sorted(
            ((players, tallied(mine)) for players, mine in ways.items()),
            key=lambda pair: (-pair[1][0], pair[0]),
        )
        assert [(row.players, told(row.worth)) for row in table.rows] == expected[:limit]
        assert table.left_out == len(expected[limit:])
        assert plus([*(row.worth for row in table.rows), table.others], some) == table.whole
        assert table.whole == some.worth(some.reached)
        everything = len(some.reached)
        for row in table.rows:
            assert row.share == Fraction(row.worth.conversions, everything)


class TestOverlap:
    """An overlap is symmetric, no larger than either audience, and by inclusion and exclusion."""

    @given(books())
    def test_slow_sets_have_the_same_in_common(self, book: Book) -> None:
        found = paths(book).overlap
        reach, bought = people(book)
        assert {one.creator_id: one.people for one in found.audiences} == {
            who: len(mine) for who, mine in reach.items()
        }
        assert found.people == len(set().union(*reach.values()))
        for one in found.audiences:
            mine = reach[one.creator_id]
            others = set().union(*(reach[who] for who in reach if who != one.creator_id))
            assert one.only == len(mine - others)
            assert one.buyers == len(mine & bought)
        for name, other in combinations(sorted(reach), 2):
            overlap = found.overlap(name, second=other)
            assert overlap.both == len(reach[name] & reach[other])
            assert overlap.buyers == len(reach[name] & reach[other] & bought)
            assert overlap.either == len(reach[name] | reach[other])
            assert ((name, other) in found.pairs) == bool(overlap.both)

    @given(books())
    def test_both_sides_tell_the_same(self, book: Book) -> None:
        found = paths(book).overlap
        names = [one.creator_id for one in found.audiences]
        for one in names:
            assert found.overlap(one, second=one).jaccard == 1
            for two in names:
                here, there = found.overlap(one, second=two), found.overlap(two, second=one)
                assert (here.both, here.buyers) == (there.both, there.buyers)
                assert here.jaccard == there.jaccard
                assert here.of_first == there.of_second
                assert here.jaccard is not None
                assert 0 <= here.jaccard <= 1
                assert here.buyers <= here.both <= min(here.first.people, here.second.people)
                assert here.either == here.first.people + here.second.people - here.both
        matrix = found.matrix(limit=100)
        assert matrix.creators == tuple(names)
        assert [list(row) for row in zip(*matrix.rows, strict=True)] == list(map(list, matrix.rows))

    @given(books(), st.integers(0, 4))
    def test_limits_leave_out_and_change_nothing_else(self, book: Book, limit: int) -> None:
        board = scoreboard(book)
        whole, some = audience_overlap(board), audience_overlap(board, most=limit)
        assert some.audiences == whole.audiences
        assert some.people == whole.people
        names = {one.creator_id for one in whole.audiences[:limit]}
        assert some.pairs == {
            pair: one for pair, one in whole.pairs.items() if names.issuperset(pair)
        }
        assert some.not_compared == max(0, len(whole.audiences) - limit)
        assert whole.largest(limit=limit) == whole.largest(limit=100)[:limit]
        assert some.matrix().creators == whole.matrix(limit=limit).creators

    @given(st.lists(st.sets(st.sampled_from(_NAMES)), max_size=40), st.integers(0, 6))
    def test_many_visitors_are_counted_as_sets_are(self, met: list[set[str]], most: int) -> None:
        made = book(
            *(Deal(creator_id=who, links=(who,)) for who in _NAMES),
            *(
                touch(f"{visitor}-{who}", value=who, who=f"v{visitor}")
                for visitor, names in enumerate(met)
                for who in sorted(names)
            ),
            *(order(f"{visitor}", who=f"v{visitor}") for visitor in range(0, len(met), 3)),
        )
        found = audience_overlap(scoreboard(made), most=most)
        reach = {who: {n for n, names in enumerate(met) if who in names} for who in _NAMES}
        bought = set(range(0, len(met), 3))
        largest = sorted(
            (who for who in reach if reach[who]), key=lambda who: (-len(reach[who]), who)
        )
        assert [one.creator_id for one in found.audiences] == largest
        assert {pair: (one.both, one.buyers, one.either) for pair, one in found.pairs.items()} == {
            (one, two): (len(both), len(both & bought), len(reach[one] | reach[two]))
            for one, two in combinations(sorted(largest[:most]), 2)
            if (both := reach[one] & reach[two])
        }


class TestModels:
    """A model moves money and makes none: every column sums to the same total."""

    @given(books())
    def test_every_column_sums_to_the_same_total(self, book: Book) -> None:
        found = paths(book).under([LastTouch(), Even()])
        totals = {(column.total.orders, column.total.net) for column in found.columns}
        assert len(totals) == 1
        for column in found.columns:
            parts = [*column.creators.values(), column.unattributed]
            assert sum((one.orders for one in parts), Fraction(0)) == column.total.orders
            whole = column.total.net
            assert sum((one.net for one in parts), start=whole - whole) == whole
            assert tuple(column.creators) == found.creators
        for who in found.creators:
            nets = [credit.net for credit in found.row(who)]
            assert found.spread(who) == abs(nets[0] - nets[1])

    @given(books())
    def test_own_model_of_the_book_credits_what_the_book_does(self, book: Book) -> None:
        board = scoreboard(book)
        (column,) = Paths(board=board).under([book.attribution.model]).columns
        mine = {who: board.attribution.of(who) for who in column.creators}
        for who, parts in mine.items():
            shares = sum((part.credit.share for _, part in parts), Fraction(0))
            assert column.creators[who].orders == shares > 0
            net = sum(part.net.minor for _, part in parts)
            assert column.creators[who].net.minor == net
        assert column.unattributed.net == board.attribution.unattributed_net
        assert column.total.net == board.attribution.net


class TestPurity:
    """The order of the rows decides nothing, asking twice is asking once, names are labels."""

    @given(books(), st.randoms(use_true_random=False))
    @fewer
    def test_order_of_the_rows_decides_nothing(self, book: Book, random: Random) -> None:
        def mixed(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
            return tuple(random.sample(rows, len(rows)))

        assert isinstance(book.touches, tuple)
        other = attrs.evolve(
            book,
            creators=mixed(book.creators),
            deals=mixed(book.deals),
            touches=mixed(book.touches),
            orders=mixed(book.orders),
            line_items=mixed(book.line_items),
            refunds=mixed(book.refunds),
            leads=mixed(book.leads),
        )
        assert _everything(other) == _everything(book) == _everything(book)

    @given(books())
    @fewer
    def test_other_names_give_the_same_figures(self, book: Book) -> None:
        def renamed(rows: tuple[_Row, ...]) -> tuple[_Row, ...]:
            return tuple(
                # The rows are of several classes, all with a creator: attrs cannot say so.
                row if who is None else attrs.evolve(row, creator_id=f"x-{who}")  # type: ignore[misc]
                for row, who in ((row, getattr(row, "creator_id", None)) for row in rows)
            )

        other = attrs.evolve(
            book,
            creators=renamed(book.creators),
            deals=renamed(book.deals),
            posts=renamed(book.posts),
            results=renamed(book.results),
            costs=renamed(book.costs),
        )
        names = {creator.creator_id for creator in book.creators}

        def relabelled(text: str) -> str:
            words = ((f"x-{word}" if word.strip(",:") in names else word) for word in text.split())
            return " ".join(words)

        expected = {relabelled(one) for one in _everything(book)}
        assert {" ".join(one.split()) for one in _everything(other)} == expected


def _everything(book: Book) -> list[str]:
    """All that the paths of a book say, in lines."""
    found = paths(book)
    names = [creator.creator_id for creator in book.creators]
    workings = [
        found.why(who, figure=figure) for figure in PATH_FIGURES for who in (None, *sorted(names))
    ]
    workings += [top_paths(found.conversions(kind)).working() for kind in CONVERSION_KINDS]
    workings += [one.working() for one in found.overlap.largest(limit=100)]
    workings += [
        assists(found.conversions(kind), by="channel").working() for kind in CONVERSION_KINDS
    ]
    compared = found.under([LastTouch(), Even()])
    workings += [column.working() for column in compared.columns]
    workings += [compared.why(who) for who in compared.creators]
    return [f"{step.text} {step.result}" for one in workings for step in one.steps]


@pytest.mark.parametrize("figure", PATH_FIGURES)
def test_figures_are_words(figure: str) -> None:
    assert figure.isidentifier()
