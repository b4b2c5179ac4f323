"""Vetting: a card for each creator, with a score whose parts sum to it.

    score = Σ weight × signal ÷ Σ weights of the signals that are known

What is unknown takes no part and is named; it is never a zero. A card without any signal has no
score. The number of followers raises nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias, TypeVar

import attrs

from influence.audiences import AudienceShare
from influence.campaign_book import Book
from influence.comments import Comment
from influence.creators import Creator
from influence.disclosure import CLEAR_WORDS
from influence.errors import InvalidInputError
from influence.ids import CreatorId
from influence.intent import Cue, IntentClassifier, intents_of
from influence.periods import microseconds
from influence.personas import Persona, audience_match
from influence.posts import Post
from influence.production import production_of
from influence.vetting._anomalies import Anomaly, anomalies_of
from influence.vetting._policy import SIGNALS, SignalName, VettingPolicy
from influence.vetting._signals import PostSignals, intent_share, latest, post_signals
from influence.workings import Working

_Row = TypeVar("_Row", Post, Comment, AudienceShare)
#: A first platform and an audience tier.
_Sort: TypeAlias = tuple[tuple[str, ...], str | None]


@attrs.frozen(kw_only=True)
class VettingPart:
    """One part of a score.

    Args:
        signal: Which signal.
        value: What it is, from 0 to 1; ``None`` when unknown.
        weight: What it weighs.
        points: What it adds to the score.
    """

    signal: SignalName
    value: Fraction | None
    weight: int
    points: Fraction


@attrs.frozen(kw_only=True)
class Vetted:
    """What is known of one creator before they are booked.

    Args:
        creator_id: Who.
        posts: What their latest posts tell.
        comments: How many comments of others were read.
        intent: The share of them that asks for price, stock or results.
        parts: The parts of the score.
        anomalies: What is unusual, each with its evidence; no verdict.
    """

    creator_id: CreatorId
    posts: PostSignals
    comments: int
    intent: Fraction | None
    parts: tuple[VettingPart, ...]
    anomalies: tuple[Anomaly, ...]

    @property
    def score(self) -> Fraction | None:
        """From 0 to 1, the sum of its parts; ``None`` when no signal is known."""
        known = [part.points for part in self.parts if part.value is not None]
        return sum(known, Fraction(0)) if known else None

    @property
    def unknown(self) -> tuple[SignalName, ...]:
        """The signals that nothing tells."""
        return tuple(part.signal for part in self.parts if part.value is None)

    @property
    def is_checked(self) -> bool:
        """Whether anything of their posts, comments or audience was looked at."""
        return bool(self.posts.posts or self.comments) or "audience_match" not in self.unknown

    @property
    def working(self) -> Working:
        """The score, worked out."""
        steps: list[tuple[str, object]] = [
            (
                f"{part.signal.replace('_', ' ')} × {part.weight}",
                "unknown" if part.value is None else f"{float(part.value):.3f}",
            )
            for part in self.parts
        ]
        told = "unknown" if self.score is None else f"{float(self.score):.3f}"
        return Working.of(*steps, ("score", told))


def vetting_of(
    book: Book,
    *,
    as_of: dt.datetime | None = None,
    policy: VettingPolicy | None = None,
    classifier: IntentClassifier | None = None,
) -> tuple[Vetted, ...]:
    """A card for each creator of a book, in its order.

    Args:
        book: The campaign book; its ``recent_posts``, ``comments`` and ``audience`` are looked at.
        as_of: The moment; what came later is left out.
        policy: How they are vetted.
        classifier: Who reads the comments; the built-in word lists without one.

    Raises:
        InvalidInputError: *as_of* has no offset.

    Example:
        >>> from influence.books import read_book
        >>> cards = vetting_of(read_book("examples/spring-launch"))
        >>> cards[0].creator_id, len(cards)
        ('maya', 40)
    """
    moment = book.last_moment if as_of is None else as_of
    if moment.utcoffset() is None:
        raise InvalidInputError("as_of", "be a time with an offset", moment)
    rules = policy or VettingPolicy()
    facts = _Facts.of(book, as_of=moment, policy=rules)
    cues = intents_of(book.comments, classifier=classifier)
    return tuple(
        _vetted(book, creator, facts=facts, cues=cues, policy=rules) for creator in book.creators
    )


@attrs.frozen(kw_only=True)
class _Facts:
    """What is known of everybody, grouped once."""

    posts: Mapping[str, tuple[Post, ...]]
    signals: Mapping[str, PostSignals]
    comments: Mapping[str, tuple[Comment, ...]]
    audience: Mapping[str, tuple[AudienceShare, ...]]
    on_time: Mapping[str, Fraction]
    peers: Mapping[_Sort, Sequence[Fraction]]

    @classmethod
    def of(cls, book: Book, *, as_of: dt.datetime, policy: VettingPolicy) -> _Facts:
        """The facts of a book at a moment."""
        last = microseconds(as_of)
        seen = [post for post in book.recent_posts if microseconds(post.published_at) <= last]
        grouped = _by_creator(seen)
        posts = {who: latest(own, count=policy.posts) for who, own in grouped.items()}
        persona = book.campaign.audience or Persona()
        clear = tuple(word for words in CLEAR_WORDS.values() for word in words)
        signals = {
            creator.creator_id: post_signals(
                posts.get(creator.creator_id, ()),
                least=policy.least_posts,
                words=persona.words,
                clear_words=clear,
            )
            for creator in book.creators
        }
        return cls(
            posts=posts,
            signals=signals,
            comments=_by_creator(book.comments),
            audience=_by_creator(book.audience),
            on_time=_on_time(book, as_of=as_of),
            peers=_engagement_by_sort(book, signals),
        )


def _sort_of(book: Book, creator: Creator) -> _Sort:
    """Whom a creator is compared with: those of the same first platform and the same tier."""
    return creator.platforms[:1], creator.tier(book.tiers)


def _engagement_by_sort(
    book: Book, signals: Mapping[str, PostSignals]
) -> dict[_Sort, list[Fraction]]:
    """What is known of the engagement of each sort of creators, in order."""
    known: dict[_Sort, list[Fraction]] = {}
    for creator in book.creators:
        told = signals[creator.creator_id].engagement
        if told is not None:
            known.setdefault(_sort_of(book, creator), []).append(told)
    return {sort: sorted(told) for sort, told in known.items()}


def _by_creator(rows: Iterable[_Row]) -> dict[str, tuple[_Row, ...]]:
    """Rows by their creator."""
    grouped: dict[str, list[_Row]] = {}
    for row in rows:
        grouped.setdefault(row.creator_id, []).append(row)
    return {who: tuple(own) for who, own in grouped.items()}


def _on_time(book: Book, *, as_of: dt.datetime) -> dict[str, Fraction]:
    """The share of each creator's deliverables with a history that are not late."""
    kept: dict[str, list[bool]] = {}
    for piece in production_of(book, as_of=as_of) if book.moves else ():
        if piece.history is not None:
            late = bool(piece.days_late) or piece.history.reached("overdue") is not None
            kept.setdefault(piece.creator_id, []).append(not late)
    return {who: Fraction(sum(told), len(told)) for who, told in kept.items()}


