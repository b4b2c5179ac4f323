"""The report: what a campaign brought, shown to people and given to programs.

One value, the document, says everything; ``--json`` prints it. ``page`` writes it as one
self-contained HTML file and ``terminal_table`` as a table for the terminal, and both are functions
of the document and of nothing else. The drawing libraries come with the extra ``report`` and are
imported only when something is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from influence.errors import MissingExtraError
from influence.report._composition import document_of
from influence.report._document import (
    AngleResult,
    AttributionTerms,
    CodeResult,
    Counts,
    CreatorResult,
    Decision,
    Design,
    Document,
    DocumentFinding,
    EffectVerdict,
    Grain,
    Incremental,
    Line,
    Offer,
    Severity,
    Totals,
    Unattributed,
    UnattributedReason,
    Verdict,
)
from influence.report._found_json import found_document, found_json
from influence.report._github import github_lines
from influence.report._incremental import incremental_document
from influence.report._models_document import (
    CreatorCredit,
    ModelCredit,
    ModelResult,
    ModelsDocument,
    models_document,
)
from influence.report._outlook_document import (
    Assumptions,
    BenchedCreator,
    NextCycle,
    NextCycleLine,
    NextPackage,
    Package,
    Part,
    PatternResult,
    Prior,
    Strength,
    Turn,
)
from influence.report._path_document import (
    Assist,
    Audience,
    AudienceOverlap,
    Bucket,
    Overlap,
    OverlapMatrix,
    PathResult,
    Paths,
    PathsDocument,
    PathTables,
    Spread,
)
from influence.report._path_results import paths_document
from influence.report._sarif import sarif, sarif_document
from influence.report._schema import schema
from influence.report._settlement_document import (
    SettlementDocument,
    StatementDocument,
    settlement_document,
    settlement_schema,
)

if TYPE_CHECKING:
    from influence.report._brief_page import Paper, brief_page
    from influence.report._page import page
    from influence.report._rights_page import rights_page
    from influence.report._terminal import terminal_table

__all__ = [
    "AngleResult",
    "Assist",
    "Assumptions",
    "AttributionTerms",
    "Audience",
    "AudienceOverlap",
    "BenchedCreator",
    "Bucket",
    "CodeResult",
    "Counts",
    "CreatorCredit",
    "CreatorResult",
    "Decision",
    "Design",
    "Document",
    "DocumentFinding",
    "EffectVerdict",
    "Grain",
    "Incremental",
    "Line",
    "ModelCredit",
    "ModelResult",
    "ModelsDocument",
    "NextCycle",
    "NextCycleLine",
    "NextPackage",
    "Offer",
    "Overlap",
    "OverlapMatrix",
    "Package",
    "Paper",
    "Part",
    "PathResult",
    "PathTables",
    "Paths",
    "PathsDocument",
    "PatternResult",
    "Prior",
    "SettlementDocument",
    "Severity",
    "Spread",
    "StatementDocument",
    "Strength",
    "Totals",
    "Turn",
    "Unattributed",
    "UnattributedReason",
    "Verdict",
    "brief_page",
    "document_of",
    "found_document",
    "found_json",
    "github_lines",
    "incremental_document",
    "models_document",
    "page",
    "paths_document",
    "rights_page",
    "sarif",
    "sarif_document",
    "schema",
    "settlement_document",
    "settlement_schema",
    "terminal_table",
]

_HOMES = {
    "Paper": "_brief_page",
    "brief_page": "_brief_page",
    "page": "_page",
    "rights_page": "_rights_page",
    "terminal_table": "_terminal",
}


def _load(name: str) -> object:
    """Import what draws *name*, once."""
    from importlib import import_module

    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    try:
        home = import_module(f"{__name__}.{_HOMES[name]}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("influence"):
            raise
        raise MissingExtraError(f"influence.report.{name}", "report") from error
    found: object = getattr(home, name)
    globals()[name] = found
    return found


if not TYPE_CHECKING:  # a checker that saw this would accept any misspelt name
    __getattr__ = _load
