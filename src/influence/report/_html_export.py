"""Html: the report's page as an exporter."""

from __future__ import annotations

from typing import ClassVar

import attrs

from influence.evaluation import Evaluation
from influence.report._composition import document_of


@attrs.frozen(kw_only=True)
class Html:
    """Write the whole report as one page that needs no network."""

    name: ClassVar[str] = "html"
    suffix: ClassVar[str] = ".html"
    media_type: ClassVar[str] = "text/html"

    def export(self, evaluation: Evaluation, /) -> bytes:
        """The page.

        Raises:
            MissingExtraError: The extra ``report`` is not installed.
        """
        from influence.report import page

        return page(document_of(evaluation)).encode()