def _vetted(
    book: Book,
    creator: Creator,
    *,
    facts: _Facts,
    cues: Mapping[str, frozenset[Cue]],
    policy: VettingPolicy,
) -> Vetted:
    """The card of one creator."""
    who = creator.creator_id
    comments = [one for one in facts.comments.get(who, ()) if one.comment_id in cues]
    intent = intent_share(cues[one.comment_id] for one in comments)
    own = facts.signals[who]
    values = _values(book, creator, facts=facts, intent=intent, policy=policy)
    return Vetted(
        creator_id=who,
        posts=own,
        comments=len(comments),
        intent=intent,
        parts=_parts(values, policy),
        anomalies=tuple(
            anomalies_of(
                creator,
                posts=facts.posts.get(who, ()),
                comments=comments,
                own=own,
                peers=facts.peers.get(_sort_of(book, creator), ()),
            )
        ),
    )


def _values(
    book: Book,
    creator: Creator,
    *,
    facts: _Facts,
    intent: Fraction | None,
    policy: VettingPolicy,
) -> Mapping[SignalName, Fraction | None]:
    """Each signal of one creator, from 0 to 1."""
    who, own = creator.creator_id, facts.signals[creator.creator_id]
    match = audience_match(book.campaign.audience or Persona(), facts.audience.get(who, ()))
    told = None if creator.audience_match is None else creator.audience_match.fraction
    kept = None if creator.reliability is None else creator.reliability.fraction
    quality = None if intent is None else min(Fraction(1), intent * 100 / policy.full_intent)
    return {
        "audience_match": told if match is None else match,
        "engagement_quality": quality,
        "consistency": own.consistency,
        "content_proof": own.proof,
        "brand_fit": own.fit,
        "reliability": facts.on_time.get(who, kept),
    }


def _parts(
    values: Mapping[SignalName, Fraction | None], policy: VettingPolicy
) -> tuple[VettingPart, ...]:
    """The parts of a score."""
    weights = {name: policy.weights.get(name, 0) for name in SIGNALS}
    whole = sum(weights[name] for name in SIGNALS if values[name] is not None)
    return tuple(
        VettingPart(
            signal=name,
            value=values[name],
            weight=weights[name],
            points=Fraction(0)
            if not whole
            else (values[name] or Fraction(0)) * weights[name] / whole,
        )
        for name in SIGNALS
    )
