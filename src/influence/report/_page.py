"""The page: one HTML file to show to people.

It is a function of the document and of nothing else. The file carries its style and its drawings,
asks for nothing over the network (its content security policy forbids it), runs no script, and
follows the reader into dark mode and onto paper. Everything from the book is escaped and isolated
from the text around it. Each figure keeps the document's own text beside the rounded one, in
``data-value``.
"""

from __future__ import annotations

from functools import partial
from importlib import resources
from typing import Final

import jinja2
from markupsafe import Markup

from influence.errors import InvalidInputError
from influence.report import _figures
from influence.report._charts import charts, measure_of
from influence.report._document import CreatorResult, Document, DocumentFinding, Severity
from influence.report._verdict import actions, verdict

SCHEMA: Final = 1

_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")


def page(document: Document, /) -> str:
    """Write *document* as one self-contained HTML page.

    Raises:
        InvalidInputError: *document* follows another schema, or a figure in it is not decimal text.
    """
    if document["schema"] != SCHEMA:
        what, rule = "schema of the document", f"be {SCHEMA}"
        raise InvalidInputError(what, rule, document["schema"])
    template = _environment(document).get_template("page.html.j2")
    return template.render(
        document=document,
        totals=document["totals"],
        verdict=verdict(document),
        actions=actions(document),
        drawings=charts(document),
        measure=measure_of(document),
        owed=[creator for creator in document["creators"] if _is_owed(creator)],
        findings=_by_severity(document["findings"]),
        style=Markup(_style()),  # noqa: S704 -- our own file, no text of the book in it
    )


def _environment(document: Document, /) -> jinja2.Environment:
    """Templates that escape everything and refuse a name they do not know."""
    digits = _figures.digits_of(document["totals"]["spend"])
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("influence.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(  # pyright: ignore[reportUnknownMemberType] -- untyped in Jinja
        money=partial(_figures.amount, digits=digits),
        signed=partial(_figures.signed_amount, digits=digits),
        percentage=_figures.percentage,
        chance=_figures.chance,
        multiple=_figures.multiple,
        count=_figures.count,
        days=_figures.days,
        words=_figures.words,
        visible=_figures.visible,
        day=_figures.day,
        last_day=_figures.last_day,
        moment=_figures.moment,
        drawn=Markup,
    )
    return environment


def _style() -> str:
    sheet = resources.files("influence.report").joinpath("templates", "page.css")
    return sheet.read_text(encoding="utf-8")


def _is_owed(creator: CreatorResult, /) -> bool:
    return any(_figures.number(creator[kind]) != 0 for kind in ("payable", "held", "accrued"))


def _by_severity(
    findings: list[DocumentFinding], /
) -> list[tuple[Severity, list[DocumentFinding]]]:
    """Findings in the order in which they matter; a severity without any is left out."""
    grouped: list[tuple[Severity, list[DocumentFinding]]] = [
        (severity, [finding for finding in findings if finding["severity"] == severity])
        for severity in _SEVERITIES
    ]
    return [(severity, members) for severity, members in grouped if members]
