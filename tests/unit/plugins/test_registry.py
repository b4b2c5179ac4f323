from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import metadata
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pluggy
import pytest

from influence.attribution import LastTouch
from influence.errors import InvalidInputError, PluginError, UnknownNameError
from influence.metrics import SuccessMetrics
from influence.payments import Fee, Performance
from influence.plugins import (
    AttributionModelSpec,
    Host,
    PaymentRuleSpec,
    RankingStrategySpec,
    hook,
    load,
)
from influence.ranking import Profit, Sheet

_THREE = SuccessMetrics(("saves", "clicks", "orders"))


@attrs.frozen
class Barter:
    name: ClassVar[str] = "barter"

    def fee(self, performance: Performance, /) -> Fee:
        return Fee.of_lines((), currency=performance.currency)


def _plugin(function: Callable[..., object] | None = None, *, name: str = "their_plugin") -> Any:  # noqa: ANN401 - wrong on purpose
    module: Any = ModuleType(name)
    if function is not None:
        module.answer = function
    return module


def _barter(host: Host) -> Iterable[PaymentRuleSpec]:
    assert host.version == metadata.version("influence-marketing")
    yield PaymentRuleSpec(name="barter", make=Barter)


def _refused(message: str, *modules: ModuleType) -> None:
    with pytest.raises(PluginError, match=f"^{message}$"):
        load(plugins=modules)


def test_our_own_members_come_by_the_same_door() -> None:
    registry = load(plugins=())
    assert {"amended", "bonus", "capped", "commission", "flat_fee", "guaranteed"} <= set(
        registry.payment_rules
    )
    assert all(spec.name == name for name, spec in registry.payment_rules.items())
    assert isinstance(registry.attribution_model("last_touch"), LastTouch)
    assert isinstance(registry.ranking_strategy("sheet", metrics=_THREE), Sheet)
    assert isinstance(registry.ranking_strategy("profit", metrics=_THREE), Profit)


def test_a_plugin_adds_its_members_to_ours() -> None:
    registry = load(plugins=[_plugin(hook.payment_rules(_barter))])
    assert registry.payment_rule({"rule": "barter"}, currency="USD", where="terms") == Barter()
    assert "commission" in registry.payment_rules


def test_a_plugin_may_speak_pluggy_itself() -> None:
    assert "barter" in load(plugins=[_plugin(_marked(_barter))]).payment_rules


def test_names_are_in_their_order_whatever_the_order_of_the_plugins() -> None:
    def others(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001 - wrong on purpose
        return [PaymentRuleSpec(name="auction", make=Barter)]

    one = _plugin(hook.payment_rules(_barter), name="one")
    two = _plugin(hook.payment_rules(others), name="two")
    assert load(plugins=[one, two]) == load(plugins=[two, one])
    names = list(load(plugins=[two, one]).payment_rules)
    assert names == sorted(names)
    assert {"auction", "barter"} <= set(names)


def test_the_registry_cannot_be_changed() -> None:
    rules: Any = load(plugins=()).payment_rules
    with pytest.raises(TypeError):
        rules["barter"] = None


@pytest.mark.parametrize(
    ("what", "ask"),
    [
        ("attribution model", lambda registry: registry.attribution_model("last_tuch")),
        ("ranking strategy", lambda registry: registry.ranking_strategy("shet", metrics=_THREE)),
    ],
)
def test_a_member_that_nobody_knows_is_refused_with_the_close_one(
    what: str, ask: Callable[[Any], object]
) -> None:
    with pytest.raises(UnknownNameError, match=rf"^{what} must be one of .+; did you mean '.+'\?$"):
        ask(load(plugins=()))


def test_a_name_that_is_taken_is_refused_and_both_are_named() -> None:
    def taken(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001 - wrong on purpose
        yield PaymentRuleSpec(name="commission", make=Barter)

    _refused(
        "plugin their_plugin must take a name of its own, influence has it, got 'commission'",
        _plugin(hook.payment_rules(taken)),
    )
    _refused(
        "plugin two must take a name of its own, one has it, got 'barter'",
        _plugin(hook.payment_rules(_barter), name="two"),
        _plugin(hook.payment_rules(_barter), name="one"),
    )


def _no_yield(host: Host) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return None


def _wrong_spec(host: Host) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return [AttributionModelSpec(name="last", make=LastTouch)]


def _fails(host: Host) -> Iterable[PaymentRuleSpec]:
    yield PaymentRuleSpec(name="barter", make=Barter)
    raise OSError(host.version and "no tariff")


def _no_argument() -> Any:  # noqa: ANN401 - wrong on purpose
    return []


async def _later(host: Host) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return []


def _marked(function: Callable[..., object], *, name: str = "influence_payment_rules") -> Any:  # noqa: ANN401 - wrong on purpose
    """As pluggy itself marks it: nothing is refused before it is loaded."""
    return pluggy.HookimplMarker("influence")(function, specname=name)


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (
            _no_yield,
            r"answer influence_payment_rules with an iterable of PaymentRuleSpec, got None",
        ),
        (_wrong_spec, r"yield PaymentRuleSpec from influence_payment_rules, got Attribution.+"),
        (_fails, r"answer influence_payment_rules without failing, got OSError\('no tariff'\)"),
        (_no_argument, r"answer influence_payment_rules without failing, got TypeError\(.+\)"),
        (
            _later,
            r"answer influence_payment_rules with an iterable of PaymentRuleSpec, got <coro.+>",
        ),
    ],
)
def test_an_answer_that_is_none_is_its_authors_mistake(
    function: Callable[..., Any], message: str
) -> None:
    _refused(
        rf"plugin their_plugin \(test_registry\.py:\d+\) must {message}", _plugin(_marked(function))
    )


