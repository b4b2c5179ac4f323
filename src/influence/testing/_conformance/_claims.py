"""Claims: what a plugin may say that it can do, and checks may need.

A check that needs what is not claimed does not apply. It is reported all the same, so that nobody
takes silence for a pass.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

#: Every claim, with what is said when it is missing.
CLAIMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "distribution": "it is no installed distribution",
        "examples": "no terms were given, and none could be drawn from its fields",
        "exports": "no export was given as an example",
        "fields": "it is made by a function, not by an attrs class",
        "foreign": "it comes with the library itself",
        "learns": "it does not learn",
        "picks": "it does not pick",
        "csv": "what it writes is no CSV",
        "html": "what it writes is no HTML",
        "json": "what it writes is no JSON",
        "text": "what it writes is no text",
    }
)
