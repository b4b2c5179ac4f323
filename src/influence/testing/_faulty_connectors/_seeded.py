"""Seeded: how a bug is put into the stall's connector, and what must be said of it."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import cast

import attrs

from influence.sansio import Capability
from influence.testing._faulty_connectors._bent import Bent
from influence.testing._faulty_connectors._stall import CAPABILITY


@attrs.frozen(kw_only=True)
class FaultyConnector:
    """A connector with one bug, and what must be said of it.

    Args:
        name: What the bug is called.
        wrong: What is wrong, in one sentence.
        caught_by: Ids of the checks that must catch it; others may as well.
        make: The connector's class, whose fake is ``StallFake``.
        capability: What its spec says that it can do.

    Example:
        >>> from influence.testing import faulty_connectors
        >>> bug = next(bug for bug in faulty_connectors() if bug.name == "short_page_ends")
        >>> bug.wrong, bug.caught_by
        ('Takes a page that is not full for the last one.', ('PC-B05',))
    """

    name: str
    wrong: str
    caught_by: tuple[str, ...]
    make: type[Bent]
    capability: Capability = CAPABILITY


def bug(seam: str, *caught_by: str) -> Callable[[Callable[..., object]], FaultyConnector]:
    """Make a faulty connector of what happens at one seam; the docstring says what is wrong."""

    def make(bend: Callable[..., object]) -> FaultyConnector:
        wrong = (bend.__doc__ or "").strip()
        bent = type(
            bend.__name__, (Bent,), {"__doc__": wrong, "__module__": bend.__module__, seam: bend}
        )
        return FaultyConnector(
            name=bend.__name__, wrong=wrong, caught_by=caught_by, make=cast("type[Bent]", bent)
        )

    return make


def declared(*caught_by: str) -> Callable[[Callable[[Capability], Capability]], FaultyConnector]:
    """Make a faulty connector of what it says of itself."""

    def make(bend: Callable[[Capability], Capability]) -> FaultyConnector:
        wrong, said = (bend.__doc__ or "").strip(), bend(CAPABILITY)
        bent = type(bend.__name__, (Bent,), {"__doc__": wrong, "declared": said})
        return FaultyConnector(
            name=bend.__name__,
            wrong=wrong,
            caught_by=caught_by,
            make=cast("type[Bent]", bent),
            capability=said,
        )

    return make


def whole(*caught_by: str) -> Callable[[type[Bent]], FaultyConnector]:
    """Make a faulty connector of a class."""

    def make(bent: type[Bent]) -> FaultyConnector:
        words = "".join(
            f"_{letter.lower()}" if letter.isupper() else letter for letter in bent.__name__
        )
        return FaultyConnector(
            name=words.strip("_"),
            wrong=(bent.__doc__ or "").strip(),
            caught_by=caught_by,
            make=bent,
            capability=bent.declared,
        )

    return make


def bugs_in(*modules: ModuleType) -> tuple[FaultyConnector, ...]:
    """Every faulty connector of some modules."""
    return tuple(
        found
        for module in modules
        for found in vars(module).values()
        if isinstance(found, FaultyConnector)
    )
