"""Drawn: values of a Hypothesis strategy, or of an attrs class, the same for the same seed."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from random import Random
from typing import Any, Final, Literal, TypeVar, Union, cast, get_args, get_origin

import attrs
from hypothesis import HealthCheck, Phase, given, seed as seeded, settings, strategies as st

from influence.attribution import AttributionModel, LastTouch, Linear
from influence.money import Money
from influence.payments import Commission, FlatFee, PaymentRule
from influence.shares import Share

T = TypeVar("T")

_TRIES: Final = 40
_FIRST: Final = dt.date(2026, 3, 1)
_WORDS: Final = ("post", "story", "orders", "clicks", "serum", "maya")


def drawn(strategy: st.SearchStrategy[T], *, count: int, seed: int) -> tuple[T, ...]:
    """So many values of a strategy, the same for the same seed.

    Example:
        >>> first = drawn(st.integers(), count=5, seed=7)
        >>> first == drawn(st.integers(), count=5, seed=7), len(first)
        (True, 5)
    """
    found: list[T] = []
    chosen = steady(count)

    def take(value: T) -> None:
        found.append(value)

    chosen(seeded(seed)(given(strategy)(take)))()
    return tuple(found[:count])


def steady(examples: int) -> settings:
    """So many examples, drawn from a seed alone and kept nowhere."""
    return settings(
        max_examples=examples,
        phases=[Phase.generate, Phase.shrink],
        database=None,
        deadline=None,
        derandomize=False,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def members_of(make: Callable[..., T], *, count: int, seed: int) -> tuple[T, ...]:
    """Members that an attrs class makes of fields drawn by their types.

    What the class refuses is drawn again, so there may be none.

    Example:
        >>> members_of(Commission, count=3, seed=0)[0].name
        'commission'
    """
    dice, found = Random(seed), list[T]()  # noqa: S311  # cases, not secrets
    fields = _fields_of(make)
    for _ in range(count * _TRIES):
        if len(found) == count:
            break
        try:
            made = make(**dict(_terms(fields, dice)))
        except Exception:  # noqa: BLE001, S112  # how terms are refused is a check of its own
            continue
        if made not in found:
            found.append(made)
        elif not fields:
            break
    return tuple(found)


def refusals(make: Callable[..., object]) -> Iterator[tuple[str, Exception]]:
    """How an attrs class refuses extreme values of the right types, each with its field.

    Example:
        >>> sorted({type(error).__name__ for _, error in refusals(Commission)})
        ['InvalidInputError', 'InvalidTermsError', 'UnknownNameError']
    """
    fields = _fields_of(make)
    for whole in members_of(make, count=1, seed=0):
        given = {key: getattr(whole, field.name) for key, field in fields.items()}
        for key, field in fields.items():
            for extreme in _extremes(field.type):
                try:
                    make(**{**given, key: extreme})
                except Exception as error:  # noqa: BLE001  # how it is refused is the answer
                    yield key, error


def _extremes(wanted: object) -> tuple[object, ...]:
    """Extreme values of a type; of one with alternatives, those of each."""
    parts, origin = get_args(wanted), get_origin(wanted)
    if origin is Union or origin is types.UnionType:
        return tuple(extreme for part in parts for extreme in _extremes(part))
    if origin is tuple:
        return ((),)
    if origin is Mapping or origin is dict:
        return ({},)
    return _EXTREMES.get(wanted, ())


Fields = Mapping[str, "attrs.Attribute[Any]"]


def _fields_of(make: Callable[..., object]) -> Fields:
    """The fields of a class by the keys of a table; none of a function."""
    if not (isinstance(make, type) and attrs.has(make)):
        return {}
    fields = attrs.fields(attrs.resolve_types(make))
    return {field.alias or field.name: field for field in fields if field.init}


def _terms(fields: Fields, dice: Random) -> Iterator[tuple[str, object]]:
    """Some terms; what has a default is left out every other time."""
    for key, field in fields.items():
        has_default = field.default is not attrs.NOTHING
        if not (has_default and dice.random() < 1 / 2):
            yield key, _value(field.type, dice)


def _value(wanted: object, dice: Random) -> object:
    """A value of a type that a book can hold."""
    parts, origin = get_args(wanted), get_origin(wanted)
    if origin is Union or origin is types.UnionType:
        return _value(dice.choice(parts), dice)
    if origin is Literal:
        return dice.choice(parts)
    if origin is tuple:
        return tuple(_value(parts[0], dice) for _ in range(dice.randint(1, 3)))
    if origin is not None:
        words = dice.sample(_WORDS, dice.randint(1, 2))
        return {word: _value(parts[1], dice) for word in words}
    return _plain(wanted, dice)


def _plain(wanted: object, dice: Random) -> object:
    """A value of a type that has no parts."""
    if wanted in _MAKERS:
        return _MAKERS[wanted](dice)
    kind = cast("Callable[..., object]", wanted)
    return kind(**dict(_terms(_fields_of(kind), dice)))


_MAKERS: Final[Mapping[object, Callable[[Random], object]]] = {
    type(None): lambda _dice: None,
    bool: lambda dice: dice.random() < 1 / 2,
    int: lambda dice: dice.choice((1, 2, 3, 7, 30, 100, dice.randint(1, 1_000))),
    str: lambda dice: dice.choice(_WORDS),
    Share: lambda dice: Share(Fraction(dice.randint(0, 100), 100)),
    Money: lambda dice: Money.from_minor(dice.choice((0, 1, 99, 1_000, 30_000, 123_457)), "USD"),
    dt.date: lambda dice: _FIRST + dt.timedelta(days=dice.randint(0, 60)),
    PaymentRule: lambda dice: dice.choice(
        (Commission(rate=Share("0.1")), FlatFee(per_campaign=Money("100", "USD")))
    ),
    AttributionModel: lambda dice: dice.choice((Linear(), LastTouch())),
}

_EXTREMES: Final[Mapping[object, tuple[object, ...]]] = {
    int: (-1, 0, 10**30),
    str: ("", " ", "x" * 1_000, "two\nlines"),
    Share: (Share(0), Share(1)),
    Money: (Money("0", "USD"), Money("-1", "USD"), Money("1", "JPY")),
    dt.date: (dt.date.min, dt.date.max),
}
