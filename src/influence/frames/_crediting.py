"""Crediting: what each of several models says of everyone who stands on an order.

An order and a creator come with how many touches there are, the first, the last and what they weigh
by age. Creators of an order may stand one below the other or side by side; what is said is the
same, place by place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

import attrs
import narwhals as nw

from influence.attribution import FirstTouch, LastTouch, PositionBased, TimeDecay
from influence.frames._columns import BY_MODEL
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
        worked = self.worked(rows, engine, amounts)
        return self.named(
            worked.select(nw.col(own).alias(name) for name, own in self.columns("").items())
        )

    def worked(self, rows: Frame, engine: Engine, amounts: Sequence[str], /) -> Frame:
        """Rows of whole orders with what every model says."""
        places = engine.layout.places
        stood = self._stood(rows, engine=engine)
        weighed = stood.with_columns(
            one for word, model in self.models.items() for one in _weighed(word, model, places)
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

    def columns(self, place: str, /, *, wanted: Set[str] | None = None) -> Mapping[str, str]:
        """What is told of a place, by where it stands; whose it is by rank."""
        told = (f"{word}_{column}" for word in self.models for column in BY_MODEL)
        columns = {
            "order_id": self.order,
            _RANK: f"{_RANK}{place}",
            **{name: name if name.endswith("_whole") else f"{name}{place}" for name in told},
            **{name: name for name in self.keep},
        }
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
        told = rows.with_columns(
            nw.col(f"{name}{place}").fill_null(alone)
            for place in layout.places
            for name, alone in (
                *_ALONE.items(),
                *((weight_of(word), 1) for word in decays),
            )
        )
        for place in layout.places:
            told = with_times_of(
                told, of=f"most{place}", into=f"time{place}", creators=creators, engine=engine
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


def with_times_of(frame: Frame, *, of: str, into: str, creators: int, engine: Engine) -> Frame:
    """Rows with the time that is in a key: how long after the lookback began."""
    wide = frame.with_columns(places=nw.lit(len(KINDS) * creators, nw.Int64))
    return engine.divided(wide, into=into, number=of, by="places").drop("places")


def weight_of(word: str) -> str:
    """The column of the weights of a model."""
    return f"{word}_weight"


def _ends(place: str, *, creators: int) -> Iterator[nw.Expr]:
    """Whether the first or the last touch is of a place, and whose turn it is."""
    yield (nw.col(f"least{place}") == nw.col("opening")).cast(nw.Int64).alias(f"opens{place}")
    yield (nw.col(f"most{place}") == nw.col("closing")).cast(nw.Int64).alias(f"closes{place}")
    rank = nw.col(f"{_RANK}{place}").fill_null(0)
    yield (nw.col(f"time{place}") * creators + rank).alias(f"turn{place}")


def _weighed(word: str, model: object, places: Sequence[str]) -> Iterator[nw.Expr]:
    """The weights by a model, and their sum over an order."""
    one = nw.lit(1, nw.Int64)
    whole, weights = one, [nw.col(f"opens{place}") for place in places]
    match model:
        case FirstTouch():
            pass
        case LastTouch():
            weights = [nw.col(f"closes{place}") for place in places]
        case PositionBased():
            whole, weights = _by_place(model, places)
        case TimeDecay():
            return
        case _:
            whole, weights = nw.col("count"), [nw.col(f"met{place}") for place in places]
    yield whole.alias(_whole(word))
    for place, weight in zip(places, weights, strict=True):
        yield weight.alias(f"{weight_of(word)}{place}")


def _by_place(model: PositionBased, places: Sequence[str]) -> tuple[nw.Expr, list[nw.Expr]]:
    """The sum of all weights, and those of creators by their touches and which ends they have."""
    first, between, last = model.of(_THREE)
    count, one = nw.col("count"), nw.lit(1, nw.Int64)
    whole = (
        nw.when(count == _TWO)
        .then(nw.lit(first + last, nw.Int64))
        .otherwise((count - 2) * (first + between + last))
    )
    weights = list[nw.Expr]()
    for place in places:
        opens, closes = nw.col(f"opens{place}"), nw.col(f"closes{place}")
        ends = opens * first + closes * last
        inner = (nw.col(f"met{place}") - opens - closes) * between
        weight = nw.when(count == _TWO).then(ends).otherwise((count - 2) * ends + inner)
        weights.append(nw.when(count == 1).then(one).otherwise(weight))
    return nw.when(count == 1).then(one).otherwise(whole), weights


def _minor(word: str, amount: str) -> str:
    """The column of the parts of an amount by a model."""
    return f"{word}_{amount}_minor"


def _whole(word: str) -> str:
    """The column of the sums of the weights of a model."""
    return f"{word}_whole"
