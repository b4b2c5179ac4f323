"""Source options: from what a person typed to an attribution source, checked against its class.

    prices_include_tax=true        a flag, a number, a day or a list is read as TOML reads it
    salt=0042                      where text is wanted, the text as it stands

The fields of the source's attrs class are the options. A source is wrapped, so that whatever it
does wrong while it reads is reported with its name, and nothing but a ``Sourced`` gets out of it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from typing import Literal, cast, get_args, get_origin

import attrs

from influence._foreign import asked, told
from influence.errors import InfluenceError, InvalidInputError, PluginError
from influence.plugins._fields import Fields, field_of, fields_of, made
from influence.plugins._values import ValueReader
from influence.sources import AttributionSource, Export, Setting, Sourced

_NOUN = "attribution source"


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
        named = f"attribution source {self.name}"
        if not (isinstance(self.make, type) and attrs.has(self.make)):
            raise PluginError(named, "be an attrs class", self.make)
        fields = fields_of(self.make, named=named)
        reader = ValueReader(
            named=named, family=AttributionSource, inner=_no_source, such_as="--option KEY=VALUE"
        )
        values = {key: _told(key, text, fields) for key, text in options.items()}
        given = reader.given(values, fields, where="option")
        found = made(lambda: self.make(**given), where="option", named=named)
        return CheckedSource(source=_checked(self.name, found))


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
        answer: object = asked(
            lambda: self.source.read(export, setting=setting),
            noun=_NOUN,
            member=self.source,
            rule="refuse a bad export with InvalidInputError",
            refusals=InfluenceError,
        )
        if not isinstance(answer, Sourced):
            raise PluginError(told(_NOUN, self.source), "answer a Sourced", answer)
        return answer


def _told(key: str, text: str, fields: Fields) -> object:
    """The value that a person typed, as TOML would hold it."""
    wanted = field_of(key, fields, where="option").type
    if _is_text(wanted):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _is_text(wanted: object) -> bool:
    """Whether a field holds text, or one of a few words."""
    kinds = [part for part in get_args(wanted) if part is not type(None)]
    return wanted is str or get_origin(wanted) is Literal or kinds == [str]


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
