"""Testing: for people who use or extend ``influence`` and test what they made.

``performance`` makes one by hand and needs nothing more. The others are Hypothesis strategies; they
come with the extra ``testing`` and are imported when they are asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from influence.errors import MissingExtraError
from influence.testing._performances import performance

if TYPE_CHECKING:
    from influence.testing._strategies import (
        bonuses,
        commissions,
        credited_orders,
        flat_fees,
        in_kinds,
        monies,
        payment_rules,
        performances,
        shares,
    )

__all__ = [
    "bonuses",
    "commissions",
    "credited_orders",
    "flat_fees",
    "in_kinds",
    "monies",
    "payment_rules",
    "performance",
    "performances",
    "shares",
]

# A checker reads the imports above, and so still refuses a misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Find a strategy; without Hypothesis the error names the extra that brings it."""
        if name not in __all__:
            message = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        try:
            from influence.testing import _strategies
        except ModuleNotFoundError as error:
            raise MissingExtraError(f"strategy {name}", "testing") from error
        found: object = getattr(_strategies, name)
        return found
