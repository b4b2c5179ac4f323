"""Terms of a rule as the laws look at them: what stands in them, scaled, and in words.

Nothing is asked of a rule but its name and its fee. What its terms are is read from its fields,
through tuples, mappings and the values inside, so that amounts can land exactly on its thresholds
and be multiplied with them.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeVar, cast

import attrs

from influence._frozen_mapping import FrozenMapping
from influence._requirements import is_whole
from influence.money import ExactMoney, Money
from influence.payments import PaymentRule
from influence.shares import Share

T = TypeVar("T")

_LARGEST_COUNT = 10**6
_LEAVES = (Money, ExactMoney, Share, str, bytes, int, Fraction, dt.date)


@attrs.frozen(kw_only=True)
class Hints:
    """What stands in the terms of a rule, wherever it stands.

    Args:
        currency: The currency of its first amount; ``None`` when it has none.
        amounts: Its amounts above zero, in minor units.
        shares: Its shares above zero.
        counts: Its whole numbers above zero.
        texts: Its words, such as metrics and kinds.
        products: The products that it names, in a field of that name or as keys.
        days: Its dates and moments.
    """

    currency: str | None
    amounts: tuple[int, ...]
    shares: tuple[Fraction, ...]
    counts: tuple[int, ...]
    texts: tuple[str, ...]
    products: tuple[str, ...]
    days: tuple[dt.date, ...]


def hints_of(rule: PaymentRule) -> Hints:
    """What stands in the terms of *rule*."""
    found = tuple(parts_in(rule))
    amounts = [part for part in found if isinstance(part, Money)]
    shares = [part.fraction for part in found if isinstance(part, Share)]
    counts = [part for part in found if is_whole(part) and 0 < part < _LARGEST_COUNT]
    return Hints(
        currency=amounts[0].currency if amounts else None,
        amounts=_once(amount.minor for amount in amounts if amount.is_positive),
        shares=_once(share for share in shares if share > 0),
        counts=_once(counts),
        texts=_once(part for part in found if isinstance(part, str)),
        products=_once(_products_in(rule)),
        days=_once(part for part in found if isinstance(part, dt.date)),
    )


def with_amounts(whole: T, change: Callable[[Money], Money]) -> T:
    """The same value with every amount in it changed; itself where there is none."""
    return cast("T", _changed(whole, change))


def scaled(whole: T, factor: int) -> T:
    """The same value with every amount in it multiplied by *factor*."""
    return with_amounts(whole, lambda amount: amount * factor)


def in_words(rule: PaymentRule) -> str:
    """The terms as a person would say them, such as ``commission, rate 12 %``."""
    terms = [f"{name} {_word(value)}" for name, value in _said_fields_of(rule)]
    return ", ".join((rule.name.replace("_", " "), *terms))


def _once(found: Iterable[T]) -> tuple[T, ...]:
    """Each of them once, in the order in which they were met."""
    return tuple(dict.fromkeys(found))


def parts_in(whole: object) -> Iterator[object]:
    """*whole* and every value inside it."""
    yield whole
    for inner in _inside(whole):
        yield from parts_in(inner)


def _products_in(whole: object) -> Iterator[str]:
    """The products that *whole* names."""
    for part in parts_in(whole):
        yield from _keys_of(part)
        for name, value in _fields_of(part):
            if isinstance(value, str) and "product" in name:
                yield value


def _keys_of(whole: object) -> Iterator[str]:
    """The words by which a mapping is kept."""
    if isinstance(whole, Mapping):
        yield from (key for key in cast("Mapping[object, object]", whole) if isinstance(key, str))


def _inside(whole: object) -> Iterable[object]:
    """The values directly inside *whole*."""
    if isinstance(whole, Mapping):
        table = cast("Mapping[object, object]", whole)
        return (*table.keys(), *table.values())
    if isinstance(whole, tuple | list | frozenset):
        return cast("Iterable[object]", whole)
    return [value for _, value in _fields_of(whole)]


def _fields_of(whole: object) -> list[tuple[str, object]]:
    """The fields of an attrs value or a dataclass, each with its name; none of a plain value."""
    kind = cast("type[Any]", type(whole))
    if isinstance(whole, _LEAVES):
        return []
    if attrs.has(kind):
        return [(field.name, getattr(whole, field.name)) for field in attrs.fields(kind)]
    if dataclasses.is_dataclass(whole):
        return [(field.name, getattr(whole, field.name)) for field in dataclasses.fields(whole)]
    return []


def _said_fields_of(whole: object) -> list[tuple[str, object]]:
    """The fields that say something: no defaults, nothing empty, nothing switched off."""
    kind = cast("type[Any]", type(whole))
    defaults = (
        {field.name: field.default for field in attrs.fields(kind)} if attrs.has(kind) else {}
    )
    return [
        (name.strip("_").replace("_", " "), value)
        for name, value in _fields_of(whole)
        if not callable(value) and not _is_unsaid(value, defaults.get(name))
    ]


def _changed(whole: object, change: Callable[[Money], Money]) -> object:
    """*whole* with its amounts changed."""
    if isinstance(whole, Money):
        return change(whole)
    if isinstance(whole, _LEAVES):
        return whole
    if isinstance(whole, Mapping):
        table = cast("Mapping[object, object]", whole)
        made = {key: _changed(value, change) for key, value in table.items()}
        return table if _is_same(table.values(), made.values()) else FrozenMapping(made)
    if isinstance(whole, tuple | list | frozenset):
        values = cast("tuple[object, ...]", whole)
        changed = [_changed(value, change) for value in values]
        return values if _is_same(values, changed) else type(values)(changed)
    return _evolved(whole, change)


def _evolved(whole: object, change: Callable[[Money], Money]) -> object:
    """A value of fields with its amounts changed."""
    made = {name: _changed(value, change) for name, value in _fields_of(whole)}
    differing = {name: value for name, value in made.items() if value is not getattr(whole, name)}
    if not differing:
        return whole
    if not attrs.has(type(whole)):
        return dataclasses.replace(cast("Any", whole), **differing)
    aliases = {field.name: field.alias for field in attrs.fields(cast("type[Any]", type(whole)))}
    by_alias = {aliases[name]: value for name, value in differing.items()}
    return attrs.evolve(cast("Any", whole), **by_alias)


def _is_same(before: Iterable[object], after: Iterable[object]) -> bool:
    """Whether nothing was changed."""
    return all(one is other for one, other in zip(before, after, strict=True))


def _is_unsaid(value: object, default: object) -> bool:
    """Whether a term is left as it was, switched off, or empty."""
    return value is None or value is False or value == default or value in ((), {}, [])


def _word(value: object) -> str:
    """One term in words."""
    if value is True:
        return "yes"
    if isinstance(value, Mapping):
        table = cast("Mapping[object, object]", value)
        return ", ".join(f"{key} {_word(inner)}" for key, inner in table.items())
    if isinstance(value, tuple | list | frozenset):
        return "; ".join(_word(inner) for inner in cast("Iterable[object]", value))
    if isinstance(value, PaymentRule):
        return f"({in_words(value)})"
    named = [f"{name} {_word(inner)}" for name, inner in _said_fields_of(value)]
    return f"({', '.join(named)})" if named else str(value)
