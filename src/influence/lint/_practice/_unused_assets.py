"""Unused assets: what was made and never shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence.findings import FINDING_KINDS, Finding, FindingKind
from influence.lint._rule import LintSubject
from influence.lint._several import several


@attrs.frozen(kw_only=True)
class UnusedAssets:
    """Find assets, other than posts themselves, that have no use."""

    name: ClassVar[str] = "unused_assets"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF872"],)

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for all of them."""
        (kind,) = self.kinds
        used = {use.asset_id for use in subject.book.asset_uses}
        idle = [
            asset.asset_id
            for asset in subject.book.assets
            if asset.kind != "original" and asset.asset_id not in used
        ]
        if idle:
            yield several(kind, where="assets", places=idle, what="assets without a use")
