"""A source is made from what a person typed, and nothing that it does wrong gets out."""

# ruff: noqa: E501  # messages are matched whole

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pytest

from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.plugins import AttributionSourceSpec, Host, Registry, hook, load
from influence.sources import Export, Ga4, Setting, Shopify, Sourced

EXPORT = Export.of_csv("a,b\n", name="t.csv")


@attrs.frozen(kw_only=True)
class Till:
    """A source that answers whatever it is told to."""

    name: ClassVar[str] = "till"
    tells: ClassVar[tuple[str, ...]] = ("orders",)

    pepper: str | None = None
    rounds: int = 0

    def read(self, export: Export, /, *, setting: Setting) -> Any:  # noqa: ANN401  # wrong on purpose
        """Answer."""
        assert export is EXPORT
        assert setting == Setting()
        if self.pepper == "refuse":
            raise InvalidInputError("t.csv", "be a till roll", "t.csv")
        if self.pepper == "fail":
            raise KeyError("till")
        return Sourced(rows=0, taken=0) if self.pepper is None else self.pepper


@attrs.frozen
class Silent:
    name: ClassVar[str] = "till"


@attrs.frozen
class Renamed:
    name: ClassVar[str] = "tills"
    tells: ClassVar[tuple[str, ...]] = ()
    read: ClassVar[Any] = Till.read


@attrs.frozen
class Mute:
    name: ClassVar[str] = "till"
    tells: ClassVar[Any] = "orders"
    read: ClassVar[Any] = Till.read


def _registry(make: Any = Till) -> Registry:  # noqa: ANN401  # wrong on purpose
    def sources(host: Host) -> Iterable[AttributionSourceSpec]:  # noqa: ARG001  # the hook's argument
        yield AttributionSourceSpec(name="till", make=make)

    module: Any = ModuleType("their_plugin")
    module.sources = hook.attribution_sources(sources)
    return load(plugins=[module])


def _refused(error: type[Exception], call: Callable[[], object], message: str) -> None:
    with pytest.raises(error, match=f"^{re.escape(message)}$"):
        call()


def test_our_own_sources_come_by_the_same_door() -> None:
    registry = load(plugins=())
    assert {"ga4", "shopify"} <= set(registry.attribution_sources)
    assert registry.attribution_source("shopify").source == Shopify()
    assert registry.attribution_source("ga4").source == Ga4()


def test_a_plugin_adds_its_source_to_ours() -> None:
    registry = _registry()
    assert {"ga4", "shopify", "till"} <= set(registry.attribution_sources)
    till = registry.attribution_source("till")
    assert (till.name, till.tells) == ("till", ("orders",))
    assert till.read(EXPORT, setting=Setting()) == Sourced(rows=0, taken=0)


def test_options_are_read_as_their_fields_want_them() -> None:
    registry = load(plugins=())
    options = {
        "prices_include_tax": "true",
        "salt": "0042",
        "order_id": "id",
        "fees": '["tip", "box"]',
    }
    assert registry.attribution_source("shopify", options=options).source == Shopify(
        prices_include_tax=True, salt="0042", order_id="id", fees=("tip", "box")
    )
    options = {"exported_on": "2026-04-13", "currency": "EUR"}
    assert registry.attribution_source("ga4", options=options).source == Ga4(
        exported_on=dt.date(2026, 4, 13), currency="EUR"
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"prices_include_tax": "so"}, "option.prices_include_tax must be true or false, got 'so'"),
        ({"prices_include_tax": "1"}, "option.prices_include_tax must be true or false, got 1"),
        ({"fees": "tip"}, "option.fees must be a list, got 'tip'"),
        (
            {"visitor_attribute": ""},
            "option: Shopify.visitor_attribute must be text that is not blank, got ''",
        ),
    ],
)
def test_an_option_that_breaks_its_rule_is_refused(options: dict[str, str], message: str) -> None:
    registry = load(plugins=())
    _refused(
        InvalidInputError, lambda: registry.attribution_source("shopify", options=options), message
    )


def test_names_that_nobody_knows_are_refused_with_the_close_one() -> None:
    registry = load(plugins=())
    with pytest.raises(UnknownNameError, match=r"did you mean 'shopify'\?$"):
        registry.attribution_source("shopfy")
    with pytest.raises(
        UnknownNameError, match=r"^key of option must be .+; did you mean 'salt'\?$"
    ):
        registry.attribution_source("shopify", options={"sal": "x"})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (Silent, "attribution source till must have a read, got Silent()"),
        (Renamed, "attribution source till must call itself what its spec calls it, got 'tills'"),
        (Mute, "attribution source till must say in a tuple which tables it tells, got 'orders'"),
    ],
)
def test_a_class_that_is_no_source_is_its_authors_mistake(make: object, message: str) -> None:
    _refused(PluginError, lambda: _registry(make).attribution_source("till"), message)


def _function(**options: Any) -> Till:  # noqa: ANN401  # whatever a person types
    return Till(**options)


def test_a_function_is_no_class_of_options() -> None:
    with pytest.raises(
        PluginError, match=r"^attribution source till must be an attrs class, got <"
    ):
        _registry(_function).attribution_source("till")


def test_a_source_that_fails_or_answers_rubbish_is_named() -> None:
    registry = _registry()

    def read(pepper: str) -> Callable[[], object]:
        till = registry.attribution_source("till", options={"pepper": pepper})
        return lambda: till.read(EXPORT, setting=Setting())

    _refused(
        PluginError,
        read("fail"),
        "attribution source till (plugin their_plugin, influence_attribution_sources, "
        "test_source_options.py:40) must refuse a bad export with InvalidInputError, got "
        "KeyError('till')",
    )
    _refused(
        PluginError,
        read("salt"),
        "attribution source till (plugin their_plugin, influence_attribution_sources) must answer a Sourced, got 'salt'",
    )
    _refused(InvalidInputError, read("refuse"), "t.csv must be a till roll, got 't.csv'")


def test_an_option_that_is_a_source_is_none() -> None:
    from influence.plugins._source_options import _no_source  # the door has no other way to it

    _refused(
        InvalidInputError,
        lambda: _no_source(7, where="option"),
        "option must be no attribution source, got 7",
    )
