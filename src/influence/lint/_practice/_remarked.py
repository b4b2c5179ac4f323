"""Remarked: remarks on disclosures as findings, for the rules that look at them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from influence.disclosure import RemarkKind
from influence.disclosure_review import disclosure_review
from influence.findings import Finding, FindingKind, Place
from influence.lint._rule import LintSubject


def remarked(subject: LintSubject, kinds: Mapping[RemarkKind, FindingKind]) -> Iterator[Finding]:
    """Each remark of those kinds as a finding at its post, with who asks it."""
    for review in disclosure_review(subject.book):
        for remark, asked_in in review.remarks:
            if remark.kind in kinds:
                where = Place(table="posts", row=review.post.post_id, key=remark.key)
                message = f"{remark.message} ({', '.join(asked_in)})"
                yield kinds[remark.kind].finding(where=where, message=message)
