"""The description of the demo platform's interface, in the words of OpenAPI 3.1."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import cast

_PACKAGE = "influence.connectors.demo"


def api_description() -> dict[str, object]:
    """The description, read anew, so that whoever changes it changes only their own.

    Example:
        >>> sorted(api_description()["paths"])[:3]
        ['/account', '/audience', '/insights']
    """
    text = files(_PACKAGE).joinpath("openapi.json").read_text(encoding="utf-8")
    return cast("dict[str, object]", json.loads(text))
