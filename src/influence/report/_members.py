"""Members: what the roof brings to the families, through the same door as everybody's."""

from __future__ import annotations

from collections.abc import Iterable

from influence.plugins import ExporterSpec, Host, hook
from influence.report._html_export import Html
from influence.report._json_export import Json


@hook.exporters
def exporters(host: Host) -> Iterable[ExporterSpec]:  # noqa: ARG001  # the hook's argument
    """The page and the document of the report."""
    for exporter in (Html, Json):
        yield ExporterSpec(name=exporter.name, make=exporter)
