"""The schema: what a reader of the document may rely on, as JSON Schema.

Within one schema number keys are only ever added; a key that is removed, renamed or given another
meaning raises the number.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import cast


def schema() -> dict[str, object]:
    """Read the JSON Schema (draft 2020-12) of the document."""
    written = resources.files("influence.report").joinpath("schema.json")
    return cast("dict[str, object]", json.loads(written.read_text(encoding="utf-8")))
