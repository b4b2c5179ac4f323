"""Terms: from a table in a book to a payment rule, checked against the rule's own class.

The fields of the rule's attrs class are the keys that the table may have. Amounts are decimal text
in the currency of the campaign, shares decimal text, and a rule inside a rule is a table with its
own ``rule`` key. A key that the class does not have is refused with the close match; a value of the
wrong type with the place, the type and the value. How a value becomes what a field wants is for
``influence.plugins._values``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import attrs

from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.payments import PaymentRule, is_payment_rule
from influence.plugins._values import (
    Fields,
    ValueReader,
    fields_of,
    made,
    read_table,
)


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
        named = f"payment rule {name}"
        values = ValueReader(currency=self.currency, rule=self.rule, named=named)
        keys = {key: value for key, value in terms.items() if key != "rule"}
        given = values.given(keys, fields, where=where)
        return _checked(name, made(lambda: make(**given), where=where, named=named))


def _fields(name: str, make: Callable[..., PaymentRule]) -> Fields:
    """The fields of a rule's class by the keys of a table, with their types."""
    if not (isinstance(make, type) and attrs.has(make)):
        raise PluginError(f"payment rule {name}", "be an attrs class", make)
    return fields_of(make, named=f"payment rule {name}")


def _checked(name: str, rule: object) -> PaymentRule:
    """What the class made, once it is clear that it is the rule of that name."""
    what = f"payment rule {name}"
    if not is_payment_rule(rule):
        raise PluginError(what, "be a payment rule with a name and a fee", rule)
    if rule.name != name:
        raise PluginError(what, "call itself what its spec calls it", rule.name)
    return rule
