"""A GA4 report out of the JSON that ``runReport`` of the Data API answers.

    dimensionHeaders, metricHeaders    the columns
    rows                               left out when there are none
    rowCount                           how many there are, which may be more than were sent
    metadata                           the currency, the zone, and what is missing

Several answers, one page each, may stand in one list.

Source: S153.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard, cast

from influence.errors import InvalidInputError
from influence.findings import Finding
from influence.shares import Share
from influence.sources._export import Export
from influence.sources._ga4_report import Ga4Report, Ga4Row
from influence.sources._ga4_words import api_name, is_dimension
from influence.sources._gap import Gap, GapKind

_SOURCE = "ga4"
_Table = Mapping[str, object]


def report_of_document(export: Export) -> Ga4Report:
    """The report in the document *export*.

    Raises:
        InvalidInputError: It is not an answer of ``runReport``, or its pages do not fit.
        UnknownNameError: A dimension or metric is not known; the close one is named.
    """
    pages = _pages(export)
    columns = [_columns(page, file=export.name) for page in pages]
    if any(names != columns[0] for names in columns):
        raise InvalidInputError(export.name, "have the same columns on each page", columns[1:])
    rows: list[Ga4Row] = []
    rejections: list[Finding] = []
    for number, row in enumerate((row for page in pages for row in _list(page, "rows")), start=1):
        values = _values(row)
        if len(values) == len(columns[0]):
            cells = dict(zip(columns[0], values, strict=True))
            rows.append(Ga4Row(line=number, cells=cells))
            continue
        message = f"row must have {len(columns[0])} values, got {len(values)}"
        where = f"{export.name}:{number}"
        rejections.append(Finding(code="INF102", where=where, message=message, rows=1))
    about = _table(pages[0], "metadata")
    return Ga4Report(
        file=export.name,
        columns=columns[0],
        rows=tuple(rows),
        totals=_totals(pages[0], columns=columns[0]),
        counted=len(rows) + len(rejections),
        rejections=tuple(rejections),
        currency=_text(about, "currencyCode"),
        time_zone=_text(about, "timeZone"),
        hidden=frozenset(_hidden(about)),
        gaps=tuple(_gaps(pages, sent=len(rows) + len(rejections), file=export.name)),
    )


def _pages(export: Export) -> Sequence[_Table]:
    """The answers that the document holds."""
    document = export.document
    pages = document if _is_list(document) else [document]
    for page in pages:
        if not _is_table(page) or "dimensionHeaders" not in page:
            got = page.get("error", sorted(page)) if _is_table(page) else page
            raise InvalidInputError(export.name, "be what runReport of the Data API answers", got)
    if not pages:
        raise InvalidInputError(export.name, "be what runReport of the Data API answers", pages)
    return cast("Sequence[_Table]", pages)


def _columns(page: _Table, *, file: str) -> tuple[str, ...]:
    """The names of the dimensions and metrics of a page."""
    headers = (*_list(page, "dimensionHeaders"), *_list(page, "metricHeaders"))
    return tuple(api_name(_text(header, "name") or "", where=file) for header in headers)


def _values(row: object) -> tuple[str, ...]:
    """The values of a row, the dimensions before the metrics."""
    if not _is_table(row):
        return ()
    told = (*_list(row, "dimensionValues"), *_list(row, "metricValues"))
    return tuple(_text(value, "value") or "" for value in told)


def _totals(page: _Table, *, columns: Sequence[str]) -> Mapping[str, str]:
    """What the rows come to, where the request asked for it."""
    told = [_values(row) for row in _list(page, "totals")]
    metrics = [name for name in columns if not is_dimension(name)]
    return dict(zip(metrics, told[0][-len(metrics) :], strict=False)) if told else {}


def _hidden(about: _Table) -> Iterator[str]:
    """The metrics that the account may not see."""
    restricted = _table(about, "schemaRestrictionResponse")
    for one in _list(restricted, "activeMetricRestrictions"):
        name = _text(one, "metricName")
        if name:
            yield name


def _gaps(pages: Sequence[_Table], *, sent: int, file: str) -> Iterator[Gap]:
    """What the answers say of themselves that is missing."""
    about = [_table(page, "metadata") for page in pages]
    if any(_is_true(one, "subjectToThresholding") for one in about):
        told = "rows of few people are withheld; how many, is not said"
        yield _gap("thresholded", told, file=file)
    if any(_is_true(one, "dataLossFromOtherRow") for one in about):
        told = "rare values were put together under (other); how much it is, is not said"
        yield _gap("other_row", told, file=file)
    reasons = dict.fromkeys(_text(one, "emptyReason") for one in about if _text(one, "emptyReason"))
    for reason in reasons:
        yield _gap("empty", f"the report is empty because {reason}", file=file)
    yield from _sampled(about[0], file=file)
    yield from _truncated(pages[0], about, sent=sent, file=file)
    for name in sorted(set(_hidden(about[0]))):
        told = f"{name} is hidden from the account that asked, so it is not known"
        yield _gap("untold", told, file=f"{file} {name}")


def _sampled(about: _Table, *, file: str) -> Iterator[Gap]:
    """The gap of a report that was estimated from a part of the events."""
    for one in _list(about, "samplingMetadatas"):
        read, space = _count(one, "samplesReadCount"), _count(one, "samplingSpaceSize")
        share = None
        told = "the figures are estimated from a part of the events, which is not said"
        if read is not None and space:
            share = Share(f"{min(read, space)}/{space}")
            told = f"the figures are estimated from {read} of {space} events, a share of {share}"
        yield _gap("sampled", told, file=file, share=share)


def _truncated(page: _Table, about: Sequence[_Table], *, sent: int, file: str) -> Iterator[Gap]:
    """The gaps of a report of which not all was sent."""
    count = _count(page, "rowCount")
    if count is not None and count > sent:
        told = f"{count - sent} of {count} rows were not sent; ask for the next page"
        share = Share(f"{sent}/{count}")
        yield _gap("truncated", told, file=file, rows=count - sent, share=share)
    reasons = [str(reason) for one in about for reason in _list(one, "dataTruncationReasons")]
    for reason in dict.fromkeys(reasons):
        told = f"rows were cut off by the tool itself: {' '.join(reason.split())}"
        yield _gap("truncated", told, file=file)


def _gap(
    kind: GapKind, told: str, *, file: str, rows: int | None = None, share: Share | None = None
) -> Gap:
    return Gap(source=_SOURCE, kind=kind, where=file, told=told, rows=rows, share=share)


def _table(value: object, key: str) -> _Table:
    """The table under a key; an empty one when there is none."""
    found = value.get(key) if _is_table(value) else None
    return found if _is_table(found) else {}


def _list(value: object, key: str) -> Sequence[object]:
    """The list under a key; an empty one when there is none."""
    found = value.get(key) if _is_table(value) else None
    return found if _is_list(found) else ()


def _text(value: object, key: str) -> str | None:
    """The text under a key, or ``None``."""
    found = value.get(key) if _is_table(value) else None
    return found if isinstance(found, str) else None


def _count(value: object, key: str) -> int | None:
    """The whole number under a key, or ``None``."""
    text = _text(value, key)
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


def _is_true(value: object, key: str) -> bool:
    return _is_table(value) and value.get(key) is True


def _is_table(value: object) -> TypeGuard[_Table]:
    return isinstance(value, dict)


def _is_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list)
