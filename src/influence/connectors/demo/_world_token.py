"""The token of generated worlds."""

from __future__ import annotations

from typing import Final

#: The token that every generated world takes. It opens nothing but made-up numbers.
WORLD_TOKEN: Final = "demo-of-a-made-up-shop"  # noqa: S105  # as it says
