"""The document: a part of a JSON answer that knows its own path.

    response.document().at("data").items("orders")[2].text("id")

Whatever is not as it should be is refused with the whole path, such as ``orders, page 3:
data.orders[2].id``. What may be absent is asked for by ``…_or_none``; absent and ``null`` are the
same there, and neither is ever zero.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NoReturn, cast

import attrs

from influence.errors import InvalidInputError
from influence.money import Money
from influence.sansio._faults import GarbledError

_SEPARATOR = ": "
_MOST_DIGITS = 1_000


@attrs.frozen
class Document:
    """A JSON value and where it stands.

    Args:
        value: The value, as ``json`` read it.
        where: What it is part of, and the path to it.

    Example:
        >>> document = Document({"orders": [{"id": 7, "total": "12.50"}]}, where="page 1")
        >>> first = document.items("orders")[0]
        >>> first.money("total", currency="EUR")
        Money('12.50', 'EUR')
        >>> first.text("id")
        Traceback (most recent call last):
            ...
        influence.sansio._faults.GarbledError: page 1: orders[0].id must be text, got 7
    """

    value: object = attrs.field(repr=False)  # a person's, or a secret that was repeated
    where: str = attrs.field(kw_only=True)

    def at(self, key: str) -> Document:
        """The part under *key*, which has to be there."""
        found = self.at_or_none(key)
        if found is None:
            rule = f"have {key}"
            raise GarbledError(self.where, rule, sorted(map(str, self._table())))
        return found

    def at_or_none(self, key: str) -> Document | None:
        """The part under *key*; ``None`` when it is absent or null."""
        value = self._table().get(key)
        joint = "." if _SEPARATOR in self.where else _SEPARATOR
        return None if value is None else Document(value, where=f"{self.where}{joint}{key}")

    def items(self, key: str | None = None) -> Sequence[Document]:
        """Every part of a list: the one under *key*, or this very value."""
        whole = self if key is None else self.at(key)
        value = whole.value
        if not isinstance(value, list):
            whole.refuse("be a list")
        parts = cast("list[object]", value)
        return [Document(part, where=f"{whole.where}[{at}]") for at, part in enumerate(parts)]

    def text(self, key: str) -> str:
        """The text under *key*, untouched."""
        part = self.at(key)
        return part.value if isinstance(part.value, str) else part.refuse("be text")

    def text_or_none(self, key: str) -> str | None:
        """The text under *key*, untouched; ``None`` when it is absent or null."""
        return None if self.at_or_none(key) is None else self.text(key)

    def whole(self, key: str) -> int:
        """The whole number under *key*, however large, as a number or as text."""
        part = self.at(key)
        value = part.value
        if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
            return int(value) if len(value) <= _MOST_DIGITS else part.refuse("be a count")
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        return part.refuse("be a whole number")

    def whole_or_none(self, key: str) -> int | None:
        """The whole number under *key*; ``None`` when it is absent or null."""
        return None if self.at_or_none(key) is None else self.whole(key)

    def flag(self, key: str) -> bool:
        """True or false under *key*."""
        part = self.at(key)
        return part.value if isinstance(part.value, bool) else part.refuse("be true or false")

    def decimal(self, key: str) -> Decimal:
        """The exact number under *key*, as a number or as text."""
        part = self.at(key)
        value = part.value
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            return part.refuse("be a number")
        try:
            found = Decimal(value)
        except InvalidOperation:
            return part.refuse("be a number")
        return found if found.is_finite() else part.refuse("be a number")

    def money(self, key: str, *, currency: str) -> Money:
        """The amount under *key*, in units of *currency* such as euros, not cents."""
        part, number = self.at(key), self.decimal(key)
        try:
            return Money(number, currency)
        except InvalidInputError as error:
            raise GarbledError(part.where, error.rule, error.value) from error

    def moment(self, key: str) -> dt.datetime:
        """The moment under *key*: ISO 8601 with an offset, or Unix seconds."""
        part = self.at(key)
        value = part.value
        try:
            if isinstance(value, int) and not isinstance(value, bool):
                return dt.datetime.fromtimestamp(value, tz=dt.UTC)
            found = dt.datetime.fromisoformat(cast("str", value))
        except (ValueError, TypeError, OverflowError, OSError):
            return part.refuse("be a time with an offset")
        return found if found.utcoffset() is not None else part.refuse("be a time with an offset")

    def refuse(self, rule: str) -> NoReturn:
        """Refuse this part.

        Raises:
            GarbledError: Always, with the path, *rule* and the value.
        """
        raise GarbledError(self.where, rule, self.value)

    def _table(self) -> Mapping[str, object]:
        """This value as a table."""
        value = self.value
        if not isinstance(value, dict):
            self.refuse("be a table")
        return cast("Mapping[str, object]", value)
