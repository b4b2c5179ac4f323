"""Rewritten terms: the same agreement with one term read in another way, at any depth."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

import attrs

from influence.payments import PaymentRule, is_payment_rule

#: Makes another rule of a rule, or answers the rule itself where it has nothing to change.
Change: TypeAlias = Callable[[PaymentRule], PaymentRule]


def rewritten(rule: PaymentRule, change: Change) -> PaymentRule:
    """*rule* with *change* made to it and to every rule inside it, the innermost first.

    Raises:
        InvalidTermsError: The changed terms are none.

    Example:
        >>> from influence.payments import Commission, Hybrid
        >>> hybrid = Hybrid(parts=[Commission(rate="0.1")])
        >>> rewritten(hybrid, with_terms(rounds="order")).parts[0].rounds
        'order'
        >>> rewritten(hybrid, with_terms(rounds="statement")) is hybrid
        True
    """
    return cast("PaymentRule", _rebuilt(rule, change))


def with_terms(**terms: object) -> Change:
    """A change that sets *terms* on every rule that has terms of those names."""

    def change(rule: PaymentRule) -> PaymentRule:
        if not attrs.has(type(rule)):
            return rule
        known = attrs.fields_dict(cast("type[attrs.AttrsInstance]", type(rule)))
        other = {
            name: value
            for name, value in terms.items()
            if name in known and getattr(rule, name) != value
        }
        return cast("PaymentRule", _evolved(rule, other))

    return change


def _rebuilt(value: object, change: Change) -> object:
    """A term, or the rules in it, after the change; the very same value when nothing changed."""
    if isinstance(value, tuple):
        parts = cast("tuple[object, ...]", value)
        rebuilt = tuple(_rebuilt(part, change) for part in parts)
        is_same = all(old is new for old, new in zip(parts, rebuilt, strict=True))
        return parts if is_same else rebuilt
    if isinstance(value, Mapping):
        terms = cast("Mapping[object, object]", value)
        other = {key: _rebuilt(term, change) for key, term in terms.items()}
        return terms if all(other[key] is term for key, term in terms.items()) else other
    if attrs.has(type(value)):
        value = _evolved(value, _changed_fields(value, change))
    return change(value) if is_payment_rule(value) else value


def _changed_fields(value: object, change: Change) -> dict[str, object]:
    """The fields of an attrs value that hold something changed."""
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
    rebuilt = {field.name: _rebuilt(getattr(value, field.name), change) for field in fields}
    return {name: new for name, new in rebuilt.items() if new is not getattr(value, name)}


def _evolved(value: object, fields: Mapping[str, object]) -> object:
    """The value with other fields; the very same value when there are none."""
    return attrs.evolve(cast("Any", value), **fields) if fields else value
