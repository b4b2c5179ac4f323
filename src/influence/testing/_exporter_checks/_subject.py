"""Subject: an exporter, with evaluations to export."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import cast

import attrs

from influence.evaluation import Evaluation
from influence.exporters import Exporter
from influence.testing._conformance._check import CheckFailedError
from influence.testing._conformance._corpus import evaluations_of
from influence.testing._conformance._member import Member
from influence.testing._conformance._offer import our_registry
from influence.testing._conformance._setup import Setup, Table
from influence.testing._conformance._tried import tried

_MEDIA = {"csv": ("text/csv",), "html": ("text/html",), "json": ("application/json",)}


@attrs.frozen(kw_only=True)
class ExporterSubject:
    """An exporter under different options.

    Args:
        member: Its name.
        exporters: The exporter under each of the options.
        evaluations: Evaluations to export; the first is of people with hostile names.
    """

    member: str
    exporters: tuple[Exporter, ...]
    evaluations: tuple[Evaluation, ...]

    @property
    def claims(self) -> frozenset[str]:
        """Examples, where it could be made, and what its media type promises."""
        if not self.exporters:
            return frozenset()
        media = str(self.exporters[0].media_type).partition(";")[0].strip()
        claimed = {word for word, types in _MEDIA.items() if media in types}
        is_text = media.startswith("text/") or "json" in claimed
        return frozenset({"examples", *claimed, *(["text"] if is_text else [])})

    def cases(self) -> Sequence[tuple[Exporter, Evaluation]]:
        """The exporter under its options in turn, each with an evaluation."""
        many = len(self.exporters)
        return [(self.exporters[at % many], one) for at, one in enumerate(self.evaluations)]

    @cached_property
    def files(self) -> Sequence[tuple[Exporter, bytes]]:
        """The exporter under its options in turn, each with a file that it wrote."""
        return [(exporter, content(exporter, one)) for exporter, one in self.cases()]

    def texts(self) -> Sequence[tuple[Exporter, str]]:
        """The same as text.

        Raises:
            CheckFailedError: A file is not UTF-8.
        """
        return [(exporter, _decoded(exporter, file)) for exporter, file in self.files]


def content(exporter: Exporter, evaluation: Evaluation) -> bytes:
    """The file that an exporter writes.

    Raises:
        CheckFailedError: It answers something else than bytes.
    """
    answer = cast("object", exporter.export(evaluation))
    if not isinstance(answer, bytes):
        raise CheckFailedError(f"exporter {exporter.name}", "answer bytes", answer)
    return answer


def _decoded(exporter: Exporter, file: bytes) -> str:
    """A file as text."""
    try:
        return file.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CheckFailedError(f"text of {exporter.name}", "be UTF-8", str(error)) from error


def exporter_subject(member: Member, setup: Setup, /) -> ExporterSubject:
    """The subject of an exporter."""
    registry = None if member.offer is None else member.offer.registry
    known = our_registry() if registry is None else registry

    def read(table: Table) -> Exporter:
        return known.exporter(table, currency="USD")

    exporters: tuple[Exporter, ...] = tried(member, setup=setup, key="exporter", read=read)
    few = max(1, setup.examples // 4)
    return ExporterSubject(
        member=member.name,
        exporters=exporters,
        evaluations=evaluations_of(count=few, seed=setup.seed),
    )
