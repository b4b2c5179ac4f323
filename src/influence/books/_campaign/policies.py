"""Policies of the campaign file: assumptions and thresholds as keys, one for each field of a class.

    whole number → count, Share → share, Money → amount

The class is the only list there is: a field that it gains is a key that the file may have, with the
default, the rule and the words of the class.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import UnionType
from typing import Any, TypeVar, cast, get_args, get_type_hints

import attrs

from influence.books._campaign.keys import Keys
from influence.books._campaign.shape import Key, KeyKind, Shape
from influence.money import Money
from influence.shares import Share

_Policy = TypeVar("_Policy", bound=attrs.AttrsInstance)

_KINDS: Mapping[object, KeyKind] = {int: "count", Share: "share", Money: "amount"}


def policy_shape(
    kind: type[attrs.AttrsInstance], *, without: tuple[str, ...] = (), more: Mapping[str, Key] = {}
) -> Shape:
    """The keys of a policy.

    Args:
        kind: Its class.
        without: Fields that stand elsewhere in the file.
        more: Keys of the same table that fill no field of the class.
    """
    hints = get_type_hints(kind)
    keys = {
        field.name: Key(kind=_KINDS[_told_type(hints[field.name])])
        for field in attrs.fields(kind)
        if field.init and field.name not in without
    }
    return Shape(of=kind, keys={**more, **keys})


def read_policy(
    section: Keys | None, default: _Policy, *, shape: Shape, currency: str | None
) -> _Policy:
    """The policy of a table; what it does not give is as in the *default*."""
    if section is None:
        return default
    own = {field.name for field in attrs.fields(type(default)) if field.init}
    given: dict[str, Any] = {}
    for name, key in shape.keys.items():
        value = _asked(section, name, key.kind, currency=currency) if name in own else None
        given |= {} if value is None else {name: value}
    section.refuse_others()
    kind = type(default)
    kept = {name: getattr(default, name) for name in own}
    return section.built(lambda: kind(**{**kept, **given})) or default


def _asked(section: Keys, name: str, kind: KeyKind, *, currency: str | None) -> object:
    """What stands under a key of a policy."""
    if kind == "count":
        return section.count(name)
    return section.share(name) if kind == "share" else section.amount(name, currency=currency)


def _told_type(hint: object) -> object:
    """The type of a field that may be left away."""
    if not isinstance(hint, UnionType):
        return hint
    (told,) = (one for one in cast("tuple[object, ...]", get_args(hint)) if one is not type(None))
    return told
