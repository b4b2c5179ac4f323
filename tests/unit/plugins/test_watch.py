"""The watch finds what was changed while it looked, and puts it back."""

from __future__ import annotations

import builtins
import fractions
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

import influence
from influence.deliverables import _state
from influence.money import Money
from influence.payments import Commission, _rule
from influence.plugins import _loader, _members, hook
from influence.plugins._watch import Watch
from influence.progression import _shipped


@pytest.fixture(scope="module")
def watch() -> Iterator[Watch]:
    seen = Watch()
    yield seen
    assert seen.changes() == ()


def _loose(value: object) -> Any:  # noqa: ANN401 - what is done to it is wrong on purpose
    return value


def _replace_method() -> None:
    _loose(Commission).fee = None


def _replace_code() -> None:
    _loose(_rule.is_payment_rule).__code__ = (lambda _rule: True).__code__


def _add_a_global() -> None:
    _loose(vars(_rule))["isinstance"] = lambda *_: True


def _replace_a_global() -> None:
    _loose(vars(_rule))["fee_of"] = None


def _change_a_table() -> None:
    _loose(vars(_state))["_EXITS"].clear()


def _rename_a_hook() -> None:
    object.__setattr__(hook.payment_rules, "name", "influence_barter")


def _change_a_mark() -> None:
    _loose(vars(_members.payment_rules))["influence_impl"]["tryfirst"] = True


def _add_a_method() -> None:
    _loose(Money).__getattr__ = lambda _self, _name: 0


def _remove_a_method() -> None:
    del _loose(Money).__repr__


def _replace_a_property() -> None:
    _loose(Money).is_zero.fget.__code__ = (lambda _self: True).__code__


def _replace_a_module() -> None:
    sys.modules["influence.payments._commission"] = ModuleType("theirs")


def _replace_the_loader() -> None:
    _loose(vars(_loader))["Watch"] = None


def _replace_a_builtin() -> None:
    _loose(builtins).sum = lambda *_: 0


def _replace_fractions() -> None:
    _loose(fractions.Fraction).__mul__ = lambda own, _other: own


def _change_a_shipped_value() -> None:
    name, value = next(
        (name, value)
        for name, value in vars(_shipped).items()
        if hasattr(type(value), "__attrs_attrs__")
    )
    field = type(value).__attrs_attrs__[0].name
    assert name
    object.__setattr__(value, field, None)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_replace_method, ["influence.payments._commission.Commission.fee"]),
        (_replace_code, ["influence.payments._rule.is_payment_rule"]),
        (_add_a_global, ["influence.payments._rule.isinstance"]),
        (_replace_a_global, ["influence.payments._rule.fee_of"]),
        (_rename_a_hook, ["influence.plugins.hooks.hook.payment_rules.name"]),
        (_change_a_mark, ["influence.plugins._members.payment_rules.influence_impl.tryfirst"]),
        (_add_a_method, ["influence.money.Money.__getattr__"]),
        (_remove_a_method, ["influence.money.Money.__repr__"]),
        (_replace_a_property, ["influence._currency_amounts.CurrencyAmount.is_zero"]),
        (_replace_a_module, ["influence.payments._commission"]),
        (_replace_the_loader, ["influence.plugins._loader.Watch"]),
        (_replace_a_builtin, ["builtins.sum"]),
        (_replace_fractions, ["fractions.Fraction.__mul__"]),
    ],
)
def test_what_was_changed_is_named_and_put_back(
    watch: Watch, change: Callable[[], None], told: list[str]
) -> None:
    change()
    assert list(watch.changes()) == told
    assert watch.changes() == ()


@pytest.mark.parametrize("change", [_change_a_table, _change_a_shipped_value])
def test_tables_and_shipped_values_are_watched(watch: Watch, change: Callable[[], None]) -> None:
    change()
    assert watch.changes()
    assert watch.changes() == ()


def test_what_is_imported_or_found_later_is_no_change(watch: Watch) -> None:
    _loose(vars(influence))["something_found_lazily"] = 7
    _loose(vars(_rule))["__warningregistry__"] = {}
    _loose(vars(_rule))["a_module"] = sys
    _loose(builtins).a_word = 7
    assert watch.changes() == ()
    for names, name in (
        (vars(influence), "something_found_lazily"),
        (vars(_rule), "a_module"),
        (vars(builtins), "a_word"),
    ):
        del _loose(names)[name]
    watch = Watch()
    assert watch.changes() == ()


def test_a_module_that_is_new_is_watched_from_when_it_was_looked_at() -> None:
    seen = Watch()
    module: Any = ModuleType("influence.theirs")
    module.rate = 1
    sys.modules["influence.theirs"] = module
    seen.look()
    module.rate = 2
    assert seen.changes() == ("influence.theirs.rate",)
    assert module.rate == 1
    del sys.modules["influence.theirs"]
    assert seen.changes() == ("influence.theirs",)
    del sys.modules["influence.theirs"]
