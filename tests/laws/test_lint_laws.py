"""Laws of the lint rules: they judge whatever a book holds, and what they mend stays mended."""

from __future__ import annotations

import datetime as dt
import random
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs
import pytest
from hypothesis import given, settings, strategies as st

from influence.assets import ASSET_KINDS, Asset, AssetUse
from influence.audiences import AUDIENCE_DIMENSIONS, AudienceShare
from influence.books import fix_book, read_book
from influence.campaign_book import Book
from influence.campaigns import Angle, Offer
from influence.comments import Comment
from influence.deliverables import STATES, Move
from influence.evaluation import evaluate
from influence.findings import Finding
from influence.lint import BUILT_IN_RULES, PRACTICE_RULES, practice_findings
from influence.memberships import MEMBERSHIP_STATES, MembershipStep
from influence.posts import Post
from influence.scorecards import scoreboard
from influence.shares import Share
from influence.testing import books
from influence.testing._rule_pages import RuleExample, rule_examples

PAGES = Path(__file__).parents[2] / "docs" / "rules"
RULES = (*BUILT_IN_RULES, *PRACTICE_RULES)
FAILED = {"INF331", "INF332"}
START = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)

# What breaks readers of text: marks that combine, letters that turn around, widths, invisible ones,
# halves of pairs left out, signs that end links, tags and sentences, and very long words.
PIECES = (
    *("#ad", "#", "##", "\uff03ad", "#a#b", "%", "15 %", "\uff0515", "100%", "MAYA15"),
    *("utm_content=", "@", "é", "ﬁ", "ß", "İ"),
    *("https://shop.example/?", "http://", "://", "?a=&&=", "…", "\u200b", "\u202e", "\u0301"),
    *("\u0131", "ﷺ", "広告", "광고", "إعلان", "विज्ञापन", "🧵", "👩‍👩‍👧", "\x00"),
    *("\n", "\r\n", "\t", " ", '"', "'", ";", ",", "|", "<b>", "{{x}}", "\\", "a" * 400, "ад "),
)


def hostile(dice: random.Random) -> str:
    """A text of pieces that are hard to read; never blank."""
    return "x" + "".join(dice.choice(PIECES) for _ in range(dice.randrange(1, 30)))


def one_line(dice: random.Random) -> str:
    """The same on one line, as ids and names have to be."""
    text = "".join(one for one in hostile(dice) if unicodedata.category(one)[0] not in "CZ")
    return text[:60] or "x"


def busy(book: Book, seed: int) -> Book:
    """A book with every table of a campaign under way, full of texts that are hard to read."""
    dice = random.Random(seed)  # noqa: S311  # a test draws by a seed that Hypothesis gives
    everybody = [creator.creator_id for creator in book.creators]
    moment = START + dt.timedelta(hours=dice.randrange(2000))
    return attrs.evolve(
        book,
        campaign=attrs.evolve(
            book.campaign,
            hashtag=hostile(dice),
            brand=hostile(dice),
            persona=hostile(dice),
            angles=(*book.campaign.angles, Angle(angle_id="another")),
            offer=Offer(
                product=hostile(dice),
                primary_action=dice.choice(("buy_with_code", "join_waitlist")),
                urgency=dice.choice((None, "deadline")),
                landing_page=hostile(dice),
            ),
        ),
        posts=tuple(written(dice, post) for post in book.posts),
        recent_posts=tuple(recent(dice, who, place) for who in everybody for place in range(3)),
        comments=tuple(
            Comment(comment_id=f"c{place}", creator_id=who, post_id="p", text=hostile(dice))
            for place, who in enumerate(everybody)
        ),
        audience=tuple(
            AudienceShare(
                creator_id=who,
                dimension=dice.choice(AUDIENCE_DIMENSIONS),
                group=one_line(dice),
                share=Share(dice.choice(("0", "0.4", "1"))),
            )
            for who in everybody
        ),
        memberships=tuple(
            MembershipStep(
                step_id=f"s{place}",
                creator_id=dice.choice(everybody),
                to=dice.choice(MEMBERSHIP_STATES),
                at=moment,
            )
            for place in range(3)
        ),
        moves=tuple(
            Move(
                move_id=f"m{place}",
                creator_id=dice.choice(everybody),
                deliverable="d1",
                to=dice.choice(STATES),
                at=moment + dt.timedelta(days=place),
            )
            for place in range(4)
        ),
        assets=tuple(
            Asset(
                asset_id=f"a{place}",
                creator_id=dice.choice(everybody),
                kind=dice.choice(ASSET_KINDS),
                post_id=dice.choice((None, "p1")),
                made_from=dice.choice((None, "a0", "a1", "a2", "gone")),
                made_at=moment,
            )
            for place in range(3)
        ),
        asset_uses=tuple(
            AssetUse(
                use_id=f"u{place}",
                asset_id=f"a{place}",
                channel=one_line(dice),
                starts=moment,
                purpose=dice.choice((None, "paid_usage")),
                territory=dice.choice((None, "US", "XX")),
                orders=dice.choice((None, 0, 7)),
            )
            for place in range(3)
        ),
    )


