from __future__ import annotations

import datetime as dt
import re
from typing import Any

import attrs
import pytest

from influence.audiences import AudienceShare
from influence.campaign_book import Book
from influence.campaigns import Angle, Offer
from influence.creators import Creator
from influence.errors import MissingDataError, UnknownNameError
from influence.memberships import MEMBERSHIP_STATES, Membership, MembershipState, MembershipStep
from influence.outreach import memberships_of, outreach_note, personal_reasons, pipeline_of
from influence.personas import Persona
from influence.posts import Post
from influence.shares import Share
from influence.testing import book

START = dt.datetime(2026, 2, 1, tzinfo=dt.UTC)
RUNNERS = Persona(countries=("US",), niches=("Running", "trail"))
ANSWERED = "your post “{}” did what we hope for: people answered it"
FITTING = "{} % of your audience is who we make it for"


def creator(who: str = "maya", **more: Any) -> Creator:  # noqa: ANN401  # whatever a creator has
    return Creator(**{"creator_id": who, "name": who.title(), **more})


def step(place: int, to: MembershipState, who: str = "maya") -> MembershipStep:
    return MembershipStep(
        step_id=f"{who}-{place}", creator_id=who, to=to, at=START + dt.timedelta(days=place)
    )


def post(place: int, caption: str | None, who: str = "maya", **figures: int | None) -> Post:
    """A recent post of a day, with 10 answers for 100 views, were nothing else told."""
    counts: dict[str, Any] = {"views": 100, "likes": 10, **figures}
    at = START + dt.timedelta(days=place)
    return Post(post_id=f"p{place}", creator_id=who, published_at=at, caption=caption, **counts)


def of(country: str, share: str, who: str = "maya") -> AudienceShare:
    return AudienceShare(creator_id=who, dimension="country", group=country, share=Share(share))


def told(
    *creators: Creator,
    campaign: dict[str, Any] | None = None,
    **rows: Any,  # noqa: ANN401  # whatever a book has
) -> Book:
    plain = book()
    agreed = attrs.evolve(plain.campaign, **{"audience": RUNNERS, **(campaign or {})})
    return attrs.evolve(plain, creators=creators or (creator(),), campaign=agreed, **rows)


class TestPipeline:
    def test_memberships_stand_in_the_order_of_the_creators(self) -> None:
        steps = (step(2, "invited"), step(1, "vetted"), step(3, "suggested", who="ines"))
        made = told(creator("ines"), creator("diego"), creator("maya"), memberships=steps)
        assert memberships_of(made) == (
            Membership(creator_id="ines", state="suggested", since=START + dt.timedelta(days=3)),
            Membership(creator_id="diego"),
            Membership(creator_id="maya", state="invited", since=START + dt.timedelta(days=2)),
        )

    def test_every_state_is_counted_in_the_order_of_the_way(self) -> None:
        who = ("ines", "diego", "maya", "zoe")
        steps = (step(1, "vetted", "ines"), step(1, "left", "diego"), step(2, "vetted", "zoe"))
        counts = pipeline_of(told(*map(creator, who), memberships=steps))
        assert tuple(counts) == MEMBERSHIP_STATES
        assert {state: count for state, count in counts.items() if count} == {
            "vetted": 2,
            "left": 1,
        }

    def test_who_has_no_step_is_in_no_state(self) -> None:
        assert set(pipeline_of(told()).values()) == {0}


