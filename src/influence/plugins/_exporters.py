"""Exporters: one from its name and typed options, or from a table of a book."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from influence.errors import InfluenceError
from influence.exporters import Exporter
from influence.plugins._families import EXPORTERS
from influence.plugins._fields import fields_of
from influence.plugins._specs import ExporterSpec
from influence.plugins._tables import TableReader
from influence.plugins._typed import typed_values


def exporter(
    named: str | Mapping[str, object],
    *,
    specs: Mapping[str, ExporterSpec],
    options: Mapping[str, str] | None,
    currency: str | None,
    where: str,
    unknown: Callable[[str, str, Iterable[str]], InfluenceError],
) -> Exporter:
    """The exporter that a name stands for, or that a table of a book describes."""
    reader = TableReader(
        family=EXPORTERS,
        makers={name: spec.make for name, spec in specs.items()},
        currency=currency,
        by_name=True,
        unknown=unknown,
    )
    if not isinstance(named, str) or not options:
        return reader.read(named, where=where)
    if named not in specs:
        raise unknown(where, named, specs)
    return reader.read({"exporter": named, **_typed(specs[named], options)}, where="option")


def _typed(spec: ExporterSpec, options: Mapping[str, str]) -> Mapping[str, object]:
    """The values that a person typed; a class that has no fields is told by the reader."""
    if not (isinstance(spec.make, type) and attrs.has(spec.make)):
        return options
    return typed_values(options, fields_of(spec.make, named=f"exporter {spec.name}"))
