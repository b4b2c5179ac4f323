"""Json: the report's document as an exporter."""

from __future__ import annotations

import json
from typing import ClassVar

import attrs

from influence.evaluation import Evaluation
from influence.report._composition import document_of


@attrs.frozen(kw_only=True)
class Json:
    """Write the whole report as one JSON document, as ``influence report --json`` prints it."""

    name: ClassVar[str] = "json"
    suffix: ClassVar[str] = ".json"
    media_type: ClassVar[str] = "application/json"

    def export(self, evaluation: Evaluation, /) -> bytes:
        """The document."""
        return f"{json.dumps(document_of(evaluation), indent=1)}\n".encode()
