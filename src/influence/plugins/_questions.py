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


@attrs.frozen(kw_only=True)
class SecretQuestion:
    """What is the secret of a setting?

    Args:
        name: The name of the setting, such as ``token``.
        plugin: The name of the member whose setting it is, such as ``pinterest``.

    Example:
        >>> SecretQuestion(name="token", plugin="pinterest").name
        'token'
    """

    name: str = attrs.field(validator=require.is_line)
    plugin: str = attrs.field(validator=require.is_line)
