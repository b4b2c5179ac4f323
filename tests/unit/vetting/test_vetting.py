from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from typer.testing import CliRunner

from influence.audiences import AudienceShare
from influence.books import read_book, write_book
from influence.campaign_book import Book
from influence.cli._app import app
from influence.comments import Comment
from influence.creators import Creator, Handle
from influence.deliverables import Deliverable, Move
from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.outreach import memberships_of, outreach_note, personal_reasons, pipeline_of
from influence.personas import Persona
from influence.posts import Post
from influence.shares import Share
from influence.testing import RuleExample, book
from influence.vetting import Vetted, VettingPolicy, engagement_of, vetting_of
from influence.vetting._signals import median, median_without

runner = CliRunner()
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
PERSONA = Persona(countries=("US",), niches=("running",), words=("trail",))


def post(place: int, who: str = "maya", **more: Any) -> Post:  # noqa: ANN401  # whatever a post has
    told = {"views": 1000, "likes": 50, "comments": 5, "saves": 5, "shares": 0}
    return Post(
        **{
            "post_id": f"{who}-{place}",
            "creator_id": who,
            "published_at": START + dt.timedelta(days=2 * place),
            "caption": "my trail routine",
            **told,
            **more,
        }
    )


def comment(place: int, text: str, who: str = "maya", *, own: bool = False) -> Comment:
    return Comment(
        comment_id=f"{who}c{place}",
        creator_id=who,
        post_id=f"{who}-1",
        text=text,
        is_by_creator=own,
    )


def creator(who: str = "maya", **more: Any) -> Creator:  # noqa: ANN401  # whatever a creator has
    return Creator(
        **{
            "creator_id": who,
            "name": who.title(),
            "followers": 20_000,
            "handles": (Handle("instagram", who),),
            **more,
        }
    )


def vetted_book(*creators: Creator, **rows: Any) -> Book:  # noqa: ANN401  # whatever a book has
    plain = book(creators=["maya"])
    return attrs.evolve(
        plain,
        creators=creators or (creator(),),
        deals=(),
        campaign=attrs.evolve(plain.campaign, audience=PERSONA),
        **rows,
    )


def card(told: Book, who: str = "maya", **more: Any) -> Vetted:  # noqa: ANN401  # whatever is asked
    return next(one for one in vetting_of(told, **more) if one.creator_id == who)


def value(told: Vetted, signal: str) -> Fraction | None:
    return next(part.value for part in told.parts if part.signal == signal)


def test_a_steady_creator_is_consistent() -> None:
    told = card(vetted_book(recent_posts=tuple(post(place) for place in range(6))))
    assert [told.posts.interval_days, told.posts.interval_spread] == [2, 0]
    assert [told.posts.engagement, told.posts.engagement_spread] == [Fraction(60, 1000), 0]
    assert value(told, "consistency") == 1


def test_spreads_are_medians_so_one_lucky_post_tells_nothing() -> None:
    posts = [post(place) for place in range(6)]
    viral = attrs.evolve(posts[3], likes=900_000, views=1_000_000)
    told = card(vetted_book(recent_posts=(*posts[:3], viral, *posts[4:])))
    assert [told.posts.engagement, told.posts.engagement_spread] == [Fraction(60, 1000), 0]


def test_uneven_posts_are_less_consistent() -> None:
    days = (0, 1, 2, 20, 21, 50)
    posts = tuple(
        attrs.evolve(post(place), published_at=START + dt.timedelta(days=day))
        for place, day in enumerate(days)
    )
    told = card(vetted_book(recent_posts=posts))
    # Intervals 1, 1, 18, 1, 29: median 1, distances 0, 0, 17, 0, 28, median 0.
    assert told.posts.interval_spread == 0
    wild = tuple(attrs.evolve(one, likes=place * place * 90) for place, one in enumerate(posts))
    assert value(card(vetted_book(recent_posts=wild)), "consistency") == Fraction(0) or value(
        card(vetted_book(recent_posts=wild)), "consistency"
    ) != Fraction(1)


def test_too_few_posts_tell_nothing() -> None:
    told = card(vetted_book(recent_posts=tuple(post(place) for place in range(4))))
    assert (told.posts.engagement, told.posts.interval_days) == (None, None)
    assert value(told, "consistency") is None
    assert told.is_checked


def test_only_the_latest_count_and_each_once() -> None:
    posts = tuple(post(place) for place in range(30))
    told = vetted_book(recent_posts=posts)
    assert card(told).posts.posts == 20
    assert card(told, policy=VettingPolicy(posts=7)).posts.posts == 7
    early = START + dt.timedelta(days=9)
    assert card(told, as_of=early).posts.posts == 5


def test_engagement_needs_views() -> None:
    assert engagement_of(post(1, views=None)) is None
    assert engagement_of(post(1, views=0)) is None
    assert engagement_of(post(1, likes=None, comments=None, saves=None, shares=None)) is None
    assert engagement_of(post(1, likes=None)) == Fraction(10, 1000)


