from __future__ import annotations

import logging
from collections.abc import Callable
from types import ModuleType
from typing import Any, get_args

import attrs
import pytest

from influence.plugins import Event, hook, load
from influence.plugins._implementation import Implementation
from influence.plugins.hooks import BookRead, PluginLoaded

_EVENT = BookRead(campaign="Spring launch", creators=40, orders=3_000, rejections=7)


def _by(function: Callable[..., object]) -> Implementation:
    return Implementation(plugin="diary", function=function)


def _diary(into: list[Event]) -> ModuleType:
    @hook.observe
    def observe(event: Event) -> None:
        into.append(event)

    return _module("diary", observe)


def _module(name: str, observe: object) -> ModuleType:
    module = ModuleType(name)
    vars(module)["observe"] = observe
    return module


def test_every_observer_is_told_in_order() -> None:
    seen: list[tuple[str, Event]] = []
    first, second = (
        _by(lambda event, name=name: seen.append((name, event))) for name in ("first", "second")
    )
    hook.observe.tell([first, second], event=_EVENT)
    assert seen == [("first", _EVENT), ("second", _EVENT)]


class _OddError(BaseException):
    """One that no ``except Exception`` sees."""


class _UnshownError(Exception):
    """One that cannot even be shown."""

    def __str__(self) -> str:
        raise ValueError

    __repr__ = __str__


@pytest.mark.parametrize("error", [OSError("full"), SystemExit(3), _OddError(), _UnshownError()])
def test_an_observer_that_fails_is_logged_and_the_others_are_told(
    error: BaseException, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[Event] = []

    def fails(event: Event) -> None:  # noqa: ARG001 - the hook's argument
        raise error

    hook.observe.tell([_by(fails), _by(seen.append)], event=_EVENT)
    assert seen == [_EVENT]
    line = fails.__code__.co_firstlineno + 1
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("influence.plugins", logging.WARNING)
    assert record.getMessage() == (
        f"plugin diary (test_observer_hook.py:{line}) must observe without failing, got "
        f"{type(error).__name__}"
    )


def test_what_an_observer_answers_is_dropped() -> None:
    async def later(event: Event) -> None: ...

    hook.observe.tell([_by(later), _by(lambda event: event)], event=_EVENT)


def test_the_interrupt_of_a_person_goes_through() -> None:
    def interrupted(event: Event) -> None:  # noqa: ARG001 - the hook's argument
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        hook.observe.tell([_by(interrupted)], event=_EVENT)


def test_the_specification_says_nothing() -> None:
    specification: Any = hook.observe.specification()
    assert specification.__name__ == "influence_observe"
    assert specification(_EVENT) is None


def test_observers_are_told_which_plugins_were_loaded_and_not_of_ours() -> None:
    seen: list[Event] = []
    load(plugins=[_diary(seen)])
    assert seen == [PluginLoaded(plugin="diary")]


def test_the_registry_tells_its_observers(caplog: pytest.LogCaptureFixture) -> None:
    seen: list[Event] = []

    @hook.observe
    def fails(event: Event) -> None:  # noqa: ARG001 - the hook's argument
        raise OSError

    registry = load(plugins=[_diary(seen), _module("a_broken_one", fails)])
    registry.observe(_EVENT)
    assert seen[-1] == _EVENT
    assert len(caplog.records) == 3


@pytest.mark.parametrize("kind", get_args(Event))
def test_an_event_is_frozen_and_its_fields_are_plain(kind: type[Any]) -> None:
    fields = attrs.fields(attrs.resolve_types(kind))
    assert {one.type for one in fields} <= {str, int}
    assert all(one.kw_only for one in fields)
    event = kind(**{one.name: one.type() for one in fields})
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(event, fields[0].name, "other")
