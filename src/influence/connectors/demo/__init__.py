"""Demo: a synthetic platform and shop, and the connector that reads it.

    world → fake (WSGI) → host → connector → posts, figures, touches, orders, refunds

It is there so that everything about connectors can be tried without a network and without an
account anywhere. It is as awkward as real platforms are: three ways of paging, four kinds of quota,
units that are not ours, a retired metric, refusals inside a success.

The connector is light. The platform's own side, its world and its WSGI application, is imported
when somebody asks for it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from influence.connectors.demo._connector import Demo
from influence.connectors.demo._world_token import WORLD_TOKEN

if TYPE_CHECKING:
    from influence.connectors.demo._description import api_description
    from influence.connectors.demo._fake._demo_fake import DemoFake
    from influence.connectors.demo._fake._loopback import loopback
    from influence.connectors.demo._fake._scripted_fault import (
        FAULT_KINDS,
        FaultKind,
        ScriptedFault,
    )
    from influence.connectors.demo._fake._token import FakeToken
    from influence.connectors.demo._world._account import WorldAccount
    from influence.connectors.demo._world._generated import world
    from influence.connectors.demo._world._listed import Change, Listed, ListedOrder
    from influence.connectors.demo._world._post import WorldPost
    from influence.connectors.demo._world._world import World

__all__ = [
    "FAULT_KINDS",
    "WORLD_TOKEN",
    "Change",
    "Demo",
    "DemoFake",
    "FakeToken",
    "FaultKind",
    "Listed",
    "ListedOrder",
    "ScriptedFault",
    "World",
    "WorldAccount",
    "WorldPost",
    "api_description",
    "loopback",
    "world",
]

# The module of each name that is found when it is asked for.
_HOMES = {
    "_description": ("api_description",),
    "_fake._demo_fake": ("DemoFake",),
    "_fake._loopback": ("loopback",),
    "_fake._scripted_fault": ("FAULT_KINDS", "FaultKind", "ScriptedFault"),
    "_fake._token": ("FakeToken",),
    "_world._account": ("WorldAccount",),
    "_world._generated": ("world",),
    "_world._listed": ("Change", "Listed", "ListedOrder"),
    "_world._post": ("WorldPost",),
    "_world._world": ("World",),
}

# A checker reads the imports above, and so still refuses a misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Find a part of the platform's own side."""
        where = next((where for where, names in _HOMES.items() if name in names), None)
        if where is None:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        found: object = getattr(import_module(f"{__name__}.{where}"), name)
        return found
