"""Lists: which plugins are wanted, which are not, and in which order they answer.

A name is that of a plugin or of a distribution. Whoever is blocked is not imported; blocking wins
over allowing. A name of nobody is told with the close one, because a misspelt block blocks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from influence.errors import InvalidInputError, UnknownNameError
from influence.plugins._attempt import Attempt
from influence.plugins._candidates import Candidate, normal_name
from influence.plugins._fault import Fault


def _names(value: Iterable[str] | None) -> tuple[str, ...] | None:
    """Names as a tuple; a text alone would be taken for its letters."""
    if value is None:
        return None
    if isinstance(value, str):
        raise InvalidInputError("list of plugins", "be a list of names", value)
    return tuple(value)


def _listed(value: Iterable[str]) -> tuple[str, ...]:
    return _names(value) or ()


@attrs.frozen(kw_only=True)
class Lists:
    """Who may load.

    Args:
        allow: If given, only these.
        block: Not these.
        order: These first, in this order, where the first answer counts.
    """

    allow: tuple[str, ...] | None = attrs.field(default=None, converter=_names)
    block: tuple[str, ...] = attrs.field(default=(), converter=_listed)
    order: tuple[str, ...] = attrs.field(default=(), converter=_listed)

    def apply(self, attempts: Iterable[Attempt]) -> None:
        """Stop whoever may not load."""
        for attempt in attempts:
            one = attempt.candidate
            if _is_in(self.block, one):
                attempt.stop("blocked", _blocked("the list of blocked plugins", one))
            elif self.allow is not None and not _is_in(self.allow, one):
                attempt.stop("blocked", _blocked("a list of allowed plugins without it", one))

    def unknown(self, attempts: Iterable[Attempt]) -> Iterator[UnknownNameError]:
        """Names of nobody."""
        found = [attempt.candidate for attempt in attempts]
        known = {one.name for one in found} | {one.distribution for one in found} - {""}
        lists = (("allow", self.allow or ()), ("block", self.block), ("order", self.order))
        for word, names in lists:
            for name in names:
                if not any(_is_in((name,), one) for one in found):
                    yield UnknownNameError(f"plugin in {word}", name, known)

    def place(self, one: Candidate) -> tuple[int, str]:
        """What plugins are put in order by: those that were named first, then by name."""
        places = (place for place, name in enumerate(self.order) if _is_in((name,), one))
        return next(places, len(self.order)), one.name


def _is_in(names: Iterable[str], one: Candidate) -> bool:
    """Whether a list names a plugin, or its distribution."""
    own = normal_name(one.distribution)
    return any(name == one.name or (own and normal_name(name) == own) for name in names)


def _blocked(got: str, one: Candidate) -> Fault:
    return Fault(code="INF705", what=f"plugin {one.name}", rule="be allowed to load", value=got)
