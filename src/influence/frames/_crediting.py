"""Crediting: what each of several models says of everyone who stands on an order.

An order and a creator come with how many touches there are, the first, the last and what they weigh
by age. Creators of an order may stand one below the other or side by side; what is said is the
same, place by place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set as AbstractSet

import attrs
import narwhals as nw

from influence.attribution import FirstTouch, LastTouch, PositionBased, TimeDecay
from influence.frames._engines import Claim, Engine, Frame
from influence.frames._paths import Paths
from influence.frames._splitting import with_parts
from influence.tracking import KINDS

_RANK, _CREATOR = "rank", "creator_id"
_TWO, _THREE = 2, 3
_PICKING = (FirstTouch, LastTouch)


@attrs.frozen(kw_only=True)
class Crediting:
    """Several models over rows of creators on orders.

    Args:
        paths: The touches of each order.
        models: Models by words.
        order: The column that tells the order.
        keep: What is told of the orders as well.
    """

    paths: Paths
    models: Mapping[str, object]
    order: str
    keep: Sequence[str]

    def __call__(self, rows: Frame, engine: Engine, amounts: Sequence[str], /) -> Frame:
        """The columns that are told, with names of creators."""
        return self.told(self.worked(rows, engine, amounts), amounts)

    def told(self, worked: Frame, amounts: Sequence[str] = ("gross", "net"), /) -> Frame:
        """The columns that are told of rows with what every model says."""
        columns = self.columns("", amounts)
        return self.named(worked.select(nw.col(own).alias(name) for name, own in columns.items()))

    def worked(self, rows: Frame, engine: Engine, amounts: Sequence[str], /) -> Frame:
        """Rows of whole orders with what every model says."""
        places = engine.layout.places
        stood = self._stood(rows, engine=engine)
        placed = stood.with_columns(
            one for word, model in self.models.items() for one in _coefficients(word, model)
        )
        weighed = placed.with_columns(
            one.alias(f"{weight_of(word)}{place}")
            for word, model in self.models.items()
            for place in places
            for one in _weights(word, model, place)
        )
        told = with_parts(weighed, list(self._claims(amounts, places)), engine=engine)
        picked = (
            (nw.col(amount) * nw.col(f"{weight_of(word)}{place}")).alias(
                f"{_minor(word, amount)}{place}"
            )
            for word, model in self.models.items()
            for amount in amounts
            for place in places
            if isinstance(model, _PICKING)
        )
        whole = (
            nw.col(f"{_minor(word, 'gross')}{place}").alias(f"{_minor(word, 'net')}{place}")
            for word in self.models
            for place in places
            if "net" not in amounts
        )
        return told.with_columns(picked).with_columns(whole)

    def columns(
        self,
        place: str,
        amounts: Sequence[str],
        /,
        *,
        wanted: AbstractSet[str] | None = None,
    ) -> Mapping[str, str]:
        """What is told of a place, by where it stands; whose it is by rank."""
        columns = {"order_id": self.order, _RANK: f"{_RANK}{place}"}
        for word in self.models:
            net = "net" if "net" in amounts else "gross"
            columns |= {
                weight_of(word): f"{weight_of(word)}{place}",
                _whole(word): _whole(word),
                _minor(word, "gross"): f"{_minor(word, 'gross')}{place}",
                _minor(word, "net"): f"{_minor(word, net)}{place}",
            }
        columns |= {name: name for name in self.keep}
        if wanted is None:
            return columns
        return {
            name: own
            for name, own in columns.items()
            if (_CREATOR if name == _RANK else name) in wanted
        }

    def named(self, rows: Frame, /) -> Frame:
        """What was told, with names of creators."""
        names = rows.collect_schema().names()
        if _RANK not in names:
            return rows
        tables = self.paths.tables
        named = tables.engine.looked_up(
            rows, self.paths.marks.creators, into=_CREATOR, by=_RANK, beside=tables.beside
        )
        return named.select(_CREATOR if name == _RANK else name for name in names)

    def _claims(self, amounts: Sequence[str], places: Sequence[str]) -> Iterator[Claim]:
        """What is split."""
        for word, model in self.models.items():
            if not isinstance(model, _PICKING):
                for amount in amounts:
                    for place in places:
                        yield Claim(
                            amount=amount,
                            weight=weight_of(word),
                            whole=_whole(word),
                            into=_minor(word, amount),
                            place=place,
                        )

    def _stood(self, rows: Frame, *, engine: Engine) -> Frame:
        """Rows with their place on the path of the order; where nobody stands, as if one did."""
        layout, creators = engine.layout, self.paths.creators
        decays = [word for word, model in self.models.items() if isinstance(model, TimeDecay)]
        told = rows
        if layout.has_gaps:
            alone = {**_ALONE, **{weight_of(word): 1 for word in decays}}
            told = rows.with_columns(nw.col(name).fill_null(one) for name, one in alone.items())
        told = with_times_of(
            told,
            {f"most{place}": f"time{place}" for place in layout.places},
            creators=creators,
            engine=engine,
        )
        told = told.with_columns(
            *(layout.total(weight_of(word)).alias(_whole(word)) for word in decays),
            count=layout.total("met"),
            opening=layout.least("least"),
            closing=layout.most("most"),
        )
        return told.with_columns(
            one for place in layout.places for one in _ends(place, creators=creators)
        )


#: How somebody would stand on an order that nobody stands on.
_ALONE: Mapping[str, int] = {"met": 1, "least": 0, "most": 0}


def with_times_of(frame: Frame, keys: Mapping[str, str], *, creators: int, engine: Engine) -> Frame:
    """Rows with the times that are in keys: how long after the lookback began.

    Args:
        frame: The rows.
        keys: The columns of the times, by those of the keys.
        creators: How many there are.
        engine: How whole numbers are divided.
    """
    told = frame.with_columns(slots=nw.lit(len(KINDS) * creators, nw.Int64))
    for key, time in keys.items():
        told = engine.divided(told, into=time, number=key, by="slots")
    return told


def weight_of(word: str) -> str:
    """The column of the weights of a model."""
    return f"{word}_weight"


def _ends(place: str, *, creators: int) -> Iterator[nw.Expr]:
    """Whether the first or the last touch is of a place, and whose turn it is."""
    yield (nw.col(f"least{place}") == nw.col("opening")).cast(nw.Int64).alias(f"opens{place}")
    yield (nw.col(f"most{place}") == nw.col("closing")).cast(nw.Int64).alias(f"closes{place}")
    rank = nw.col(f"{_RANK}{place}").fill_null(0)
    yield (nw.col(f"time{place}") * creators + rank).alias(f"turn{place}")


def _coefficients(word: str, model: object) -> Iterator[nw.Expr]:
    """The sum of the weights of an order by a model, and what its places count for."""
    count, one = nw.col("count"), nw.lit(1, nw.Int64)
    match model:
        case PositionBased():
            yield from _by_place(word, model)
        case TimeDecay():
            pass
        case FirstTouch() | LastTouch():
            yield one.alias(_whole(word))
        case _:
            yield count.alias(_whole(word))


def _by_place(word: str, model: PositionBased) -> Iterator[nw.Expr]:
    """What the first touch counts for, each between and the last, and all together.

    A touch that is alone is first and last, and counts once.
    """
    first, between, last = model.of(_THREE)
    count = nw.col("count")

    def told(alone: int, both: int, more: nw.Expr, name: str) -> nw.Expr:
        two = nw.when(count == _TWO).then(nw.lit(both, nw.Int64)).otherwise(more)
        return nw.when(count == 1).then(nw.lit(alone, nw.Int64)).otherwise(two).alias(name)

    inner = count - 2
    yield told(1, first, inner * first, f"{word}_first")
    yield told(0, 0, nw.lit(between, nw.Int64), f"{word}_between")
    yield told(0, last, inner * last, f"{word}_last")
    yield told(1, first + last, inner * (first + between + last), _whole(word))


def _weights(word: str, model: object, place: str) -> Iterator[nw.Expr]:
    """The weight of a place by a model, where it is not there yet."""
    met, opens, closes = (nw.col(f"{name}{place}") for name in ("met", "opens", "closes"))
    match model:
        case FirstTouch():
            yield opens
        case LastTouch():
            yield closes
        case PositionBased():
            first, between, last = (
                nw.col(f"{word}_{name}") for name in ("first", "between", "last")
            )
            yield opens * first + closes * last + (met - opens - closes) * between
        case TimeDecay():
            pass
        case _:
            yield met


def _minor(word: str, amount: str) -> str:
    """The column of the parts of an amount by a model."""
    return f"{word}_{amount}_minor"


def _whole(word: str) -> str:
    """The column of the sums of the weights of a model."""
    return f"{word}_whole"
