"""Written terms: a payment rule as plain values, so that it can be kept and compared.

The same terms are always written the same way, whoever wrote the rule; two rules that differ in any
field are written differently. Amounts name their currency and shares are exact.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import TypeAlias, cast

import attrs

from influence.money import Money
from influence.payments._rule import PaymentRule, is_payment_rule
from influence.shares import Share

Written: TypeAlias = "bool | int | str | list[Written] | dict[str, Written] | None"


def written_terms(rule: PaymentRule) -> dict[str, Written]:
    """The name of *rule* and every field of it, as JSON can hold them.

    A rule that is no attrs class is written by its ``repr``.

    Example:
        >>> from influence.payments import Commission
        >>> written_terms(Commission(rate="0.12"))["rate"]
        '0.12'
    """
    return {"rule": rule.name, **_fields(rule)}


def _fields(value: object) -> dict[str, Written]:
    """The fields of a value; of one without fields, how it shows itself."""
    if not attrs.has(type(value)):
        return {"value": repr(value)}
    fields = attrs.fields(cast("type[attrs.AttrsInstance]", type(value)))
    return {field.name: _written(getattr(value, field.name)) for field in fields}


def _written(value: object) -> Written:
    """One value."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, tuple | list):
        return [_written(part) for part in cast("tuple[object, ...]", value)]
    if isinstance(value, Mapping):
        parts = cast("Mapping[str, object]", value)
        return {key: _written(parts[key]) for key in sorted(parts)}
    return _written_value(value)


def _written_value(value: object) -> Written:
    """One value that has no parts, or fields of its own."""
    if isinstance(value, Share):
        return value.text
    if isinstance(value, Money | Fraction):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    return dict(written_terms(value) if is_payment_rule(value) else _fields(value))
