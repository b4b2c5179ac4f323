"""Brief: one page for one creator, every part typed, and what is missing said."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable

import attrs

from influence.ids import CreatorId

#: What a part of a page holds in a size that people read.
MOST_POINTS = 6
MOST_LETTERS = 160
#: How many lines of text a page of Letter has room for, beside its headings.
MOST_LINES = 25

# How many letters of usual width stand on a line of a column, and of the whole page.
_COLUMN = 42
_WHOLE = 92


@attrs.frozen(kw_only=True)
class BriefPiece:
    """One deliverable as a brief tells it.

    Args:
        what: How many of which kind, such as ``2 short videos``.
        draft_by: The last day for its draft.
        live_by: The last day for it to be live.
        after: What it follows and within how long, in words; empty when it follows nothing.
    """

    what: str
    draft_by: dt.date | None = None
    live_by: dt.date | None = None
    after: str = ""

    @property
    def told(self) -> str:
        """A deliverable with its days, in words."""
        days = (
            f"draft by {self.draft_by.isoformat()}" if self.draft_by else "",
            f"live by {self.live_by.isoformat()}" if self.live_by else "",
            self.after,
        )
        when = ", ".join(filter(None, days))
        return f"{self.what}: {when}" if when else self.what


@attrs.frozen(kw_only=True)
class Brief:
    """What a creator has to know, on one page, and nothing that puts words into their mouth.

    Args:
        creator_id: For whom.
        creator_name: What they are called.
        campaign: What the campaign is called.
        product: What is offered.
        action: The one thing that the audience is asked to do.
        urgency: Why now; empty when nothing says so.
        goal: What the campaign is for.
        audience: Whom it is for.
        formats: Story formats to choose from.
        talking_points: Facts that may be told.
        usage_guidelines: How the product is used and shown.
        guardrails: What must not be claimed or shown.
        hashtag: The campaign's hashtag.
        link: The creator's own link.
        code: Their code.
        dm_keyword: Their keyword for messages.
        pieces: What they make, and when.
        approval: How drafts are approved, in sentences.
        disclosure_words: One of these has to be in the post.
        disclosure_where: Where it has to be, one sentence each.
        disclosure_by: By whose rules; empty when nobody knows.
        rights: What the brand may do with it, one line each.
        contact: The role that answers questions.
        missing: What the book does not say, in the words of the parts above.
    """

    creator_id: CreatorId
    creator_name: str
    campaign: str
    product: str | None
    action: str | None
    urgency: str
    goal: str | None
    audience: str | None
    formats: tuple[str, ...]
    talking_points: tuple[str, ...]
    usage_guidelines: tuple[str, ...]
    guardrails: tuple[str, ...]
    hashtag: str | None
    link: str | None
    code: str | None
    dm_keyword: str | None
    pieces: tuple[BriefPiece, ...]
    approval: tuple[str, ...]
    disclosure_words: tuple[str, ...]
    disclosure_where: tuple[str, ...]
    disclosure_by: str
    rights: tuple[str, ...]
    contact: str | None
    missing: tuple[str, ...]

    @property
    def overlong(self) -> tuple[str, ...]:
        """What is longer than a page holds, in the words of its parts."""
        lists = {
            "talking points": self.talking_points,
            "usage guidelines": self.usage_guidelines,
            "guardrails": self.guardrails,
            "deliverables": tuple(piece.told for piece in self.pieces),
            "rights": self.rights,
        }
        many = [
            f"{name}: {len(told)} of at most {MOST_POINTS}"
            for name, told in lists.items()
            if len(told) > MOST_POINTS
        ]
        long = [
            f"{name}: {len(text)} letters of at most {MOST_LETTERS}"
            for name, told in {**lists, "goal": (self.goal or "",)}.items()
            for text in told
            if len(text) > MOST_LETTERS
        ]
        lines = self._lines
        page = [f"the page: about {lines} lines of at most {MOST_LINES}"]
        return (*many, *long, *(page if lines > MOST_LINES else ()))

    @property
    def _lines(self) -> int:
        """About how many lines its text takes: two columns side by side are as long as one."""
        columns = (
            (self.formats, tuple(piece.told for piece in self.pieces)),
            (self.talking_points, self.usage_guidelines),
            (self.guardrails, self.approval),
        )
        beside = sum(max(_room(one, _COLUMN) for one in pair) for pair in columns)
        offer = " ".join(filter(None, (self.product, self.action, self.urgency)))
        top = [text for text in (self.goal, self.audience, offer) if text]
        return beside + _room((*top, *self.disclosure_where, *self.rights), _WHOLE)


def _room(texts: Iterable[str], letters: int) -> int:
    """How many lines texts take where a line holds so many letters of usual width."""
    return sum(-(-_width(text) // (2 * letters)) for text in texts)


def _width(text: str) -> int:
    """The width of a text in halves of a usual letter."""
    return sum(_halves(character) for character in text)


def _halves(character: str) -> int:
    """The width of a letter in halves of a usual one: capitals are wide, and those of East Asia."""
    if unicodedata.east_asian_width(character) in "WF":
        return 4
    return 3 if character.isupper() else 2
