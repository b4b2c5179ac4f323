"""Source options: from what a person typed to an attribution source, checked against its class.

The fields of the source's attrs class are the options; how a typed one is read is said in
``_typed``. A source is wrapped, so that whatever it
does wrong while it reads is reported with its name, and nothing but a ``Sourced`` gets out of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

import attrs

from influence._foreign import asked, told
from influence.errors import InfluenceError, InvalidInputError, PluginError
from influence.plugins._fields import Fields, fields_of, made
from influence.plugins._specs import AttributionSourceSpec
from influence.plugins._typed import typed_values
from influence.plugins._values import ValueReader
from influence.sources import AttributionSource, Export, Setting, Sourced

_NOUN = "attribution source"


def attribution_source(
    named: str | Mapping[str, object],
    *,
    specs: Mapping[str, AttributionSourceSpec],
    options: Mapping[str, str] | None,
    where: str,
    unknown: Callable[[str, str, Iterable[str]], InfluenceError],
) -> CheckedSource:
    """The source of a name and what a person typed, or of a table of a book."""

    def made_by(name: str, what: str) -> SourceOptions:
        if name not in specs:
            raise unknown(what, name, specs)
        return SourceOptions(name=name, make=specs[name].make)

    if isinstance(named, str):
        return made_by(named, where).source(options or {})
    name = named.get("source")
    if not isinstance(name, str):
        raise InvalidInputError(f"{where}.source", "name an attribution source", name)
    keys = {key: value for key, value in named.items() if key != "source"}
    return made_by(name, f"{where}.source").read(keys, where=where)


@attrs.frozen(kw_only=True)
class SourceOptions:
    """Builds one attribution source from its options.

    Args:
        name: The name in its spec.
        make: Its attrs class.
    """

    name: str
    make: Callable[..., AttributionSource]

    def source(self, options: Mapping[str, str]) -> CheckedSource:
        """The source with these options.

        Raises:
            UnknownNameError: An option is not known; the close one is named.
            InvalidInputError: An option breaks the rule of its field.
            PluginError: The source cannot be made from options, or is none.
        """
        return self.read(typed_values(options, self._fields()), where="option")

    def read(self, values: Mapping[str, object], *, where: str) -> CheckedSource:
        """The source with options as TOML has them.

        Raises:
            UnknownNameError: An option is not known; the close one is named.
            InvalidInputError: An option breaks the rule of its field.
            PluginError: The source cannot be made from options, or is none.
        """
        named = f"attribution source {self.name}"
        reader = ValueReader(
            named=named, family=AttributionSource, inner=_no_source, such_as="--option KEY=VALUE"
        )
        given = reader.given(values, self._fields(), where=where)
        found = made(lambda: self.make(**given), where=where, named=named)
        return CheckedSource(source=_checked(self.name, found))

    def _fields(self) -> Fields:
        """The fields of its class, which are the options."""
        named = f"attribution source {self.name}"
        if not (isinstance(self.make, type) and attrs.has(self.make)):
            raise PluginError(named, "be an attrs class", self.make)
        return fields_of(self.make, named=named)


@attrs.frozen(kw_only=True)
class CheckedSource:
    """An attribution source whose answers are checked.

    Args:
        source: The source itself.
    """

    source: AttributionSource

    @property
    def name(self) -> str:
        """Its name."""
        return self.source.name

    @property
    def tells(self) -> tuple[str, ...]:
        """The tables that it may fill."""
        return self.source.tells

    def read(self, export: Export, /, *, setting: Setting) -> Sourced:
        """What the source read.

        Raises:
            InvalidInputError: The file as a whole is not what the source reads.
            PluginError: The source fails, or answers something else than a ``Sourced``.
        """
        answer = asked(
            lambda: cast("object", self.source.read(export, setting=setting)),
            noun=_NOUN,
            member=self.source,
            rule="refuse a bad export with InvalidInputError",
            refusals=InfluenceError,
        )
        if not isinstance(answer, Sourced):
            raise PluginError(told(_NOUN, self.source), "answer a Sourced", answer)
        return answer


def _checked(name: str, found: object) -> AttributionSource:
    """What the class made, once it is clear that it is the source of that name."""
    named = f"attribution source {name}"
    if not callable(getattr(found, "read", None)):
        raise PluginError(named, "have a read", found)
    own = getattr(found, "name", None)
    if own != name:
        raise PluginError(named, "call itself what its spec calls it", own)
    tells = getattr(found, "tells", None)
    if not isinstance(tells, tuple):
        raise PluginError(named, "say in a tuple which tables it tells", tells)
    return cast("AttributionSource", found)


def _no_source(value: object, *, where: str) -> AttributionSource:
    """No option is a source of its own."""
    raise InvalidInputError(where, "be no attribution source", value)
