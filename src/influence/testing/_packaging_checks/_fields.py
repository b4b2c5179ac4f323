"""Fields: what a book may say of a member, and how it is refused when it says something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, cast

import attrs

from influence.errors import InvalidInputError, PluginError
from influence.plugins import Registry
from influence.testing._conformance._check import CheckFailedError, check
from influence.testing._conformance._drawn import refusals
from influence.testing._conformance._kind import Kind
from influence.testing._conformance._offer import Spec
from influence.testing._packaging_checks._declaration import specs
from influence.testing._packaging_checks._subject import PluginSubject

Read = Callable[[Registry, Mapping[str, object]], object]

#: How a member of a family is read from a table, with the key that names it.
_READERS: Final[Mapping[str, tuple[str, Read]]] = {
    "payment_rules": (
        "rule",
        lambda known, table: known.payment_rule(table, currency="USD", where="terms"),
    ),
    "attribution_models": ("model", lambda known, table: known.attribution_model(table)),
    "lint_rules": ("rule", lambda known, table: known.lint_rule(table, currency="USD")),
    "exporters": ("exporter", lambda known, table: known.exporter(table, currency="USD")),
}


@check(
    "PK-F01",
    if_fails="A book cannot give the field, whatever it writes. Use `Money`, `Share`, `int`, "
    "`str`, `bool`, dates, words, lists, tables, or frozen classes of these.",
)
def fields_can_be_read(subject: PluginSubject) -> None:
    """Every field of a member has a type that a book can hold."""
    for kind, spec, field in _fields(subject):
        error = _refusal(subject, kind, spec, {field: "x"})
        if isinstance(error, PluginError) and "have a type that a book can hold" in str(error):
            raise CheckFailedError(
                f"{kind.noun} {spec.name}", "be readable from a book", str(error)
            )


@check(
    "PK-F02",
    if_fails="A typing error in a book ends in a traceback instead of a line that names it. Check "
    "each field, and refuse with `InvalidInputError` or `InvalidTermsError`.",
)
def mistakes_are_refused(subject: PluginSubject) -> None:
    """Whatever a book holds by mistake is taken or refused, never failed on."""
    for kind, spec in specs(subject):
        for field, error in refusals(spec.make):
            if not isinstance(error, InvalidInputError):
                raise _unexpected(kind, spec, field, error)


@check(
    "PK-F03",
    if_fails="`influence plugins show` lists a field without a word about it. Name each in "
    "`Args:` or `Attributes:` of the docstring, with its unit.",
)
def fields_are_documented(subject: PluginSubject) -> None:
    """The docstring of a member's class names each of its fields."""
    for kind, spec, field in _fields(subject):
        if field not in (spec.make.__doc__ or ""):
            what = f"docstring of {kind.noun} {spec.name}"
            raise CheckFailedError(what, f"name the field {field}", spec.make.__doc__)


def _unexpected(kind: Kind, spec: Spec, field: str, error: Exception) -> CheckFailedError:
    """A refusal that is none."""
    what = f"{kind.noun} {spec.name}, given a bad {field},"
    return CheckFailedError(what, "refuse it with InvalidInputError", repr(error))


def _fields(subject: PluginSubject) -> Iterator[tuple[Kind, Spec, str]]:
    """The key of every field of every member that an attrs class makes."""
    for kind, spec in specs(subject):
        made: object = spec.make
        fields = attrs.fields(made) if isinstance(made, type) and attrs.has(made) else ()
        yield from ((kind, spec, one.alias or one.name) for one in fields if one.init)


def _refusal(
    subject: PluginSubject, kind: Kind, spec: Spec, table: Mapping[str, object]
) -> Exception | None:
    """How a table is refused; ``None`` when it is taken, or when no table can be read."""
    if kind.family not in _READERS:
        return None
    key, read = _READERS[kind.family]
    try:
        read(cast("Registry", subject.offer.registry), {key: spec.name, **table})
    except Exception as error:  # noqa: BLE001  # how it is refused is the question
        return error
    return None
