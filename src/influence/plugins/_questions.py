"""Questions: what a first-result hook is asked, as one frozen value each."""

from __future__ import annotations

import attrs

from influence import _requirements as require


@attrs.frozen(kw_only=True)
class AccountQuestion:
    """Which account does a text mean?

    Args:
        text: What a person typed or a table holds: a link, or a platform and a handle. It may be
            anything, and be meant to deceive.

    Example:
        >>> AccountQuestion(text="https://www.instagram.com/maya/").text
        'https://www.instagram.com/maya/'
    """

    text: str = attrs.field(validator=require.is_a(str, called="text"))