class TestPostReason:
    def test_the_post_with_the_most_answers_for_each_view_is_the_reason(self) -> None:
        # 30 of 1,000 views is less than 10 of 100: views alone are no reason.
        posts = (post(1, "seen by many", views=1000, likes=30), post(2, "answered"))
        assert personal_reasons(told(recent_posts=posts), "maya") == (ANSWERED.format("answered"),)

    def test_answers_of_every_kind_count(self) -> None:
        posts = (
            post(1, "liked", likes=12),
            post(2, "all of it", likes=2, comments=4, saves=4, shares=3),
        )
        assert personal_reasons(told(recent_posts=posts), "maya") == (ANSWERED.format("all of it"),)

    def test_of_two_alike_the_earlier_is_told(self) -> None:
        posts = (post(1, "earlier"), post(2, "later"))
        assert personal_reasons(told(recent_posts=posts), "maya") == (ANSWERED.format("earlier"),)

    def test_posts_of_others_are_no_reason(self) -> None:
        posts = (post(1, "of somebody else", who="ines"),)
        made = told(creator(), creator("ines"), recent_posts=posts)
        assert personal_reasons(made, "maya") == ()
        assert len(personal_reasons(made, "ines")) == 1

    @pytest.mark.parametrize("views", [None, 0])
    def test_a_post_whose_views_are_unknown_is_no_reason(self, views: int | None) -> None:
        assert personal_reasons(told(recent_posts=(post(1, "x", views=views),)), "maya") == ()

    def test_a_best_post_without_words_is_not_quoted(self) -> None:
        posts = (post(1, None), post(2, "less", likes=1))
        assert personal_reasons(told(recent_posts=posts), "maya") == ()

    def test_of_two_alike_the_earlier_is_told_wherever_it_stands(self) -> None:
        posts = (post(2, "later"), post(1, "earlier"))
        assert personal_reasons(told(recent_posts=posts), "maya") == (ANSWERED.format("earlier"),)

    def test_a_post_that_nobody_answered_is_no_reason(self) -> None:
        made = told(recent_posts=(post(1, "unheard", likes=0),))
        assert personal_reasons(made, "maya") == ()

    @pytest.mark.parametrize(
        ("caption", "quoted"),
        [
            ("one\n  line,\tplease ", "one line, please"),
            ("x" * 80, "x" * 80),
            ("x" * 81, "x" * 80 + "…"),
            # The eightieth letter is a space, and none is left before the dots.
            ("x" * 79 + " and more", "x" * 79 + "…"),
        ],
    )
    def test_a_long_caption_is_cut_after_80_letters(self, caption: str, quoted: str) -> None:
        made = told(recent_posts=(post(1, caption),))
        assert personal_reasons(made, "maya") == (ANSWERED.format(quoted),)


class TestAudienceReason:
    def test_what_the_platform_tells_goes_before_what_the_table_tells(self) -> None:
        audience = (of("US", "0.62"), of("FR", "0.3"), of("US", "0.9", who="ines"))
        who = (creator(audience_match=Share("0.8")), creator("ines"))
        assert personal_reasons(told(*who, audience=audience), "maya") == (FITTING.format(62),)

    def test_without_it_the_table_tells(self) -> None:
        made = told(creator(audience_match=Share("0.8")))
        assert personal_reasons(made, "maya") == (FITTING.format(80),)

    @pytest.mark.parametrize("share", [None, Share("0"), Share("0.8")])
    def test_nobody_of_an_audience_is_no_reason(self, share: Share | None) -> None:
        made = told(creator(audience_match=share), audience=(of("FR", "1"),))
        assert personal_reasons(made, "maya") == ()

    def test_less_than_half_of_one_in_a_hundred_is_no_reason(self) -> None:
        assert personal_reasons(told(creator(audience_match=Share("0.004"))), "maya") == ()

    @pytest.mark.parametrize(("share", "percent"), [("0.016", 2), ("1/3", 33), ("1", 100)])
    def test_the_share_is_rounded_to_per_cent(self, share: str, percent: int) -> None:
        made = told(creator(audience_match=Share(share)))
        assert personal_reasons(made, "maya") == (FITTING.format(percent),)


class TestNicheReason:
    @pytest.mark.parametrize(
        ("niche", "persona", "is_reason"),
        [
            ("running", RUNNERS, True),
            ("TRAIL", RUNNERS, True),
            ("chess", RUNNERS, False),
            ("chess", Persona(), True),
            ("chess", None, True),
            (None, RUNNERS, False),
            (None, None, False),
        ],
    )
    def test_a_niche_of_the_persona_is_a_reason_and_any_where_it_names_none(
        self, niche: str | None, persona: Persona | None, is_reason: bool
    ) -> None:
        made = told(creator(niche=niche), campaign={"audience": persona})
        reason = f"you write about {niche}, which is what it is for"
        assert personal_reasons(made, "maya") == ((reason,) if is_reason else ())


