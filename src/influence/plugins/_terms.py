"""Terms: from a table in a book to a payment rule, checked against the rule's own class.

The fields of the rule's attrs class are the keys that the table may have. Amounts are decimal text
in the currency of the campaign, shares decimal text, and a rule inside a rule is a table with its
own ``rule`` key. A key that the class does not have is refused with the close match; a value of the
wrong type with the place, the type and the value. How a value becomes what a field wants is for
``influence.plugins._values``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import attrs

from influence.errors import InfluenceError, InvalidInputError, PluginError, UnknownNameError
from influence.payments import PaymentRule, is_payment_rule
from influence.plugins._values import ValueReader, read_table


@attrs.frozen(kw_only=True)
class TermsReader:
    """Builds payment rules from tables.

    Args:
        makers: The attrs class of each rule by name.
        currency: The currency of amounts.
    """

    makers: Mapping[str, Callable[..., PaymentRule]]
    currency: str

    def rule(self, table: object, *, where: str) -> PaymentRule:
        """The rule that a table describes.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of the class.
            UnknownNameError: The rule or a key is not known; the close one is named.
            PluginError: The class of the rule cannot be filled from a table.
        """
        terms = read_table(table, where=where)
        name = terms.get("rule")
        if not isinstance(name, str):
            raise InvalidInputError(f"{where}.rule", "name a payment rule", name)
        if name not in self.makers:
            raise UnknownNameError(f"{where}.rule", name, self.makers)
        make = self.makers[name]
        fields = _fields(name, make)
        values = ValueReader(currency=self.currency, rule=self.rule, named=name)
        given = {
            key: values.read(value, _field(key, fields, where), where=f"{where}.{key}")
            for key, value in terms.items()
            if key != "rule"
        }
        _refuse_missing(fields, given, where=where)
        return _made(name, make, given, where=where)


_Fields = Mapping[str, "attrs.Attribute[object]"]


def _fields(name: str, make: Callable[..., PaymentRule]) -> _Fields:
    """The fields of a rule's class by the keys of a table, with their types."""
    what = f"payment rule {name}"
    if not (isinstance(make, type) and attrs.has(make)):
        raise PluginError(what, "be an attrs class", make)
    try:
        resolved = attrs.resolve_types(make)
    except (NameError, AttributeError, TypeError, SyntaxError) as error:
        rule = "have fields whose types can be found when it runs"
        raise PluginError(what, rule, str(error)) from error
    return {field.alias or field.name: field for field in attrs.fields(resolved) if field.init}


def _field(key: str, fields: _Fields, where: str) -> attrs.Attribute[object]:
    """The field of a key."""
    if key not in fields:
        raise UnknownNameError(f"key of {where}", key, fields)
    return fields[key]


def _refuse_missing(fields: _Fields, given: Mapping[str, object], *, where: str) -> None:
    """Refuse a table that lacks what the class cannot do without."""
    for key, field in fields.items():
        if field.default is attrs.NOTHING and key not in given:
            raise InvalidInputError(where, f"have the key {key}", sorted(given))


def _made(
    name: str, make: Callable[..., PaymentRule], values: Mapping[str, object], *, where: str
) -> PaymentRule:
    """The rule, or its refusal with the place of the table before it."""
    what = f"payment rule {name}"
    try:
        rule = cast("object", make(**values))
    except UnknownNameError as error:
        raise UnknownNameError(f"{where}: {error.what}", error.name, error.known) from error
    except InvalidInputError as error:
        raise type(error)(f"{where}: {error.what}", error.rule, error.value) from error
    except InfluenceError:
        raise
    except Exception as error:
        raise PluginError(what, "refuse bad terms with InvalidInputError", error) from error
    if not is_payment_rule(rule):
        raise PluginError(what, "be a payment rule with a name and a fee", rule)
    if rule.name != name:
        raise PluginError(what, "call itself what its spec calls it", rule.name)
    return rule
