from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from influence.errors import PluginError
from influence.plugins import hook

_HOOKS: Any = hook  # everything here is a mistake that a checker refuses as well


class Offers:
    """A class, which is no function."""

    def __call__(self, host: object) -> Any:  # noqa: ANN401 - wrong on purpose
        """Take the right argument."""


async def later(host: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return []


async def one_by_one(host: object) -> AsyncIterator[object]:
    yield host


def misspelt(hots: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return []


def nothing() -> Any:  # noqa: ANN401 - wrong on purpose
    return []


def two(host: object, registry: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return []


def by_name_only(*, host: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return []


def by_position_only(host: object, /) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return []


def gathered(*args: object, **rest: object) -> Any:  # noqa: ANN401, ARG001 - wrong on purpose
    return []


@pytest.mark.parametrize(
    ("function", "message"),
    [
        (later, "answer without async, got 'async def later'"),
        (one_by_one, "answer without async, got 'async def one_by_one'"),
        (misspelt, "take one argument named host, got 'def misspelt(hots)'"),
        (nothing, "take one argument named host, got 'def nothing()'"),
        (two, "take one argument named host, got 'def two(host, registry)'"),
        (by_name_only, "take one argument named host, got 'def by_name_only(host)'"),
        (by_position_only, "take one argument named host, got 'def by_position_only(host)'"),
        (gathered, "take one argument named host, got 'def gathered(args, rest)'"),
    ],
)
def test_a_function_that_cannot_answer_is_refused_where_it_is_decorated(
    function: Callable[..., Any], message: str
) -> None:
    with pytest.raises(PluginError) as caught:
        _HOOKS.payment_rules(function)
    assert str(caught.value) == (
        f"{function.__name__}, the implementation of influence_payment_rules, must {message}"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Offers, "<class "),
        (Offers(), "<"),
        (Offers().__call__, "<bound method Offers.__call__ of "),
        (functools.partial(two, registry=1), "functools.partial(<function two at "),
        (staticmethod(misspelt), "<staticmethod("),
        ("payment_rules", "'payment_rules'"),
        (None, "None"),
    ],
)
def test_what_is_no_function_is_refused_where_it_is_decorated(value: object, shown: str) -> None:
    with pytest.raises(PluginError) as caught:
        _HOOKS.lint_rules(value)
    start = "implementation of influence_lint_rules must be a function of a module, got "
    assert str(caught.value).startswith(start + shown)


@pytest.mark.parametrize(
    ("decorator", "name"),
    [("resolve_account", "question"), ("secret", "question"), ("observe", "event")],
)
def test_each_kind_of_hook_has_its_own_argument(decorator: str, name: str) -> None:
    with pytest.raises(PluginError) as caught:
        getattr(_HOOKS, decorator)(misspelt)
    assert str(caught.value) == (
        f"misspelt, the implementation of influence_{decorator}, must take one argument named "
        f"{name}, got 'def misspelt(hots)'"
    )


def test_what_has_defaults_or_is_gathered_beside_the_argument_is_left_alone() -> None:
    def more(host: object, times: int = 2, *args: object, **rest: object) -> Any:  # noqa: ANN401 - any
        return [host, times, args, rest]

    assert _HOOKS.payment_rules(more) is more


def test_a_wrapper_is_looked_through() -> None:
    def plain(host: object) -> list[object]:
        return [host]

    @functools.wraps(plain)
    def wrapper(*args: object) -> object:
        return plain(*args)

    assert _HOOKS.payment_rules(wrapper) is wrapper
    assert _HOOKS.payment_rules.specs is not None


@pytest.mark.parametrize("option", ["wrapper", "hookwrapper", "tryfirst", "trylast", "specname"])
def test_no_decorator_takes_what_would_put_one_plugin_before_another(option: str) -> None:
    for one in ("payment_rules", "resolve_account", "observe"):
        assert option not in inspect.signature(getattr(_HOOKS, one)).parameters
        with pytest.raises(TypeError, match="unexpected keyword argument"):
            getattr(_HOOKS, one)(lambda host: host, **{option: True})


def test_a_mark_is_what_pluggy_reads_and_asks_for_no_place_in_the_order() -> None:
    @hook.observe
    def observe(event: object) -> None: ...

    mark: dict[str, object] = observe.influence_impl  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    assert mark["specname"] == "influence_observe"
    asked = [mark[one] for one in ("wrapper", "hookwrapper", "tryfirst", "trylast")]
    assert asked == [False, False, False, False]
