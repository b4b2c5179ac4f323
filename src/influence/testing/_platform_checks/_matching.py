"""Matching: whether what arrived is what was held, and where the first difference is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, cast

import attrs

from influence.sansio import Audience, Profile, Reading, ReadName
from influence.testing._conformance._check import CheckFailedError
from influence.testing._holdings import Holdings
from influence.testing._platform_checks._ask import Ask
from influence.testing._platform_checks._stage import Stage
from influence.testing._platform_checks._subject import PlatformSubject

#: The field that tells items of a read apart.
_IDS: Final[Mapping[str, str]] = MappingProxyType(
    {"posts": "post_id", "orders": "order_id", "refunds": "refund_id", "touches": "touch_id"}
)
#: What other checks look at, or what nobody is given: whose it is, and when it was read.
_LEFT_OUT: Final[Mapping[type, tuple[str, ...]]] = MappingProxyType(
    {Profile: ("account",), Audience: ("account", "at"), Reading: ("at",)}
)
_MS: Final[Mapping[str, int]] = MappingProxyType({"ms": 1, "s": 1_000, "min": 60_000})


def expect(what: str, rule: str, value: object, *, holds: bool) -> None:
    """Say nothing where a rule holds.

    Raises:
        CheckFailedError: It does not.
    """
    if not holds:
        raise CheckFailedError(what, rule, value)


def id_of(item: object, *, read: ReadName) -> str:
    """What tells an item from the others of its read."""
    if read == "profile":
        return read
    if isinstance(item, Profile):
        return item.account.account_id or str(item.account.handle)
    if isinstance(item, Reading):
        return f"{item.post_id} {item.metric}"
    if isinstance(item, Audience):
        return item.by
    return str(getattr(item, _IDS.get(read, "post_id"), item))


def must_arrive(subject: PlatformSubject, holdings: Holdings, *asks: Ask) -> None:
    """What is held has to arrive as it is, read by read.

    Raises:
        CheckFailedError: Something is missing, twice, or another value.
    """
    for ask in asks:
        stage = subject.stage(holdings)
        must_match(stage, ask, found=stage.items(ask))


def must_match(stage: Stage, ask: Ask, *, found: Sequence[object]) -> None:
    """What was found has to be what is held.

    Raises:
        CheckFailedError: Something is missing, twice, or another value.
    """
    held = ask.held(stage.line.holdings)
    must_be_ids(stage, ask, found=found, held=held)
    by_id = {id_of(item, read=ask.read): item for item in found}
    for item in held:
        name = id_of(item, read=ask.read)
        wanted = _told(item, silent=stage.silent(ask.read))
        for field, value, got in _differences(wanted, by_id[name]):
            what = f"{stage.member} {ask.read} {name} {field}"
            raise CheckFailedError(what, f"be {value!r}", got)


def must_be_ids(stage: Stage, ask: Ask, *, found: Sequence[object], held: Sequence[object]) -> None:
    """The ids that were found have to be those that are held, each once.

    Raises:
        CheckFailedError: One is missing, twice, or was made up.
    """
    what = f"{stage.member} {ask.read}"
    ids = [id_of(item, read=ask.read) for item in found]
    wanted = [id_of(item, read=ask.read) for item in held]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    expect(what, "hold each item once", twice, holds=not twice)
    missing = [name for name in wanted if name not in ids]
    expect(what, "hold every item, those missing included", missing, holds=not missing)
    strange = [name for name in ids if name not in wanted]
    expect(what, "hold nothing else", strange, holds=not strange)


def _told(item: object, *, silent: frozenset[str]) -> object:
    """An item as far as its platform tells of it."""
    fields = attrs.fields_dict(cast("type[attrs.AttrsInstance]", type(item)))
    told = {name: getattr(item, name) for name, field in fields.items() if field.init}
    left_out = {name: fields[name].default for name in silent}
    make = cast("Callable[..., object]", type(item))
    return make(**{**told, **left_out})


def _differences(wanted: object, got: object) -> Sequence[tuple[str, object, object]]:
    """Each field in which two items differ, with both values."""
    kind = type(wanted)
    if kind is not type(got):
        return [("class", kind.__name__, type(got).__name__)]
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", kind))
    names = [one.name for one in fields if one.name not in _LEFT_OUT.get(kind, ("moment",))]
    pairs = [(name, _value(wanted, name), _value(got, name)) for name in names]
    return [pair for pair in pairs if not _is_same(*pair[1:])]


def _value(item: object, name: str) -> object:
    """The value of a field; a length of time in milliseconds, whatever it is told in."""
    value: object = getattr(item, name)
    if not isinstance(item, Reading) or item.unit not in _MS:
        return value
    if name == "unit":
        return "ms"
    return value * _MS[item.unit] if name == "value" and isinstance(value, int) else value


def _is_same(wanted: object, got: object) -> bool:
    """Whether two values are one, and of one class; true is not 1."""
    return wanted == got and isinstance(got, type(wanted)) and isinstance(wanted, type(got))
