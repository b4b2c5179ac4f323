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

import attrs
import jinja2
from markupsafe import Markup

from influence.errors import InvalidInputError
from influence.findings import FINDING_KINDS
from influence.report import _figures
from influence.report._charts import charts, measure_of, outlook_chart
from influence.report._document import CreatorResult, Document, DocumentFinding, Severity
from influence.report._spans import span
from influence.report._verdict import actions, verdict

SCHEMA: Final = 1

_FEW: Final = 10
_SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "note")


@attrs.frozen(kw_only=True)
class _Alike:
    """Findings of one code, too many to read one by one."""

    code: str
    title: str
    members: list[DocumentFinding]


@attrs.frozen(kw_only=True)
class _Grave:
    """Findings of one severity: those that stand one by one, and those folded by their code."""

    severity: Severity
    total: int
    singles: list[DocumentFinding]
    folded: list[_Alike]


def page(document: Document, /) -> str:
    """Write *document* as one self-contained HTML page.

    Raises:
        InvalidInputError: *document* follows another schema, or a figure in it is not decimal text.
    """
    if document["schema"] != SCHEMA:
        raise InvalidInputError("schema of the document", f"be {SCHEMA}", document["schema"])
    template = _environment(document).get_template("page.html.j2")
    return template.render(
        document=document,
        totals=document["totals"],
        # Documents of before they were told have none of these.
        incremental=document.get("incrementality"),
        cycle=document.get("next_cycle"),
        assumptions=document.get("assumptions"),
        patterns=document.get("patterns"),
        bench=document.get("bench"),
        ahead=any(creator.get("next_package") for creator in document["creators"]),
        is_untold=_is_untold,
        span=span,
        verdict=verdict(document),
        actions=actions(document),
        drawings=charts(document),
        outlook_chart=outlook_chart(document),
        names={creator["creator_id"]: creator["name"] for creator in document["creators"]},
        measure=measure_of(document),
        owed=[creator for creator in document["creators"] if _is_owed(creator)],
        is_payable=_figures.number(document["totals"]["payable"]) != 0,
        findings=_by_severity(document["findings"]),
        style=Markup(_style()),  # noqa: S704  # our own file, no text of the book in it
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
    environment.filters.update(  # pyright: ignore[reportUnknownMemberType]  # untyped in Jinja
        money=partial(_figures.amount, digits=digits),
        signed=partial(_figures.signed_amount, digits=digits),
        percentage=_figures.percentage,
        chance=_figures.chance,
        p_value=_figures.p_value,
        multiple=_figures.multiple,
        count=_figures.count,
        days=_figures.days,
        orders=_figures.orders,
        likely=_figures.likely,
        change=_figures.change,
        words=_figures.words,
        ranked=_figures.ranked,
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


def _is_untold(creator: CreatorResult, /) -> bool:
    """Whether too little stands behind a creator's figures to give a place."""
    package = creator.get("next_package")
    return package is not None and package["strength"] == "cannot_tell_yet"


def _is_owed(creator: CreatorResult, /) -> bool:
    return any(_figures.number(creator[kind]) != 0 for kind in ("payable", "held", "accrued"))


def _by_severity(findings: list[DocumentFinding], /) -> list[_Grave]:
    """Findings in the order in which they matter; a severity without any is left out."""
    grouped = (
        _grave(severity, [finding for finding in findings if finding["severity"] == severity])
        for severity in _SEVERITIES
    )
    return [grave for grave in grouped if grave.total]


def _grave(severity: Severity, members: list[DocumentFinding], /) -> _Grave:
    """The findings of one severity, with the codes that fill a screen folded."""
    by_code: dict[str, list[DocumentFinding]] = {}
    for finding in members:
        by_code.setdefault(finding["code"], []).append(finding)
    many = {code: alike for code, alike in by_code.items() if len(alike) > _FEW}
    return _Grave(
        severity=severity,
        total=len(members),
        singles=[finding for finding in members if finding["code"] not in many],
        folded=[
            _Alike(code=code, title=_title(code), members=alike) for code, alike in many.items()
        ],
    )


def _title(code: str, /) -> str:
    """What a code stands for, if it is one of ours."""
    kind = FINDING_KINDS.get(code)
    return "other findings" if kind is None else kind.title
