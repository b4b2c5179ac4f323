"""Ignored comments: questions of buyers that nobody answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar

import attrs

from influence import _requirements as require
from influence.comments import Comment
from influence.findings import FINDING_KINDS, Finding, FindingKind, Place
from influence.intent import intents_of
from influence.lint._rule import LintSubject


@attrs.frozen(kw_only=True)
class IgnoredComments:
    """Find posts under which people asked and the creator wrote nothing afterwards.

    Args:
        within_days: How many days an answer may take.

    Raises:
        InvalidInputError: *within_days* is below 1.
    """

    name: ClassVar[str] = "ignored_comments"
    kinds: ClassVar[tuple[FindingKind, ...]] = (FINDING_KINDS["INF894"],)

    within_days: int = attrs.field(default=2, validator=require.at_least(1))

    def check(self, subject: LintSubject, /) -> Iterator[Finding]:
        """One finding for each post of the campaign."""
        (kind,) = self.kinds
        posts = {post.post_id for post in subject.book.posts}
        own = [comment for comment in subject.book.comments if comment.post_id in posts]
        cues = intents_of(own)
        asked: dict[str, list[Comment]] = {}
        answers: dict[str, list[dt.datetime]] = {}
        for comment in own:
            if comment.is_by_creator and comment.at is not None:
                answers.setdefault(comment.post_id, []).append(comment.at)
            elif cues.get(comment.comment_id):
                asked.setdefault(comment.post_id, []).append(comment)
        for post_id, questions in asked.items():
            told = answers.get(post_id, [])
            open_ = [one for one in questions if self._is_open(one, told, subject.as_of)]
            if open_:
                message = (
                    f"{len(open_)} of {len(questions)} comments with intent have no answer within "
                    f"{self.within_days} days, such as {open_[0].comment_id}"
                )
                where = Place(table="posts", row=post_id, key="comments")
                yield kind.finding(where=where, message=message)

    def _is_open(self, question: Comment, answers: list[dt.datetime], as_of: dt.datetime) -> bool:
        """Whether a question got no answer in time; one without a moment is taken as answered."""
        if question.at is None:
            return not answers
        until = question.at + dt.timedelta(days=self.within_days)
        return until <= as_of and not any(question.at <= one <= until for one in answers)
