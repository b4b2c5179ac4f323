"""The fact sheet: every field that a connector asks a platform for, with what it counts.

    [[field]]
    vendor = "saved"                  what the platform calls it
    metric = "saves"                  what we call it
    unit = "count"                    what one of it is; money, ms, s and min are others
    access = "owner"                  public, owner or partner
    counts = "accounts that saved it" the counting rule
    freshness = "up to 48 hours"
    since = 2021-08-01
    source = "https://developers.example.com/insights"
    verified = 2026-11-20

Such a file, ``fields.toml``, stands beside the connector. Asking for a field that is not in it, or
for one that is retired, is an error and not a request.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeAlias, cast, get_args

import attrs

from influence import _requirements as require
from influence.errors import InvalidInputError, UnknownNameError

Access: TypeAlias = Literal["public", "owner", "partner"]
ACCESS: tuple[Access, ...] = get_args(Access)
FieldUnit: TypeAlias = Literal["count", "money", "ms", "s", "min", "share", "text", "time"]
FIELD_UNITS: tuple[FieldUnit, ...] = get_args(FieldUnit)

_optional_line = attrs.validators.optional(require.is_line)
_optional_date = attrs.validators.optional(require.is_date)


@attrs.frozen(kw_only=True)
class VendorField:
    """One field of a platform.

    Args:
        vendor: What the platform calls it.
        metric: What we call it; two fields may stand for one metric.
        unit: In what the platform counts it.
        access: Who may read it.
        counts: The counting rule, in words.
        source: Where that is written; an address or a title.
        verified: The day on which somebody last looked.
        freshness: How late it may be; ``None`` when nobody says.
        since: The day from which it exists; ``None`` when nobody says.
        retired: The day from which asking for it fails.
        replaced_by: The platform's name of the field that came instead.

    Raises:
        InvalidInputError: A field breaks its rule; the message names field and value.
        UnknownNameError: *unit* or *access* is no known word; the close one is named.
    """

    vendor: str = attrs.field(validator=require.is_line)
    metric: str = attrs.field(validator=require.is_line)
    unit: FieldUnit = attrs.field(validator=require.one_of(FIELD_UNITS))
    access: Access = attrs.field(validator=require.one_of(ACCESS))
    counts: str = attrs.field(validator=require.is_line)
    source: str = attrs.field(validator=require.is_line)
    verified: dt.date = attrs.field(validator=require.is_date)
    freshness: str | None = attrs.field(default=None, validator=_optional_line)
    since: dt.date | None = attrs.field(default=None, validator=_optional_date)
    retired: dt.date | None = attrs.field(default=None, validator=_optional_date)
    replaced_by: str | None = attrs.field(default=None, validator=_optional_line)

    def is_retired(self, *, on: dt.date) -> bool:
        """Whether asking for it fails on a day."""
        return self.retired is not None and self.retired <= on


@attrs.frozen(kw_only=True)
class FactSheet:
    """The fields of one platform.

    Args:
        fields: The fields, each under a name of its own.

    Raises:
        InvalidInputError: Two fields have one name, or one is replaced by a field that is not
            there.

    Example:
        >>> sheet = FactSheet.read('''
        ... [[field]]
        ... vendor = "saved"
        ... metric = "saves"
        ... unit = "count"
        ... access = "owner"
        ... counts = "accounts that saved it"
        ... source = "the platform's reference"
        ... verified = 2026-11-20
        ... ''')
        >>> sheet.metrics
        ('saves',)
        >>> sheet.field("saved", on=dt.date(2026, 11, 27)).metric
        'saves'
    """

    fields: tuple[VendorField, ...] = attrs.field(
        default=(), validator=require.are(VendorField, called="fields of a platform")
    )

    def __attrs_post_init__(self) -> None:
        names = [field.vendor for field in self.fields]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise InvalidInputError("fact sheet", "name each field once", twice)
        for field in self.fields:
            if field.replaced_by is not None and field.replaced_by not in names:
                raise UnknownNameError(f"{field.vendor}.replaced_by", field.replaced_by, names)

    @classmethod
    def read(cls, text: str, *, where: str = "fields.toml") -> FactSheet:
        """The sheet that *text*, a file ``fields.toml``, holds.

        Raises:
            InvalidInputError: It is no TOML, or a field breaks its rule; the message names the
                place.
            UnknownNameError: A key is not known; the close one is named.
        """
        try:
            document = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise InvalidInputError(where, "be TOML", str(error)) from error
        for key in document:
            if key != "field":
                raise UnknownNameError(f"{where} key", key, ["field"])
        tables = cast("object", document.get("field", []))
        if not isinstance(tables, list):
            raise InvalidInputError(f"{where} field", "be a list of tables", tables)
        parts = enumerate(cast("list[object]", tables))
        return cls(fields=tuple(_field(part, where=f"{where} field[{at}]") for at, part in parts))

    @property
    def metrics(self) -> tuple[str, ...]:
        """The metrics that it tells of, each once, in the order of the sheet."""
        return tuple(dict.fromkeys(field.metric for field in self.fields))

    def field(self, vendor: str, *, on: dt.date) -> VendorField:
        """The field that the platform calls *vendor*.

        Raises:
            UnknownNameError: It is not in the sheet; the close one is named.
            InvalidInputError: It is retired on that day; the message names what came instead.
        """
        found = next((one for one in self.fields if one.vendor == vendor), None)
        if found is None:
            raise UnknownNameError("field", vendor, [one.vendor for one in self.fields])
        if found.is_retired(on=on):
            instead = f"; ask for {found.replaced_by}" if found.replaced_by else ""
            raise InvalidInputError(
                "field", f"not be retired (since {found.retired}{instead})", vendor
            )
        return found

    def fields_of(self, metrics: Iterable[str], *, on: dt.date) -> tuple[VendorField, ...]:
        """The fields, not retired on a day, that tell of *metrics*; what has none is left out."""
        wanted = set(metrics)
        return tuple(
            field for field in self.fields if field.metric in wanted and not field.is_retired(on=on)
        )


def _field(part: object, *, where: str) -> VendorField:
    """One table of the file."""
    if not isinstance(part, Mapping):
        raise InvalidInputError(where, "be a table", part)
    table = cast("Mapping[str, object]", part)
    known = [field.name for field in attrs.fields(VendorField)]
    for key in table:
        if key not in known:
            raise UnknownNameError(f"{where} key", key, known)
    for field in attrs.fields(VendorField):
        if field.default is attrs.NOTHING and field.name not in table:
            raise InvalidInputError(where, f"have {field.name}", sorted(table))
    make = cast("Callable[..., VendorField]", VendorField)  # its validators judge the values
    try:
        return make(**table)
    except InvalidInputError as error:
        if isinstance(error, UnknownNameError):
            raise UnknownNameError(f"{where} {error.what}", error.name, error.known) from error
        raise InvalidInputError(f"{where} {error.what}", error.rule, error.value) from error
