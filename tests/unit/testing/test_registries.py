from __future__ import annotations

import re
import threading
from types import ModuleType
from typing import Any

import pytest

from influence.books import read_book
from influence.errors import PluginError
from influence.plugins import hook, load
from influence.testing import no_discovery, registry_of

_REFUSED = (
    "plugins must be given to influence.testing.registry_of(…) here, or to load(plugins=[…]), got "
    "'load() of what is installed'"
)


def test_a_test_names_its_plugins() -> None:
    module: Any = ModuleType("theirs")
    module.observe = hook.observe(lambda event: None)  # noqa: ARG005 - the hook's argument
    assert [one.name for one in registry_of(module).plugins if not one.is_built_in] == ["theirs"]


def test_a_plugin_of_a_test_has_to_load() -> None:
    message = "plugin theirs must mark a function with a hook, got 'theirs'"
    with pytest.raises(PluginError, match=f"^{message}$"):
        registry_of(ModuleType("theirs"))


def test_what_is_installed_is_not_looked_at_until_the_end() -> None:
    with no_discovery():
        with pytest.raises(PluginError, match=f"^{re.escape(_REFUSED)}$"):
            read_book("examples/spring-launch")
        assert read_book("examples/spring-launch", registry=registry_of()).creators
    assert load().plugin("influence").is_loaded


def test_threads_of_a_test_are_refused_as_well() -> None:
    raised: list[BaseException] = []

    def look() -> None:
        try:
            load()
        except PluginError as error:
            raised.append(error)

    with no_discovery():
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert [str(error) for error in raised] == [_REFUSED]


def test_the_refusals_may_be_one_in_another() -> None:
    with no_discovery():
        with no_discovery():
            pass
        with pytest.raises(PluginError):
            load()
    assert load().plugin("influence").is_loaded