def test_intent_counts_in_full_from_a_fifth_on() -> None:
    asked = [comment(1, "how much?"), comment(2, "so pretty"), comment(3, "thanks!", own=True)]
    told = card(vetted_book(comments=tuple(asked)))
    assert (told.comments, told.intent) == (2, Fraction(1, 2))
    assert value(told, "engagement_quality") == 1
    nine = tuple(comment(place, "wow") for place in range(2, 11))
    less = card(vetted_book(comments=(asked[0], *nine)))
    assert value(less, "engagement_quality") == Fraction(1, 2)


def test_the_parts_sum_to_the_score_and_what_is_unknown_takes_no_part() -> None:
    share = AudienceShare(creator_id="maya", dimension="country", group="US", share=Share("0.5"))
    told = card(vetted_book(audience=(share,), recent_posts=(post(1), post(2, caption="hello"))))
    assert told.unknown == ("engagement_quality", "consistency", "reliability")
    # Match 1/2 × 3, proof 1/2 × 2, fit 1/2 × 1, over 6.
    assert told.score == Fraction(1, 2) == sum(part.points for part in told.parts)
    assert told.working.result == "0.500"


def test_nobody_known_has_no_score() -> None:
    told = card(vetted_book())
    assert (told.score, told.is_checked) == (None, False)
    assert told.working.result == "unknown"


def test_what_the_table_of_creators_tells_stands_in() -> None:
    maya = creator(audience_match=Share("0.8"), reliability=Share("0.9"))
    told = card(vetted_book(maya))
    assert (value(told, "audience_match"), value(told, "reliability")) == (
        Fraction(4, 5),
        Fraction(9, 10),
    )


def test_deliveries_tell_reliability_where_they_are_kept() -> None:
    from influence.deals import Deal  # one test needs it

    pieces = (
        Deliverable(kind="post", deliverable_id="a", draft_due=dt.date(2026, 1, 3)),
        Deliverable(kind="post", deliverable_id="b"),
    )
    moves = tuple(
        Move(move_id=name, creator_id="maya", deliverable=name, to="agreed", at=START)
        for name in ("a", "b")
    )
    told = attrs.evolve(
        vetted_book(creator(reliability=Share("0.9"))),
        deals=(Deal(creator_id="maya", deliverables=pieces),),
        moves=moves,
    )
    assert value(card(told), "reliability") == Fraction(1, 2)


@given(followers=st.one_of(st.none(), st.integers(0, 10**9)), places=st.permutations(range(6)))
def test_followers_and_the_order_of_rows_change_no_score(
    followers: int | None, places: list[int]
) -> None:
    posts = tuple(post(place) for place in places)
    rows = {"recent_posts": (*posts,), "comments": (comment(1, "how much?"),)}
    told = card(vetted_book(creator(followers=followers), **rows))
    plain = card(vetted_book(**{**rows, "recent_posts": tuple(post(place) for place in range(6))}))
    assert told.score == plain.score


def peers(engaged: int) -> Book:
    names = ("maya", *(f"peer{place}" for place in range(5)))
    posts = tuple(
        post(place, who, likes=engaged if who == "maya" else 50)
        for who in names
        for place in range(6)
    )
    return vetted_book(*(creator(who) for who in names), recent_posts=posts)


class TestAnomalies:
    def kinds(self, told: Book) -> list[str]:
        return [one.kind for one in card(told).anomalies]

    def test_engagement_far_from_comparable_creators(self) -> None:
        (told,) = card(peers(900)).anomalies
        assert told.evidence == (
            "engagement of 91.0 % for each view, where 5 comparable creators have 6.0 %"
        )
        assert told.innocent.startswith("a small and close community")
        assert self.kinds(peers(100)) == []

    def test_many_followers_who_hardly_like(self) -> None:
        posts = tuple(post(place, likes=3) for place in range(6))
        (told,) = card(vetted_book(recent_posts=posts)).anomalies
        assert (told.kind, told.evidence) == (
            "silent_followers",
            "20000 followers and 3 likes a post in the median",
        )
        assert self.kinds(vetted_book(creator(followers=None), recent_posts=posts)) == []

    def test_likes_without_comments(self) -> None:
        posts = tuple(post(place, likes=700, comments=1) for place in range(6))
        assert self.kinds(vetted_book(recent_posts=posts)) == ["likes_alone"]

    def test_comments_that_repeat_each_other(self) -> None:
        same = tuple(comment(place, "Nice!!" if place % 2 else "nice") for place in range(8))
        other = (comment(8, "how is it in rain"), comment(9, "🔥"))
        (told,) = card(vetted_book(comments=(*same, *other))).anomalies
        assert told.evidence == "8 of 10 comments say what another says word for word"
        assert self.kinds(vetted_book(comments=same)) == []


