"""Typed: from the options that a person typed to values as TOML has them.

prices_include_tax=true        a flag, a number, a day or a list is read as TOML reads it
salt=0042                      where text is wanted, the text as it stands
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Literal, get_args, get_origin

from influence.plugins._fields import Fields, field_of


def typed_values(options: Mapping[str, str], fields: Fields) -> Mapping[str, object]:
    """What a person typed, by the fields of a class.

    Raises:
        UnknownNameError: There is no option of that name; the close one is named.
    """
    return {key: _told(key, text, fields) for key, text in options.items()}


def _told(key: str, text: str, fields: Fields) -> object:
    """The value that a person typed, as TOML would hold it."""
    wanted = field_of(key, fields, where="option").type
    if _is_text(wanted):
        return text
    try:
        return tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text


def _is_text(wanted: object) -> bool:
    """Whether a field holds text, or one of a few words."""
    kinds = [part for part in get_args(wanted) if part is not type(None)]
    return wanted is str or get_origin(wanted) is Literal or kinds == [str]
