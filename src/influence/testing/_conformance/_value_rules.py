"""Value rules: what members of every kind are held to, because they are values.

Each says nothing, or raises ``CheckFailedError``.
"""

from __future__ import annotations

import copy
import pickle
import re
from collections.abc import Iterable

from influence.testing._conformance._check import CheckFailedError
from influence.testing._law_terms import parts_in

_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def refuse_differing_copy(what: str, value: object) -> None:
    """Refuse a value that is not itself any more after pickling or copying."""
    try:
        copies = (pickle.loads(pickle.dumps(value)), copy.deepcopy(value))  # noqa: S301  # made here
    except (AttributeError, TypeError, pickle.PicklingError) as error:
        raise CheckFailedError(
            what, "pickle and copy", f"{type(error).__name__}: {error}"
        ) from error
    for copied in copies:
        if copied != value:
            raise CheckFailedError(what, "equal its pickled and deep copies", copied)


def refuse_unhashed(what: str, values: Iterable[object]) -> None:
    """Refuse values of which two equal ones have two hashes."""
    for value in values:
        twin = copy.deepcopy(value)
        if value == twin and hash(value) != hash(twin):
            raise CheckFailedError(what, "hash like its equals", value)


def refuse_unclear_repr(what: str, value: object) -> None:
    """Refuse a value that does not say in one line what it is."""
    told = repr(value)
    if _ADDRESS.search(told) or len(told.splitlines()) != 1 or type(value).__name__ not in told:
        raise CheckFailedError(what, "say in one line of repr what it is", told)


def refuse_floats(what: str, value: object) -> None:
    """Refuse a value with a float anywhere in its fields."""
    for part in parts_in(value):
        if isinstance(part, float):
            raise CheckFailedError(what, "have no float in its fields", part)


def refuse_changing(what: str, value: object) -> None:
    """Refuse a value that can be changed once it is made."""
    fields = [
        name for name in ("name", *getattr(type(value), "__slots__", ())) if name != "__weakref__"
    ]
    for name in fields:
        if not _is_frozen(value, name):
            raise CheckFailedError(what, "be frozen", f"{name} that can be set")


def _is_frozen(value: object, name: str) -> bool:
    """Whether an attribute cannot be set; nothing is set if it could."""
    before: object = getattr(value, name, None)
    try:
        setattr(value, name, before)
    except (AttributeError, TypeError):
        return True
    return False


def refuse_mutated(what: str, before: object, *, now: object) -> None:
    """Refuse an argument that is not what it was before the call."""
    if before != now:
        raise CheckFailedError(what, "leave its argument as it was", now)
