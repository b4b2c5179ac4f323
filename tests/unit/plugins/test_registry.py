from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import metadata
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pluggy
import pytest

from influence.attribution import LastTouch
from influence.errors import InvalidInputError, UnknownNameError
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
    marked = pluggy.HookimplMarker("influence")(_barter, specname="influence_payment_rules")
    assert "barter" in load(plugins=[_plugin(marked)]).payment_rules


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