def test_a_forgotten_decorator_is_not_passed_over() -> None:
    def unmarked(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001 - the hook's argument
        return []

    _refused(
        "plugin their_plugin must mark a function with a hook, got 'their_plugin'",
        _plugin(unmarked),
    )


def test_a_misspelt_hook_is_not_passed_over() -> None:
    _refused(
        r"plugin their_plugin must answer hooks as they are declared, got .*payment_rule.*",
        _plugin(_marked(_barter, name="influence_payment_rule")),
    )


def test_a_wrong_argument_is_not_passed_over() -> None:
    def registry(registry: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
        return []

    _refused(
        r"plugin their_plugin must answer hooks as they are declared, got .*registry.*",
        _plugin(_marked(registry)),
    )


def test_a_plugin_is_a_module_and_named_once() -> None:
    module = _plugin(hook.payment_rules(_barter))
    _refused("plugin their_plugin must be named once, got 'their_plugin'", module, module)
    # A class in place of a module on purpose: the refusal is what is tested.
    _refused(re.escape(f"plugin must be a module, got {Barter!r}"), Barter)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("spec", [PaymentRuleSpec, AttributionModelSpec, RankingStrategySpec])
def test_a_spec_says_how_its_member_is_made(spec: Callable[..., object]) -> None:
    with pytest.raises(
        InvalidInputError, match=r"Spec\.make must be a class or a function, got 7$"
    ):
        spec(name="barter", make=7)


def test_a_spec_has_a_name() -> None:
    with pytest.raises(
        InvalidInputError, match=r"^PaymentRuleSpec\.name must be text that is not blank, got ''$"
    ):
        PaymentRuleSpec(name="", make=Barter)


def test_the_specification_of_a_hook_answers_nothing_by_itself() -> None:
    specification = hook.payment_rules.specification()
    assert specification.__name__ == "influence_payment_rules"
    assert list(specification(Host(version="1"))) == []


@pytest.mark.parametrize("error", [ImportError("no"), SystemExit(3)])
def test_a_plugin_that_cannot_be_imported_is_named(
    monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    def imported(_point: metadata.EntryPoint) -> object:
        raise error

    point = metadata.EntryPoint(name="theirs", value="theirs", group="influence.plugins")
    monkeypatch.setattr(
        metadata, "entry_points", lambda group: {"influence.plugins": [point]}[group]
    )
    monkeypatch.setattr(metadata.EntryPoint, "load", imported)
    with pytest.raises(PluginError, match=r"^plugin theirs must be importable, got "):
        load()