def written(dice: random.Random, post: Post) -> Post:
    """A post with texts that are hard to read."""
    return attrs.evolve(
        post,
        caption=dice.choice((None, hostile(dice))),
        disclosure=dice.choice((None, hostile(dice))),
        on_screen=dice.choice((None, hostile(dice))),
        spoken=dice.choice((None, hostile(dice))),
        language=dice.choice((None, "en", "ar", one_line(dice))),
        has_label=dice.choice((None, True, False)),
    )


def recent(dice: random.Random, creator_id: str, place: int) -> Post:
    """One of the last posts of a creator."""
    return Post(
        post_id=f"{creator_id}-r{place}",
        creator_id=creator_id,
        published_at=START - dt.timedelta(hours=dice.randrange(1000)),
        caption=hostile(dice),
        likes=dice.choice((None, 0, 1, 10**9)),
        views=dice.choice((None, 0, 10)),
        comments=dice.choice((None, 0, 3)),
    )


def judged(book: Book) -> tuple[Finding, ...]:
    """Everything that the rules find in a book."""
    evaluation = evaluate(book)
    return (*evaluation.findings, *evaluation.practice)


class TestLintNeverFails:
    """Whatever a book holds, every rule answers findings of its own kinds."""

    @given(book=books(), seed=st.integers(0, 2**32))
    @settings(max_examples=60)
    def test_on_generated_books(self, book: Book, seed: int) -> None:
        found = judged(busy(book, seed))
        assert [str(one) for one in found if one.code in FAILED] == []

    @pytest.mark.deep
    def test_on_ten_thousand_captions_and_names(self) -> None:
        assert captions_judged(10_000) == []

    def test_on_a_slice_of_them(self) -> None:
        assert captions_judged(300) == []


def captions_judged(count: int) -> list[str]:
    """What failed on books of a hundred hostile captions and names each."""
    failed: list[str] = []
    for first in range(0, count, 100):
        dice = random.Random(first)  # noqa: S311  # the same captions each time
        book = sound_book()
        posts = tuple(
            attrs.evolve(
                written(dice, book.posts[place % len(book.posts)]),
                post_id=f"p{place}",
                caption=hostile(dice),
            )
            for place in range(100)
        )
        creators = tuple(attrs.evolve(one, name=hostile(dice)) for one in book.creators)
        hard = attrs.evolve(book, posts=posts, creators=creators)
        found = practice_findings(scoreboard(hard))
        failed += [str(one) for one in found if one.code in FAILED]
    return failed


def sound_book() -> Book:
    """The book that the examples of rules go over."""
    with TemporaryDirectory() as folder:
        RuleExample(title="Good", codes=(), fragments={}).write(Path(folder))
        return read_book(folder)


def mendable() -> list[pytest.ParameterSet]:
    """The bad examples of every page, by name."""
    return [
        pytest.param(example, id=f"{page.stem}-{place}")
        for page in sorted(PAGES.glob("*.md"))
        if page.stem not in {"index", "refused"}
        for place, example in enumerate(rule_examples(page.read_text(encoding="utf-8")))
        if example.is_bad
    ]


class TestFixes:
    """What is mended is not found again, and mending it again changes nothing."""

    @pytest.mark.parametrize("example", mendable())
    def test_on_every_bad_example(self, example: RuleExample, tmp_path: Path) -> None:
        found = example.findings(tmp_path)
        mended = {str(one) for one in found if one.fixes}
        result = fix_book(tmp_path, found)
        assert result.left == ()
        assert bool(result.files) == bool(mended)
        again = judged(read_book(tmp_path)) if mended else ()
        assert not mended & {str(one) for one in again}
        assert [one.code for one in again if one.fixes] == []
        assert fix_book(tmp_path, found).files == ()

    @given(
        link=st.from_regex(r"[A-Za-z][A-Za-z0-9_.-]{0,12}", fullmatch=True),
        tag=st.text(st.sampled_from("aB9_ -é春!"), min_size=1, max_size=8),
    )
    @settings(max_examples=60)
    def test_on_links_and_hashtags_of_any_spelling(self, link: str, tag: str) -> None:
        text = f'[campaign]\nhashtag = "#{tag}"\n[[deals]]\ncreator = "maya"\nlinks = ["{link}"]\n'
        example = RuleExample(title="Bad", codes=(), fragments={"campaign.toml": text})
        with TemporaryDirectory() as folder:
            found = example.findings(Path(folder))
            fix_book(folder, found)
            again = judged(read_book(folder))
            assert {one.code for one in again if one.fixes} == set()
            assert fix_book(folder, again).files == ()
