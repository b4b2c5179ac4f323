from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import Any

import pytest

from influence.attribution import LastTouch
from influence.payments import Commission
from influence.plugins import AttributionModelSpec, HookError, Host, PaymentRuleSpec, hook
from influence.plugins._implementation import Implementation
from influence.plugins.hooks import declared_hooks

_HOST = Host(version="0.1.0")
_TEN = PaymentRuleSpec(name="ten", make=Commission)
_TWENTY = PaymentRuleSpec(name="twenty", make=Commission)


def _by(function: Callable[..., object], *, plugin: str = "barter") -> Implementation:
    return Implementation(plugin=plugin, function=function)


def _message(function: Callable[..., object]) -> str:
    with pytest.raises(HookError) as caught:
        hook.payment_rules.specs(_by(function), host=_HOST)
    start, _, rest = str(caught.value).partition(") must ")
    assert start.startswith("plugin barter (test_collect_hook.py:")
    assert caught.value.hook == "influence_payment_rules"
    return rest


def _as_list(host: Host) -> Iterable[PaymentRuleSpec]:
    assert host is _HOST
    return [_TEN, _TWENTY]


def _as_generator(host: Host) -> Iterable[PaymentRuleSpec]:
    assert host is _HOST
    yield _TEN
    yield _TWENTY


@pytest.mark.parametrize("function", [_as_list, _as_generator])
def test_a_plugin_is_asked_by_itself(function: Callable[..., object]) -> None:
    assert hook.payment_rules.specs(_by(function), host=_HOST) == (_TEN, _TWENTY)


def test_plugins_are_asked_in_the_order_that_is_given() -> None:
    one, two = _by(lambda host: [_TEN], plugin="one"), _by(lambda host: [_TWENTY], plugin="two")  # noqa: ARG005 - the hook's argument
    collected = hook.payment_rules.collected([two, one], host=_HOST)
    assert list(collected) == [(two, (_TWENTY,)), (one, (_TEN,))]


async def _later(host: Host) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return [_TEN]


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (None, "None"),
        ("ten", "'ten'"),
        (_TEN, "PaymentRuleSpec(name='ten', make=<class 'influence.payments._commission.Comm..."),
        (7, "7"),
    ],
)
def test_an_answer_that_holds_nothing_is_refused(answer: object, shown: str) -> None:
    rule = "answer influence_payment_rules with an iterable of PaymentRuleSpec, got "
    assert _message(lambda host: answer).startswith(rule + shown.removesuffix("..."))  # noqa: ARG005 - the hook's argument


def test_an_answer_to_wait_for_is_refused_and_closed() -> None:
    rule = "answer influence_payment_rules with an iterable of PaymentRuleSpec, got <coroutine "
    assert _message(_later).startswith(rule)


def test_a_spec_of_another_hook_is_refused_at_the_line_of_its_yield() -> None:
    def mixed(host: Host) -> Iterable[object]:  # noqa: ARG001 - the hook's argument
        yield _TEN
        yield AttributionModelSpec(name="last", make=LastTouch)

    with pytest.raises(HookError) as caught:
        hook.payment_rules.specs(_by(mixed), host=_HOST)
    assert caught.value.rule == "yield PaymentRuleSpec from influence_payment_rules"
    assert caught.value.spot.line == mixed.__code__.co_firstlineno + 2


def test_a_coroutine_among_the_specs_is_closed() -> None:
    rule = "yield PaymentRuleSpec from influence_payment_rules, got <coroutine "
    assert _message(lambda host: [_later(host)]).startswith(rule)


def test_a_plugin_that_never_stops_is_cut() -> None:
    rule = "yield at most 10000 specs from influence_payment_rules, got PaymentRuleSpec("
    assert _message(lambda host: itertools.repeat(_TEN)).startswith(rule)  # noqa: ARG005 - the hook's argument


class _OddError(BaseException):
    """One that no ``except Exception`` sees."""


@pytest.mark.parametrize("error", [OSError("no tariff"), SystemExit(3), _OddError("odd")])
def test_whatever_a_plugin_raises_is_told_with_its_line_and_kept(error: BaseException) -> None:
    def fails(host: Host) -> Iterable[PaymentRuleSpec]:  # noqa: ARG001 - the hook's argument
        yield _TEN
        raise error

    with pytest.raises(HookError) as caught:
        hook.payment_rules.specs(_by(fails), host=_HOST)
    line = fails.__code__.co_firstlineno + 2
    assert str(caught.value) == (
        f"plugin barter (test_collect_hook.py:{line}) must answer influence_payment_rules "
        f"without failing, got {error!r}"
    )
    assert caught.value.__cause__ is error


def test_the_interrupt_of_a_person_goes_through() -> None:
    def interrupted(host: Host) -> object:  # noqa: ARG001 - the hook's argument
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hook.payment_rules.specs(_by(interrupted), host=_HOST)


def test_the_specification_answers_nothing_by_itself() -> None:
    specification = hook.payment_rules.specification()
    assert specification.__name__ == "influence_payment_rules"
    assert list(specification(_HOST)) == []


def test_every_hook_is_declared_under_the_name_that_authors_use() -> None:
    names = [one.name for one in declared_hooks()]
    assert names == [
        "influence_payment_rules",
        "influence_attribution_models",
        "influence_attribution_sources",
        "influence_ranking_strategies",
        "influence_lint_rules",
        "influence_exporters",
        "influence_platforms",
        "influence_resolve_account",
        "influence_secret",
        "influence_observe",
    ]
    assert {one.parameter for one in declared_hooks()[:7]} == {"host"}
    assert [one.parameter for one in declared_hooks()[7:]] == ["question", "question", "event"]


def test_a_hook_cannot_be_changed() -> None:
    for declared, name in ((hook, "payment_rules"), (hook.payment_rules, "specs")):
        with pytest.raises(AttributeError):
            setattr(declared, name, None)
