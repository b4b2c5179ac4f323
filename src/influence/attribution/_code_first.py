"""Code first: all the credit to what the buyer typed, and to a click only where nothing was.

    the last code; without one, the last message with a keyword; without either, the last touch

A code is typed for a purchase, a keyword to ask for an offer; a click or a visit says only that
somebody was there. The model looks at touches. Whether a code on the order itself goes before every
touch is decided earlier, by the precedence of the policy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import attrs

from influence.attribution._path import Path
from influence.attribution._picking import last_of, weights_by_pick
from influence.tracking import Kind


@attrs.frozen
class CodeFirst:
    """Credit the last code on the path, else the last keyword, else the last touch.

    Example:
        >>> model = CodeFirst()
        >>> model.pick(["code", "dm", "link"]), model.pick(["dm", "link", "landing"])
        (0, 0)
        >>> model.pick(["link", "landing"])
        1
    """

    name: ClassVar[str] = "code_first"

    def pick(self, kinds: Sequence[Kind], /) -> int:
        """The place of the last code, else of the last keyword, else of the last touch."""
        for typed in ("code", "dm"):
            place = last_of(kinds, (typed,))
            if place is not None:
                return place
        return len(kinds) - 1

    def weights(self, path: Path, /) -> Sequence[int]:
        """Nothing for any touch but that one."""
        return weights_by_pick(self, path)
