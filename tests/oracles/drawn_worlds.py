"""Worlds for attribution on tables, drawn from dice: who owns what, who met whom, who bought.

Random facts almost never meet a boundary. So moments are those of orders, a lookback before them, a
microsecond beside both, and whole hours; anchors lie where clocks change, days leap and years are
below 1970; codes are written as people write them. Whatever a world names begins with its tag, so
that many worlds together are one world in which none of them can tell.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import attrs

from influence.attribution import (
    PRECEDENCES,
    AttributionPolicy,
    CodeFirst,
    Custom,
    FirstTouch,
    LastNonDirect,
    LastTouch,
    Linear,
    PositionBased,
    TimeDecay,
    attribute,
)
from influence.money import Money
from influence.orders import Order, Refund, Status
from influence.tracking import CODE_CREDITS, KINDS, CodeTerms, Kind, Mark, Owners, Touch

#: A row of an answer: order, creator or nothing, weight, whole, gross and net.
Row = tuple[str, str, int, int, int, int]

CURRENCY = "USD"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_HOUR, _DAY = 3_600_000_000, 86_400_000_000
_NAMES = ("ann", "Bea", "cal", "dé", "Zoë", "李")
_ZONES = (dt.UTC, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kathmandu"))
_ANCHORS = (
    dt.datetime(2026, 3, 8, 7, tzinfo=dt.UTC),  # New York springs forward
    dt.datetime(2026, 11, 1, 6, tzinfo=dt.UTC),  # and falls back
    dt.datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=dt.UTC),
    dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    dt.datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=dt.UTC),
    dt.datetime(1912, 6, 30, 12, tzinfo=dt.UTC),
    dt.datetime(2262, 4, 12, tzinfo=dt.UTC),  # past what nanoseconds can count
)
_MODELS: tuple[Callable[[Random], Any], ...] = (
    lambda _: FirstTouch(),
    lambda _: LastTouch(),
    lambda dice: LastNonDirect(direct=dice.sample(KINDS, dice.randint(1, 4))),
    lambda _: Linear(),
    lambda dice: PositionBased(**dice.choice(_ENDS)),
    lambda dice: TimeDecay(
        half_life_days=dice.choice((0, 1, 7)), half_life_hours=dice.choice((1, 5))
    ),
    lambda _: CodeFirst(),
    lambda dice: Custom(
        kinds={kind: dice.choice((0, 0, 1, 2, 7, 1_000)) for kind in KINDS},
        first=dice.choice((0, 1, 3)),
        middle=dice.choice((0, 1, 1_000)),
        last=dice.choice((0, 1, 2)),
    ),
)
#: How many policies there are until models and precedences come again.
POLICIES = len(_MODELS) * len(PRECEDENCES)
_ENDS: tuple[dict[str, str], ...] = (
    {},
    {"first": "0.2", "last": "0.6"},
    {"first": "0", "last": "0"},
    {"first": "0", "last": "0.5"},
    {"first": "1", "last": "0"},
    {"first": "0.5", "last": "0.5"},
    {"first": "0.333", "last": "0.0007"},
)


_UNKNOWN: dict[str, Any] = {"codes": (), "customer_id": None, "visitor_id": None, "status": "paid"}


@attrs.frozen(kw_only=True)
class World:
    """What a campaign knows.

    Args:
        marks: Whose each link, code and keyword is.
        touches: Who met what.
        orders: Who bought.
        refunds: What came back.
        cells: Of each order what stands in its column of codes.
    """

    marks: tuple[Mark, ...] = ()
    touches: tuple[Touch, ...] = ()
    orders: tuple[Order, ...] = ()
    refunds: tuple[Refund, ...] = ()
    cells: tuple[str | None, ...] = ()

    @property
    def owners(self) -> Owners:
        """The marks, ready to be asked."""
        return Owners(self.marks)


def together(worlds: Iterable[World]) -> World:
    """Worlds of different tags as one."""
    known = tuple(worlds)
    return World(
        **{
            field.name: tuple(row for world in known for row in getattr(world, field.name))
            for field in attrs.fields(World)
        }
    )


def lacking(world: World, columns: Collection[str]) -> World:
    """A world in which nobody wrote down those columns of its orders, or those tables."""
    unknown = {name: _UNKNOWN[name] for name in _UNKNOWN if f"orders.{name}" in columns}
    return attrs.evolve(
        world,
        orders=tuple(attrs.evolve(order, **unknown) for order in world.orders),
        touches=() if "touches" in columns else world.touches,
        refunds=() if "refunds" in columns else world.refunds,
    )


def plain_rows(world: World, policy: AttributionPolicy) -> list[Row]:
    """What pure Python says, in order."""
    credit = attribute(
        world.orders,
        touches=world.touches,
        refunds=world.refunds,
        owners=world.owners,
        policy=policy,
        currency=CURRENCY,
    )
    return sorted((row[0], row[1] or "", *row[2:]) for row in credit.rows())


def drawn_policy(dice: Random, *, number: int) -> AttributionPolicy:
    """A policy; the numbers go through the models and the precedences."""
    return AttributionPolicy(
        model=_MODELS[number % len(_MODELS)](dice),
        precedence=PRECEDENCES[number // len(_MODELS) % len(PRECEDENCES)],
        lookback_days=dice.choice((0, 1, 7, 30, 400)),
    )


def drawn_world(dice: Random, *, tag: str, lookback_days: int) -> World:
    """A world.

    Args:
        dice: What decides.
        tag: Letters and digits that end with a letter; every name begins with it.
        lookback_days: The lookback whose ends are tried.
    """
    return _Drawing(dice, tag=tag, lookback=lookback_days * _DAY).world()


def spelled(dice: Random, code: str) -> str:
    """A code as somebody types it."""
    return dice.choice(_SPELLINGS)(code)


def _wide(text: str) -> str:
    """The same in forms of full width."""
    return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)


_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.upper,
    str.lower,
    _wide,
    " ".join,
    lambda code: f" {code[:2]}\N{NO-BREAK SPACE}{code[2:]} ",
)
_MESSAGES: tuple[Callable[[str], str], ...] = (
    str,
    "Hi!\n{}, please".format,
    lambda keyword: keyword.upper() + "!!",
    lambda keyword: f"«{_wide(keyword)}»",
)


class _Drawing:
    """Draws the parts of one world."""

    def __init__(self, dice: Random, *, tag: str, lookback: int) -> None:
        self.dice, self.tag, self.lookback = dice, tag, lookback
        anchor = dice.choice(_ANCHORS)
        self.anchor = (anchor - _EPOCH) // dt.timedelta(microseconds=1)
        self.creators = [f"{tag}-{name}" for name in _NAMES[: dice.randint(1, len(_NAMES))]]
        self.visitors = [f"{tag}-v{place}" for place in range(dice.choice((1, 2, 2, 5)))]
        self.sold = [self.anchor + self._step() for _ in range(dice.choice((0, 1, 1, 2, 4, 8)))]

    def world(self) -> World:
        """The world of them."""
        marks = self._marks()
        self.values: dict[Kind, list[str]] = {
            kind: [mark.value for mark in marks if mark.kind == kind] for kind in KINDS
        }
        self.values["landing"] += self.values["link"]
        orders, cells = self._orders()
        return World(
            marks=marks,
            touches=self._touches(),
            orders=orders,
            refunds=tuple(refund for order in orders for refund in self._refunds(order)),
            cells=cells,
        )

    def _one_in(self, count: int) -> bool:
        """Whether something that one in so many has is there."""
        return self.dice.randrange(count) == count - 1

    def _step(self) -> int:
        """A time between two facts."""
        return self.dice.choice(
            (0, 0, 1, -1, _HOUR, -_HOUR, self.lookback, _DAY, self.dice.randint(-_DAY, _DAY))
        )

    def _at(self, moment: int) -> dt.datetime:
        """A moment, as a clock of some zone shows it."""
        at = _EPOCH + dt.timedelta(microseconds=moment)
        return at.astimezone(self.dice.choice(_ZONES))

    # --- marks ----------------------------------------------------------------------------------

    def _marks(self) -> tuple[Mark, ...]:
        """The marks of all creators, and codes that go from one to the next."""
        own = [mark for who in self.creators for mark in self._own(who)]
        if self._one_in(3):
            own += self._turns()
        self.dice.shuffle(own)
        return tuple(own)

    def _own(self, who: str) -> Iterable[Mark]:
        """The marks of one creator."""
        name = who.replace("-", "")
        for kind in KINDS:
            if self._one_in(3):
                continue
            value = {"code": f"{name}ﬁt", "dm": f"{name} deal", "landing": f"{name}/page"}.get(
                kind, name
            )
            if kind == "landing" and self._one_in(5):  # a page with the name of a link
                value = self.creators[0].replace("-", "")
                if who != self.creators[-1]:
                    continue
            terms = self._terms() if kind == "code" else CodeTerms()
            yield Mark(kind=kind, value=value, creator_id=who, terms=terms)
        if self._one_in(3):
            terms = self._terms()
            yield Mark(kind="code", value=f"{name}Straße", creator_id=who, terms=terms)
            if self._one_in(3):  # agreed twice, under other terms
                yield Mark(kind="code", value=f"{name}strasse", creator_id=who, terms=self._terms())

    def _terms(self) -> CodeTerms:
        """Terms of a code, most of them without anything special."""
        dice = self.dice
        if not self._one_in(2):
            return CodeTerms()
        starts, ends = sorted((self._edge(), self._edge()))
        return CodeTerms(
            starts=self._at(starts) if self._one_in(3) else None,
            ends=self._at(ends + 1) if self._one_in(3) else None,
            limit=dice.choice((None, None, 1, 2)),
            priority=dice.choice((0, 0, 1, 3)),
            credit=dice.choice((None, None, *CODE_CREDITS)),
        )

    def _turns(self) -> Iterable[Mark]:
        """A code that goes from creator to creator."""
        edges = sorted({self._edge() for _ in self.creators})
        for who, starts, ends in zip(self.creators, [None, *edges], [*edges, None], strict=False):
            terms = CodeTerms(
                starts=None if starts is None else self._at(starts),
                ends=None if ends is None else self._at(ends),
            )
            yield Mark(kind="code", value=f"{self.tag}turn", creator_id=who, terms=terms)

    def _edge(self) -> int:
        """A moment at which something happens, or beside it."""
        moments = self.sold or [self.anchor]
        return self.dice.choice(moments) + self.dice.choice((0, 0, 1, -1, _HOUR, -_DAY))

    # --- what happened --------------------------------------------------------------------------

    def _touches(self) -> tuple[Touch, ...]:
        """Touches around the orders, some of them alike in everything but their ids."""
        touches: list[Touch] = []
        for _ in range(self.dice.choice((0, 1, 3, 8, 20))):
            if touches and self._one_in(6):
                again = self.dice.choice(touches)
                touches.append(attrs.evolve(again, touch_id=f"{self.tag}-t{len(touches)}"))
                continue
            kind = self.dice.choice(KINDS)
            touches.append(
                Touch(
                    touch_id=f"{self.tag}-t{len(touches)}",
                    at=self._at(self._met()),
                    visitor_id=self.dice.choice(self.visitors),
                    kind=kind,
                    value=self._typed(kind),
                )
            )
        self.dice.shuffle(touches)
        return tuple(touches)

    def _met(self) -> int:
        """When a touch was: where it just counts, where it just does not, or anywhere."""
        dice, lookback = self.dice, self.lookback
        before = dice.choice(
            (0, 0, 1, -1, lookback, lookback + 1, lookback - 1, _HOUR, _HOUR - 1,
             2 * _HOUR, dice.randint(0, lookback), dice.randint(0, 3 * _DAY))
        )  # fmt: skip
        return dice.choice(self.sold or [self.anchor]) - before

    def _typed(self, kind: Kind) -> str:
        """A mark as somebody met it."""
        known = self.values[kind]
        if not known or self._one_in(10):
            return f"{self.tag}nobody"
        value = self.dice.choice(known)
        if kind != "dm":
            return spelled(self.dice, value)
        if self._one_in(5):
            value = f"{value}? or {self.dice.choice(known)}"
        return self.dice.choice(_MESSAGES)(value)

    def _orders(self) -> tuple[tuple[Order, ...], tuple[str | None, ...]]:
        """The orders, and what stands in their column of codes."""
        orders: list[Order] = []
        cells: list[str | None] = []
        for place, moment in enumerate(self.sold):
            codes = [self._typed("code") for _ in range(self.dice.choice((0, 0, 0, 1, 1, 2, 4)))]
            if codes and self._one_in(5):
                codes.append(codes[0])
            parting = self.dice.choice((";", "; ", " ; ", ";;"))
            cells.append(parting.join(codes) or self.dice.choice((None, None, "", " ; ")))
            orders.append(self._order(place, moment=moment, codes=codes))
        return tuple(orders), tuple(cells)

    def _order(self, place: int, *, moment: int, codes: Sequence[str]) -> Order:
        """One order."""
        dice = self.dice
        statuses: tuple[Status, ...] = ("paid", "paid", "paid", "paid", "paid", "cancelled", "test")
        customers = (None, None, f"{self.tag}-c1", f"{self.tag}-c2")
        return Order(
            order_id=f"{self.tag}-o{place}",
            at=self._at(moment),
            items=Money.from_minor(self._units(), CURRENCY),
            visitor_id=dice.choice((None, *self.visitors, *self.visitors)),
            customer_id=dice.choice(customers),
            codes=tuple(code.strip() for code in codes),
            status=dice.choice(statuses),
        )

    def _units(self) -> int:
        """An amount of whole minor units."""
        dice, most = self.dice, 10**15
        return dice.choice(
            (0, 1, 2, 5, 100, dice.randint(0, 10**6), dice.randint(0, most), most - 3, most)
        )

    def _refunds(self, order: Order) -> Iterable[Refund]:
        """What came back of an order, or of one that nobody knows: a part, all, or more."""
        whole = order.items.minor
        for place in range(self.dice.choice((0, 0, 0, 1, 2, 3))):
            units = self.dice.choice((1, whole // 3, whole, whole + 7))
            yield Refund(
                refund_id=f"{order.order_id}-r{place}",
                order_id=self.dice.choice((order.order_id,) * 5 + (f"{self.tag}-gone",)),
                at=self._at(order.moment + self._step()),
                amount=Money.from_minor(max(1, units), CURRENCY),
            )
