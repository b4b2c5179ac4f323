"""Personal data: what must not stand in a link, because an analytics service would keep it.

An e-mail address and a telephone number are told by their form. A name is not: it is only found
when the names of the creators are given. What looks like a word and is a secret name stays unseen.
Source: S74.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import unquote

from influence.links._slug import slug

_EMAIL = re.compile(r"[\w.%+'-]+@[\w-]+(?:\.[\w-]+)+")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBER = re.compile(r"\d(?:[\s().\-_/]*\d){6,}")
_MOST_LAYERS = 3


def email_in(text: str) -> str:
    """The first e-mail address in *text*, encoded or not; empty when there is none."""
    for _ in range(_MOST_LAYERS):
        text = unicodedata.normalize("NFKC", text)
        found = _EMAIL.search(text)
        if found:
            return found[0]
        text = unquote(text)
    return ""


def personal_in(value: str) -> str:
    """What is personal about the *value* of a tag, as a rule that it breaks; else empty."""
    plain = unicodedata.normalize("NFKC", unquote(value))
    if email_in(plain):
        return "hold no e-mail address"
    if "@" in plain:
        return "hold no @, because what has one is an address or a handle"
    if _NUMBER.search(_DAY.sub("", plain)):
        return "hold no telephone number: no seven digits in a row, unless they are a day"
    return ""


def name_in(value: str, *, names: Iterable[str]) -> str:
    """The first of the full *names* that *value* holds; a single word is no full name."""
    tokens = f"-{slug(value)}-"
    for name in names:
        wanted = slug(name)
        if "-" in wanted and f"-{wanted}-" in tokens:
            return name
    return ""
