"""Tables: from a table in a book to a member of a family, checked against the member's own class.

    { rule = "commission", rate = "0.12" }              a payment rule
    { model = "time_decay", half_life_days = 3 }        an attribution model

One key names the member; the fields of its attrs class are the others. A key that the class does
not have is refused with the close match; a value of the wrong type with the place, the type and the
value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeGuard, TypeVar

import attrs

from influence.errors import InfluenceError, InvalidInputError, PluginError, UnknownNameError
from influence.plugins._fields import Fields, Table, fields_of, made, read_table
from influence.plugins._values import ValueReader

M = TypeVar("M")


@attrs.frozen(kw_only=True)
class Family(Generic[M]):
    """What a family of members has in common.

    Args:
        noun: What a member is called, such as ``payment rule``.
        article: The noun with its article.
        key: The key that names a member.
        protocol: What a field that holds another member is typed as.
        such_as: A table, as a message shows it.
        must_be: What a member has to be, as a message tells it.
        is_member: Whether a value is one.
    """

    noun: str
    article: str
    key: str
    protocol: type
    such_as: str
    must_be: str
    is_member: Callable[[object], TypeGuard[M]]


def _nothing(_make: object) -> Mapping[str, object]:
    """No field."""
    return {}


@attrs.frozen(kw_only=True)
class TableReader(Generic[M]):
    """Builds members of a family from tables.

    Args:
        family: The family.
        makers: What makes each member, by name.
        currency: The currency of amounts, where members may have some.
        by_name: Whether a name alone may stand for a table.
        takes_functions: Whether a member may be made by something other than an attrs class; such a
            member has no keys.
        filled: The fields of a class that the host fills, which are no keys.
        unknown: The error for a name that there is not: what is wrong, the name, the known ones.
    """

    family: Family[M]
    makers: Mapping[str, Callable[..., M]]
    currency: str | None = None
    by_name: bool = False
    takes_functions: bool = False
    filled: Callable[[Callable[..., M]], Mapping[str, object]] = _nothing
    unknown: Callable[[str, str, Iterable[str]], InfluenceError] = UnknownNameError

    def read(self, value: object, *, where: str) -> M:
        """The member that a table describes, or that a name alone stands for.

        Raises:
            InvalidInputError: A value has the wrong type, or breaks a rule of the class.
            UnknownNameError: The member or a key is not known; the close one is named.
            PluginError: The class of the member cannot be filled from a table.
        """
        if self.by_name and isinstance(value, str):
            return self._made({}, name=value, where=where, named_at=where)
        table = read_table(value, where=where, such_as=self.family.such_as)
        name, named_at = table.get(self.family.key), f"{where}.{self.family.key}"
        if not isinstance(name, str):
            raise InvalidInputError(named_at, f"name {self.family.article}", name)
        keys = {key: part for key, part in table.items() if key != self.family.key}
        return self._made(keys, name=name, where=where, named_at=named_at)

    def _made(self, keys: Table, *, name: str, where: str, named_at: str) -> M:
        """The member of a name, with the fields that a table gives."""
        if name not in self.makers:
            raise self.unknown(named_at, name, self.makers)
        make, named = self.makers[name], f"{self.family.noun} {name}"
        values = ValueReader(
            named=named,
            family=self.family.protocol,
            inner=self.read,
            such_as=self.family.such_as,
            currency=self.currency,
        )
        filled, fields = self.filled(make), self._fields(make, named=named)
        own = {key: field for key, field in fields.items() if key not in filled}
        given = {**values.given(keys, own, where=where), **filled}
        member = made(lambda: make(**given), where=where, named=named)
        return self._checked(member, name=name, named=named)

    def _fields(self, make: Callable[..., M], *, named: str) -> Fields:
        """The fields of a member's class by the keys of a table, with their types."""
        if isinstance(make, type) and attrs.has(make):
            return fields_of(make, named=named)
        if self.takes_functions:
            return {}
        raise PluginError(named, "be an attrs class", make)

    def _checked(self, member: object, *, name: str, named: str) -> M:
        """What was made, once it is clear that it is the member of that name."""
        if not self.family.is_member(member):
            raise PluginError(named, self.family.must_be, member)
        called: object = getattr(member, "name", None)
        if called != name:
            raise PluginError(named, "call itself what its spec calls it", called)
        return member
