"""Claims: what a plugin may say that it can do, and checks may need.

A check that needs what is not claimed does not apply. It is reported all the same, so that nobody
takes silence for a pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from influence.testing._platform_fake import TROUBLES

#: Every claim, with what is said when it is missing.
CLAIMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "bad": "no book was given in which it finds something",
        "csv": "what it writes is no CSV",
        "distribution": "it is no installed distribution",
        "examples": "no terms were given, and none could be drawn from its fields",
        "exports": "no export was given as an example",
        "fields": "it is made by a function, not by an attrs class",
        "foreign": "it comes with the library itself",
        "good": "no book was given in which it finds nothing",
        "html": "what it writes is no HTML",
        "json": "what it writes is no JSON",
        "learns": "it does not learn",
        "package": "it is a single module, which cannot say that it is typed",
        "picks": "it does not pick",
        "text": "what it writes is no text",
        "audience": "it does not read audiences",
        "batches": "it asks for one post at a time",
        "fake": "no fake of its platform was given",
        "incremental": "it cannot ask for what is new alone",
        "metrics": "it does not read the figures of posts",
        "orders": "it does not read orders",
        "paged": "it reads nothing page by page",
        "posts": "it does not read posts",
        "profile": "it does not read profiles",
        "quotas": "it declares no quota",
        "refunds": "it does not read refunds",
        "search": "it does not search",
        "secrets": "it has no secrets",
        "sheet": "it has no fact sheet",
        "shop_money": "it reads neither orders nor refunds",
        "touches": "it does not read touches",
        "windows": "it reads nothing by a window",
        **{f"plays_{name}": f"its fake does not play {name}" for name in TROUBLES},
    }
)
