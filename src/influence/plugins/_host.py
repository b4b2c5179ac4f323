"""Host: what a hook that collects is told of the program it is loaded into."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class Host:
    """What a hook is told of the program it is loaded into.

    Fields may be added to it, and none is taken away: a hook takes this one value, so a new field
    breaks no plugin.

    Args:
        version: The version of ``influence``.

    Example:
        >>> Host(version="0.1.0").version
        '0.1.0'
    """

    version: str
