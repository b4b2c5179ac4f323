from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pytest

from influence.errors import InvalidInputError
from influence.plugins import Host, PlatformSpec, hook, load
from influence.sansio import Capability, Connection, Conversation, Read

_CAPABILITY = Capability(
    platform="mastodon", hosts=("mastodon.example",), reads=(Read(name="posts"),)
)


@attrs.frozen(kw_only=True)
class Mastodon:
    """A connector that reads nothing yet."""

    name: ClassVar[str] = "mastodon"
    capability: Capability = _CAPABILITY

    def check(self) -> Conversation[Connection]:
        raise NotImplementedError


_SPEC = PlatformSpec(name="mastodon", make=Mastodon, capability=_CAPABILITY)


def test_a_platform_is_known_by_its_name_and_nothing_is_made() -> None:
    @hook.platforms
    def platforms(host: Host) -> Iterable[PlatformSpec]:  # noqa: ARG001 - the hook's argument
        yield _SPEC

    module = ModuleType("influence_fedi")
    vars(module)["platforms"] = platforms
    found = load(plugins=[module]).platforms["mastodon"]
    assert (found.name, found.capability) == ("mastodon", _CAPABILITY)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": " "}, "PlatformSpec.name must be text that is not blank, got ' '"),
        ({"make": 7}, "PlatformSpec.make must be a class or a function, got 7"),
        ({"capability": None}, "PlatformSpec.capability must be a Capability, got None"),
    ],
)
def test_a_platform_says_what_it_can_do(given: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(_SPEC, **given)
    assert str(caught.value) == message