class TestPolicy:
    def test_weights_are_of_signals_and_one_counts(self) -> None:
        with pytest.raises(UnknownNameError, match="did you mean 'brand_fit'"):
            VettingPolicy(weights={"brandfit": 1})  # type: ignore[dict-item]  # pyright: ignore[reportArgumentType]  # a wrong value on purpose
        with pytest.raises(InvalidInputError, match="be a whole number of at least 0"):
            VettingPolicy(weights={"brand_fit": -1})
        with pytest.raises(InvalidInputError, match="have a weight above 0"):
            VettingPolicy(weights={"brand_fit": 0})

    def test_a_moment_needs_an_offset(self) -> None:
        with pytest.raises(InvalidInputError, match="as_of must be a time with an offset"):
            vetting_of(vetted_book(), as_of=dt.datetime(2026, 1, 1))  # noqa: DTZ001  # a wrong value on purpose


class TestOutreach:
    def test_the_reasons_are_the_creators_own(self) -> None:
        share = AudienceShare(
            creator_id="maya", dimension="country", group="US", share=Share("0.62")
        )
        posts = (post(1, caption="A long day  in the *mud*", likes=900), post(2))
        told = vetted_book(creator(niche="running"), audience=(share,), recent_posts=posts)
        assert personal_reasons(told, "maya") == (
            "your post “A long day in the *mud*” did what we hope for: people answered it",
            "62 % of your audience is who we make it for",
            "you write about running, which is what it is for",
        )
        note = outreach_note(told, "maya")
        assert "\\*mud\\*" in note
        assert "there is no script" in note

    def test_what_the_table_tells_stands_in_and_long_texts_are_cut(self) -> None:
        told = vetted_book(
            creator(audience_match=Share("0.8"), niche="chess"),
            recent_posts=(post(1, caption="word " * 40),),
        )
        first, second = personal_reasons(told, "maya")
        assert "…”" in first
        assert second == "80 % of your audience is who we make it for"

    def test_without_a_reason_there_is_no_note(self) -> None:
        with pytest.raises(MissingDataError, match="book of maya must know something"):
            outreach_note(vetted_book(), "maya")
        with pytest.raises(UnknownNameError, match="did you mean 'maya'"):
            outreach_note(vetted_book(), "mayas")


class TestCommands:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> str:
        path = tmp_path / "sound"
        path.mkdir()
        texts = {
            "campaign.toml": '[audience]\nages = ["25-40"]\ncountries = ["US"]\n',
            "comments.csv": "comment_id,creator_id,post_id,text\n"
            + "".join(f"c{place},maya,maya-1,nice\n" for place in range(12)),
            "memberships.csv": "step_id,creator_id,to,at\n1,maya,invited,2026-02-01T12:00:00-05:00",
        }
        RuleExample(title="Good", codes=(), fragments=texts).write(path)
        return str(path)

    def test_vet_ranks_by_score(self, folder: str) -> None:
        result = runner.invoke(app, ["vet", folder], env={"COLUMNS": "160"})
        assert result.exit_code == 0
        assert result.stdout.splitlines()[1].split()[:2] == ["ines", "0.84"]
        assert "maya: 12 of 12 comments say what another says" in result.stdout
        assert result.stderr == "checked: 3; 30 to 50 make a good list\n"

    def test_vet_shows_the_working_of_one(self, folder: str) -> None:
        result = runner.invoke(app, ["vet", folder, "diego"])
        assert "audience match × 3      0.770" in result.stdout
        assert runner.invoke(app, ["vet", folder, "dieg"]).exit_code == 1

    def test_vet_as_json(self, folder: str) -> None:
        document = json.loads(runner.invoke(app, ["vet", folder, "--json"]).stdout)
        maya = next(one for one in document["creators"] if one["creator_id"] == "maya")
        assert (maya["intent"], maya["anomalies"][0]["kind"]) == (0.0, "repeated")

    def test_outreach_writes_a_note_or_shows_the_pipeline(self, folder: str) -> None:
        note = runner.invoke(app, ["outreach", folder, "maya"])
        assert note.stdout.startswith("Hi Maya,\n")
        pipeline = runner.invoke(app, ["outreach", folder])
        assert "    1  invited\n" in pipeline.stdout

    def test_the_pipeline_counts_whom_a_step_was_told_of(self, folder: str, tmp_path: Path) -> None:
        told = read_book(folder)
        assert pipeline_of(told)["invited"] == 1
        assert [one.state for one in memberships_of(told)] == ["invited", None, None]
        write_book(told, tmp_path / "again")
        again = read_book(tmp_path / "again")
        assert (again.campaign, again.comments, again.memberships) == (
            *(told.campaign, told.comments),
            told.memberships,
        )


@settings(max_examples=200)
@given(st.lists(st.integers(0, 5).map(Fraction), min_size=2, max_size=12), st.data())
def test_the_median_of_all_others_is_that_of_the_rest(
    values: list[Fraction], data: st.DataObject
) -> None:
    ordered = sorted(values)
    one = data.draw(st.sampled_from(ordered))
    rest = list(ordered)
    rest.remove(one)
    assert median_without(ordered, one) == median(rest)
