"""Owned: whose each link, code and keyword is, as a value or as a table of marks.

    kind | value | creator_id | starts | ends | limit | priority | credit

A table is read once, whatever engine it lives on, and becomes the same ``Owners`` as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.errors import InvalidInputError, UnknownNameError
from influence.frames._engines import Native
from influence.frames._figures import told
from influence.frames._settling._cells import moment_of
from influence.frames._tables import Tables
from influence.tracking import CodeTerms, Mark, Owners

_MOMENTS = ("starts", "ends")
_TERMS = (*_MOMENTS, "limit", "priority", "credit")


def owners_of(given: Owners | Native) -> Owners:
    """Whose each mark is.

    Args:
        given: That, or a frame of marks: ``kind``, ``value`` and ``creator_id``, and of codes maybe
            ``starts``, ``ends``, ``limit``, ``priority`` and ``credit``, as ``CodeTerms`` has them.

    Raises:
        InvalidInputError: The table, a column or a row is not what it has to be, or two creators
            own a mark at the same time.
        MissingDataError: A column is missing; the close one is named.
    """
    if isinstance(given, Owners):
        return given
    tables = Tables.of(owners=given)
    rows = told(tables.frames["owners"], engine=tables.engine)
    # Engines list rows as they like, and an error is to name the same row every time.
    ordered = sorted(rows, key=lambda row: [str(one) for one in row.values()])
    return Owners(tuple(map(_mark, ordered)))


def _mark(row: Mapping[str, Any]) -> Mark:
    """The mark of a row."""
    terms = {name: row[name] for name in _TERMS if row.get(name) is not None}
    for name in _MOMENTS:
        if name in terms:
            terms[name] = moment_of(terms[name])
    try:
        return Mark(
            kind=row["kind"],
            value=row["value"],
            creator_id=row["creator_id"],
            terms=CodeTerms(**terms),
        )
    except UnknownNameError as error:
        raise UnknownNameError(_place(row, error), error.name, error.known) from None
    except InvalidInputError as error:
        raise InvalidInputError(_place(row, error), error.rule, error.value) from None


def _place(row: Mapping[str, Any], error: InvalidInputError) -> str:
    """Where an error of a row is."""
    return f"owners {row['kind']} {row['value']} of {row['creator_id']}: {error.what}"
