"""Disclosure: what a post that is an advertisement has to say, where, and in which words.

    post + jurisdiction and day → remarks

Requirements are dated data with their sources. A remark says what was found or not found; that
there is none does not mean that a post is compliant, and nothing here is legal advice. Which posts
of a book are looked at, and by which jurisdictions, is for ``influence.disclosure_review``.
"""

from __future__ import annotations

from influence.disclosure._caption import Caption, Word
from influence.disclosure._platform_table import ANY_FOLD, PLATFORM_TEXTS, PlatformText, fold_of
from influence.disclosure._requirement import (
    RELATIONSHIPS,
    DisclosureRequirement,
    Relationship,
    Words,
)
from influence.disclosure._requirement_table import (
    CLEAR_WORDS,
    EU_MEMBERS,
    REQUIREMENTS,
    is_known,
    requirement_of,
)
from influence.disclosure._review import (
    REMARK_KINDS,
    PostText,
    Remark,
    RemarkKind,
    review_post,
)
from influence.disclosure._wording import DisclosureWording, disclosure_wording

__all__ = [
    "ANY_FOLD",
    "CLEAR_WORDS",
    "EU_MEMBERS",
    "PLATFORM_TEXTS",
    "RELATIONSHIPS",
    "REMARK_KINDS",
    "REQUIREMENTS",
    "Caption",
    "DisclosureRequirement",
    "DisclosureWording",
    "PlatformText",
    "PostText",
    "Relationship",
    "Remark",
    "RemarkKind",
    "Word",
    "Words",
    "disclosure_wording",
    "fold_of",
    "is_known",
    "requirement_of",
    "review_post",
]
