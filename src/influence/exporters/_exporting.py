"""Exporting: an exporter asked, and its answer checked."""

from __future__ import annotations

from typing import cast

from influence._foreign import asked, told
from influence.errors import PluginError
from influence.evaluation import Evaluation
from influence.exporters._exporter import Exporter

_NOUN = "exporter"


def exported(evaluation: Evaluation, *, exporter: Exporter) -> bytes:
    """The content that an exporter makes of an evaluation.

    Raises:
        PluginError: The exporter fails, or answers something else than bytes.

    Example:
        >>> from influence.evaluation import evaluate
        >>> from influence.exporters import Statements
        >>> from influence.testing import book
        >>> len(exported(evaluate(book()), exporter=Statements()).splitlines())
        1
    """
    answer = asked(
        lambda: cast("object", exporter.export(evaluation)),
        noun=_NOUN,
        member=exporter,
        rule="export without failing",
    )
    if not isinstance(answer, bytes):
        raise PluginError(told(_NOUN, exporter), "answer bytes", answer)
    return answer
