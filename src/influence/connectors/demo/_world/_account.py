"""An account of a world: its profile, its earlier handles, and who follows it."""

from __future__ import annotations

import attrs

from influence.sansio import Audience, Profile


@attrs.frozen(kw_only=True)
class WorldAccount:
    """An account on the platform.

    Args:
        profile: What the platform tells of it; its account has a handle and an id.
        earlier_handles: Handles that it had before, which still find it.
        audience: Who follows it; none where fewer than a hundred do.
        is_connected: Whether its owner gave us leave, so that owner-only figures are told.
    """

    profile: Profile
    earlier_handles: tuple[str, ...] = ()
    audience: tuple[Audience, ...] = ()
    is_connected: bool = True

    @property
    def account_id(self) -> str:
        """The platform's own id of it."""
        return self.profile.account.account_id or ""

    @property
    def handle(self) -> str:
        """The name that people type."""
        return self.profile.account.handle or ""

    def is_called(self, handle: str) -> bool:
        """Whether a handle finds it."""
        return handle == self.handle or handle in self.earlier_handles
