"""Shapes: which keys a table of the campaign file has, and what stands under each.

The reader and the JSON Schema look at the same shapes. A reader that asks for a key that no shape
has fails at once, and a key that only a shape has is found by a test, so neither can say what the
other does not. What a key means is said once, in the docstring of the class whose field it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal, TypeAlias, cast

import attrs

#: How a value is written. ``member`` is a table of a family; ``named`` one that a name may stand
#: for, ``members`` a list of such; ``listed`` a list of tables with own keys beside a member's.
KeyKind: TypeAlias = Literal[
    "text",
    "texts",
    "count",
    "flag",
    "day",
    "moment",
    "amount",
    "share",
    "table",
    "tables",
    "member",
    "named",
    "members",
    "listed",
]


@attrs.frozen(kw_only=True)
class Key:
    """What stands under one key.

    Args:
        kind: How it is written.
        required: Whether it has to be there.
        field: The field that it fills, where that is called otherwise.
        of: The class of that field, where it is another than the table's.
        words: The only words there are, where the type of the field does not say.
        length: How many different ones a list has, where that is fixed.
        is_open: Whether other ways to write the words of the field are taken as well.
        inner: The shape of the table, or of each table, under it.
        family: The mapping of the registry in which its members stand.
        about: What it means, where no field says so.
    """

    kind: KeyKind
    required: bool = False
    field: str = ""
    of: type | None = None
    words: tuple[str, ...] = ()
    length: int | None = None
    is_open: bool = False
    inner: Shape | None = None
    family: str = ""
    about: str = ""

    @property
    def within(self) -> Shape:
        """The shape of the table, or of each table, under it."""
        return cast("Shape", self.inner)


@attrs.frozen(kw_only=True)
class Shape:
    """The keys of one table.

    Args:
        of: The class that the table describes, whose docstring and fields explain the keys.
        keys: The keys by name.
        each: What stands under every other key, where any name may be one.
        names: The only names there are of those, where not every text is one.
        about: What the table is, where the class does not say.
    """

    of: type | None = None
    keys: Mapping[str, Key] = attrs.field(
        factory=dict[str, Key], converter=MappingProxyType[str, Key]
    )
    each: Key | None = None
    names: tuple[str, ...] = ()
    about: str = ""

    @cached_property
    def _by_kind(self) -> Mapping[tuple[str, KeyKind], Key]:
        return {(name, key.kind): key for name, key in self.keys.items()}

    def asked(self, name: str, *, kind: KeyKind) -> Key:
        """What stands under *name*, for a reader that takes it for that kind.

        Raises:
            KeyError: The shape does not say so; that is a mistake of the reader.
        """
        if self.each is not None and self.each.kind == kind and name not in self.keys:
            return self.each
        return self._by_kind[name, kind]
