"""Demo: a synthetic platform and shop, and the connector that reads it.

    world → fake (WSGI) → host → connector → posts, figures, touches, orders, refunds

It is there so that everything about connectors can be tried without a network and without an
account anywhere. It is as awkward as real platforms are: three ways of paging, four kinds of quota,
units that are not ours, a retired metric, refusals inside a success.
"""

from __future__ import annotations

from influence.connectors.demo._connector import WORLD_TOKEN, Demo
from influence.connectors.demo._fake._demo_fake import DemoFake
from influence.connectors.demo._fake._scripted_fault import FAULT_KINDS, FaultKind, ScriptedFault
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
    "world",
]
