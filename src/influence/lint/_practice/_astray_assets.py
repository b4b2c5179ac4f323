"""Astray assets: assets that lead to no post."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.flywheel import flywheel_of
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class AstrayAssets:
    """Find assets whose post or source is not in the book, or that were cut from each other."""

    name: ClassVar[str] = "astray_assets"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF873"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each."""
        (kind,) = self.kinds
        for asset in flywheel_of(subject.book, as_of=subject.as_of).astray:
            key = "post_id" if asset.post_id else "made_from"
            got = asset.post_id or asset.made_from or "nothing"
            message = f"{asset.asset_id} must lead to a post of the book, got {got}"
            where = Place(table="assets", row=asset.asset_id, key=key)
            yield kind.finding(where=where, message=message)
