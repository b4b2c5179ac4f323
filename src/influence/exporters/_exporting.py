"""Exporting: an exporter asked, and its answer checked."""

from __future__ import annotations

from typing import cast

from influence.errors import InfluenceError, PluginError
from influence.evaluation import Evaluation
from influence.exporters._exporter import Exporter


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
    named = f"exporter {exporter.name} ({type(exporter).__module__})"
    try:
        answer = cast("object", exporter.export(evaluation))
    except InfluenceError:
        raise
    except (Exception, SystemExit) as error:
        raise PluginError(named, "export without failing", error) from error
    if not isinstance(answer, bytes):
        raise PluginError(named, "answer bytes", answer)
    return answer
