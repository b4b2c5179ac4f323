from __future__ import annotations

import pickle
import types
from collections.abc import Iterator

import pytest

from influence.errors import PluginError
from influence.plugins import HookError, Spot
from influence.plugins._implementation import Implementation, set_aside

_PLUGIN = """\
import json


def fails_itself(host):
    raise OSError("no tariff")


def fails_further_down(host):
    return json.loads("{")


def yields(host):
    yield 1
    yield 2
"""


def _module(name: str = "influence_barter.hooks") -> types.ModuleType:
    module = types.ModuleType(name)
    exec(compile(_PLUGIN, "/site/influence_barter/hooks.py", "exec"), module.__dict__)  # noqa: S102 - a plugin in a file of its own
    return module


def _of(function: str) -> Implementation:
    return Implementation(
        plugin="barter",
        function=getattr(_module(), function),
        distribution="influence-barter",
        version="1.0",
    )


def test_a_plugin_is_named_with_what_brought_it() -> None:
    assert _of("yields").named == "plugin barter of influence-barter 1.0"
    assert Implementation(plugin="barter", function=print).named == "plugin barter"
    unversioned = Implementation(plugin="barter", function=print, distribution="influence-barter")
    assert unversioned.named == "plugin barter of influence-barter"


def test_a_spot_is_the_first_line_of_the_function() -> None:
    assert _of("yields").spot == Spot(file="/site/influence_barter/hooks.py", line=12)
    assert str(_of("yields").spot) == "hooks.py:12"


def test_what_is_not_written_in_python_has_no_spot() -> None:
    assert Implementation(plugin="barter", function=print).spot == Spot(file="", line=0)


@pytest.mark.parametrize(("function", "line"), [("fails_itself", 5), ("fails_further_down", 9)])
def test_a_failure_is_placed_at_the_last_line_that_is_the_plugins_own(
    function: str, line: int
) -> None:
    implementation = _of(function)
    with pytest.raises((OSError, ValueError)) as caught:
        implementation.function(None)
    assert implementation.spot_of(caught.value).line == line


def test_a_failure_that_never_came_through_the_plugin_is_placed_at_its_function() -> None:
    assert _of("yields").spot_of(OSError("elsewhere")) == _of("yields").spot
    nobodys = Implementation(plugin="barter", function=lambda: None)
    setattr(nobodys.function, "__module__", None)  # noqa: B010 - a checker knows that it is text
    assert nobodys.spot_of(OSError("elsewhere")) == nobodys.spot


def test_a_generator_is_placed_at_the_line_at_which_it_waits() -> None:
    implementation = _of("yields")
    answer = implementation.function(None)
    assert isinstance(answer, Iterator)
    next(answer)
    assert implementation.spot_in(answer).line == 13
    next(answer)
    assert implementation.spot_in(answer).line == 14
    list(answer)
    assert implementation.spot_in(answer) == implementation.spot
    assert implementation.spot_in([1, 2]) == implementation.spot


def test_an_error_of_a_hook_tells_who_can_mend_it_and_where() -> None:
    error = _of("yields").refusal(hook="influence_payment_rules", rule="answer", value=7)
    assert isinstance(error, PluginError)
    assert str(error) == ("plugin barter of influence-barter 1.0 (hooks.py:12) must answer, got 7")
    assert (error.plugin, error.distribution, error.version) == (
        *("barter", "influence-barter", "1.0"),
    )
    assert (error.hook, error.spot.line) == ("influence_payment_rules", 12)


def test_an_error_without_a_place_names_none() -> None:
    error = Implementation(plugin="barter", function=print).refusal(hook="h", rule="do", value=7)
    assert str(error) == "plugin barter must do, got 7"


def test_an_error_of_a_hook_pickles_with_its_facts() -> None:
    error = _of("yields").refusal(hook="influence_payment_rules", rule="answer", value=7)
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own
    assert isinstance(again, HookError)
    assert (str(again), again.plugin, again.spot) == (str(error), error.plugin, error.spot)


def test_what_nobody_will_wait_for_is_closed_without_a_warning() -> None:
    async def later() -> None: ...

    coroutine = later()
    set_aside(coroutine)
    with pytest.raises(RuntimeError, match=r"^cannot reuse already awaited coroutine$"):
        coroutine.send(None)
    set_aside([1])
