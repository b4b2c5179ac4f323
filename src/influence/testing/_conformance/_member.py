"""Member: one thing that a plugin offers, before its kind makes a subject of it."""

from __future__ import annotations

from collections.abc import Callable

import attrs

from influence.testing._conformance._offer import Offer
from influence.testing._conformance._setup import Given


@attrs.frozen(kw_only=True)
class Member:
    """One thing that a plugin offers.

    Args:
        name: Its name.
        offer: What it is part of; ``None`` for a value that comes from no plugin.
        make: What makes it; ``None`` for a value, and for a plugin as a whole.
        given: What its author gives to try it with.
    """

    name: str
    offer: Offer | None = None
    make: Callable[..., object] | None = None
    given: Given = Given()