def test_the_reasons_stand_with_the_strongest_first() -> None:
    made = told(
        creator(niche="running"), audience=(of("US", "0.5"),), recent_posts=(post(1, "mud"),)
    )
    assert personal_reasons(made, "maya") == (
        ANSWERED.format("mud"),
        FITTING.format(50),
        "you write about running, which is what it is for",
    )


class TestNote:
    def test_a_whole_note(self) -> None:
        made = told(
            creator(name="Maya Okafor", niche="running"),
            campaign={
                "name": "Spring Launch",
                "offer": Offer(product="Trail kit", primary_action="buy_with_code"),
                "angles": (
                    Angle(angle_id="a", format="before_and_after"),
                    Angle(angle_id="my_first_race"),
                    Angle(angle_id="b", format="before_and_after"),
                ),
            },
            audience=(of("US", "0.5"),),
            recent_posts=(post(1, "mud"),),
        )
        # Two reasons of the three, and each form once.
        assert outreach_note(made, "maya") == (
            "Hi Maya Okafor,\n"
            "\n"
            "we write to you because your post “mud” did what we hope for: people answered it; "
            "and 50 % of your audience is who we make it for.\n"
            "We plan Spring Launch for Trail kit.\n"
            "We have stories in mind that could be told as before and after or my first race.\n"
            "How you tell it is yours: there is no script, and we approve facts and not words.\n"
            "\n"
            "Would you like to see the one-page brief?\n"
        )

    def test_without_an_offer_and_angles_it_says_nothing_of_them(self) -> None:
        campaign = {"name": "Spring", "offer": None, "angles": ()}
        assert outreach_note(told(creator(niche="trail"), campaign=campaign), "maya") == (
            "Hi Maya,\n"
            "\n"
            "we write to you because you write about trail, which is what it is for.\n"
            "We plan Spring.\n"
            "How you tell it is yours: there is no script, and we approve facts and not words.\n"
            "\n"
            "Would you like to see the one-page brief?\n"
        )

    def test_text_of_the_book_cannot_format_the_note(self) -> None:
        made = told(
            creator(name="*Maya*\n# Okafor", niche="[run](x)"),
            campaign={
                "audience": None,
                "name": "<b>Spring</b>",
                "offer": Offer(product="`kit`", primary_action="buy_with_code"),
                "angles": (Angle(angle_id="#1"),),
            },
        )
        lines = outreach_note(made, "maya").splitlines()
        assert lines[0] == r"Hi \*Maya\* \# Okafor,"
        assert lines[2:5] == [
            r"we write to you because you write about \[run\](x), which is what it is for.",
            r"We plan \<b\>Spring\</b\> for \`kit\`.",
            r"We have stories in mind that could be told as \#1.",
        ]

    def test_it_is_for_the_one_who_was_asked_for(self) -> None:
        made = told(creator("ines", niche="trail"), creator("maya", niche="running"))
        assert outreach_note(made, "maya").startswith("Hi Maya,\n")
        assert outreach_note(made, "ines").startswith("Hi Ines,\n")

    def test_without_a_reason_of_their_own_there_is_no_note(self) -> None:
        message = (
            "book of maya must know something of the creator to give a reason of their own, "
            "got None"
        )
        with pytest.raises(MissingDataError, match=f"^{re.escape(message)}$"):
            outreach_note(told(creator(niche="chess")), "maya")


@pytest.mark.parametrize("asked", [personal_reasons, outreach_note])
@pytest.mark.parametrize(("who", "hint"), [("mayas", "; did you mean 'maya'?"), ("zzz", "")])
def test_who_is_not_in_the_book_is_refused_with_the_close_one(
    asked: Any,  # noqa: ANN401  # two functions of a book and an id
    who: str,
    hint: str,
) -> None:
    message = f"creator must be one of diego, maya, got {who!r}{hint}"
    with pytest.raises(UnknownNameError, match=f"^{re.escape(message)}$"):
        asked(told(creator(), creator("diego")), who)
