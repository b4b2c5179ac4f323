"""A book's pull: its platforms with their settings, its accounts, the span of its campaign."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import attrs
import pytest
from demo_books import arrived, demo_book, told

from influence.books import read_book
from influence.connectors import HttpxTransport, StandardTransport
from influence.connectors._settings import Places
from influence.connectors.demo import Demo
from influence.connectors.pulls import plan_book, pull_book, session_for
from influence.connectors.pulls._made import connector_of
from influence.errors import InvalidInputError, MissingDataError, UnknownNameError
from influence.plugins import PlatformSpec, Registry, SecretQuestion, hook, load
from influence.plugins.hooks import Host
from influence.sansio import Capability, Connection, Conversation, Request, Secret
from influence.testing import World, world

_AT = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def spring() -> World:
    return world("spring", is_awkward=False)


@pytest.fixture
def book(tmp_path: Path, spring: World) -> Path:
    return demo_book(tmp_path / "book", spring)


@attrs.frozen(kw_only=True)
class Silent:
    """A connector that reads nothing, with a setting of each kind."""

    key: Secret
    region: str | None = None
    most: int = 3
    is_live: bool = False
    name: ClassVar[str] = "silent"
    capability = Capability(platform="silent", hosts=("api.silent.example",), reads=())

    def check(self) -> Conversation[Connection]:
        yield Request(url="https://api.silent.example/me", purpose="check")
        return Connection(who="nobody")


@attrs.frozen(kw_only=True)
class Led:
    """A connector whose host is a setting that has no default."""

    host: str
    name: ClassVar[str] = "led"

    @property
    def capability(self) -> Capability:
        return Capability(platform="led", hosts=(self.host,), reads=())

    def check(self) -> Conversation[Connection]:
        return Silent(key=Secret("k")).check()


_PLACES = Places(environment={"INFLUENCE_SILENT_KEY": "k"})


@pytest.fixture(scope="module")
def registry() -> Registry:
    @hook.platforms
    def platforms(host: Host) -> Iterable[PlatformSpec]:  # noqa: ARG001  # the hook's argument
        yield PlatformSpec(name="silent", make=Silent, capability=Silent.capability)
        yield PlatformSpec(name="forgotten", make=Silent, capability=Silent.capability)
        led = Capability(platform="led", hosts=("led.example",), reads=())
        yield PlatformSpec(name="led", make=Led, capability=led)

    @hook.secret
    def secret(question: SecretQuestion) -> Secret | None:
        return Secret("kept") if question.plugin == "silent" else None

    module: Any = ModuleType("silent_plugin")
    module.platforms = platforms
    module.secret = secret
    return load(plugins=(module,))


class TestPullBook:
    def test_the_platforms_that_a_book_names_are_read(self, book: Path, spring: World) -> None:
        [summary] = pull_book(book)
        assert (summary.platform, summary.accounts, summary.is_whole) == ("demo", 5, True)
        assert arrived(book) == told(spring, spring.now)

    def test_a_platform_that_the_book_does_not_name_is_read_by_its_defaults(
        self, book: Path, registry: Registry
    ) -> None:
        summaries = pull_book(book, platform="silent", registry=registry, places=_PLACES)
        assert [(one.platform, one.accounts) for one in summaries] == [("silent", 0)]
        assert (book / "pulls" / "silent.json").read_text(encoding="utf-8") == "{}\n"

    def test_one_of_the_platforms_may_be_read_alone(self, book: Path) -> None:
        assert [one.platform for one in pull_book(book, platform="demo")] == ["demo"]

    def test_a_book_without_a_platform_says_how_to_name_one(self, book: Path) -> None:
        text = (book / "campaign.toml").read_text(encoding="utf-8")
        (book / "campaign.toml").write_text(text.split("[[platforms]]")[0], encoding="utf-8")
        with pytest.raises(InvalidInputError) as refused:
            pull_book(book)
        assert str(refused.value) == (
            "book must name a platform in [[platforms]], or be pulled with --platform, got 'none'"
        )

    def test_handles_on_other_platforms_are_not_asked_for(self, book: Path) -> None:
        with (book / "creators.csv").open("a", encoding="utf-8") as table:
            table.write("kim,Kim,instagram,kim\n")
        assert pull_book(book)[0].accounts == 5

    def test_a_platform_that_is_not_known_is_refused_with_the_close_one(self, book: Path) -> None:
        with pytest.raises(UnknownNameError) as refused:
            pull_book(book, platform="demmo")
        assert str(refused.value) == (
            "platform must be one of demo, got 'demmo'; did you mean 'demo'?"
        )

    def test_touches_come_from_as_long_before_as_attribution_looks_back(
        self, tmp_path: Path
    ) -> None:
        early = world("spring", is_awkward=False)
        book = demo_book(tmp_path / "book", early)
        text = (book / "campaign.toml").read_text(encoding="utf-8")
        text = text.replace("starts = 2026-03-02", "starts = 2026-03-16")
        text += "\n[attribution]\nlookback_days = 7\n"
        (book / "campaign.toml").write_text(text, encoding="utf-8")
        pull_book(book)
        read = read_book(book)
        starts = dt.datetime(2026, 3, 16, tzinfo=dt.UTC)
        assert min(touch.at for touch in read.touches) < starts
        assert min(touch.at for touch in read.touches) >= starts - dt.timedelta(days=7)
        assert min(post.published_at for post in read.posts) >= starts

    def test_another_span_may_be_asked_for(self, book: Path, spring: World) -> None:
        since, until = _AT + dt.timedelta(days=7), _AT + dt.timedelta(days=14)
        pull_book(book, since=since, until=until)
        read = read_book(book)
        held = [one for one in spring.touches_at(spring.now) if since <= one.at < until]
        assert {touch.touch_id for touch in read.touches} == {one.touch_id for one in held}

    def test_progress_that_is_none_is_refused(self, book: Path) -> None:
        pull_book(book)
        (book / "pulls" / "demo.json").write_text("[]", encoding="utf-8")
        with pytest.raises(InvalidInputError) as refused:
            pull_book(book)
        assert str(refused.value) == (
            "pulls/demo.json must be as a pull wrote it;"
            " without the file everything is read again, got '[]'"
        )
        (book / "pulls" / "demo.json").unlink()
        assert pull_book(book)[0].is_whole


class TestPlanBook:
    def test_a_plan_tells_what_it_will_cost_and_reads_nothing(self, book: Path) -> None:
        [plan] = plan_book(book)
        assert (plan.connector, plan.is_possible) == ("demo", True)
        assert [read.read for read in plan.reads] == [
            "posts",
            "metrics",
            "orders",
            "refunds",
            "touches",
        ]
        assert not (book / "pulls").exists()
        pull_book(book)
        [after] = plan_book(book)
        assert after.least_requests == plan.least_requests + 1


class TestSettings:
    """A setting stands in the book, a secret in the environment and nowhere else."""

    def _made(
        self,
        registry: Registry,
        settings: Mapping[str, object],
        *,
        places: Places | None = None,
    ) -> object:
        return connector_of(
            "silent", settings=settings, places=places or _PLACES, registry=registry
        )

    def test_settings_and_secrets_become_the_fields(self, registry: Registry) -> None:
        made = self._made(registry, {"region": "eu", "most": 5, "is_live": True})
        assert made == Silent(key=Secret("k"), region="eu", most=5, is_live=True)

    @pytest.mark.parametrize(
        ("settings", "message"),
        [
            (
                {"regoin": "eu"},
                (
                    "key of platforms[silent] must be one of is_live, key, most, region,"
                    " got 'regoin'; did you mean 'region'?"
                ),
            ),
            ({"most": True}, "platforms[silent].most must be a whole number, got True"),
            ({"is_live": 1}, "platforms[silent].is_live must be true or false, got 1"),
            ({"region": 7}, "platforms[silent].region must be text, got 7"),
            (
                {"key": "s3cr3t"},
                ("platforms[silent].key must be a secret that stands outside the book, got 'str'"),
            ),
        ],
    )
    def test_a_setting_that_is_wrong_is_refused(
        self, registry: Registry, settings: Mapping[str, object], message: str
    ) -> None:
        with pytest.raises(InvalidInputError) as refused:
            self._made(registry, settings)
        assert str(refused.value) == message

    def test_a_secret_that_stands_nowhere_says_where_it_belongs(self, registry: Registry) -> None:
        with pytest.raises(MissingDataError) as refused:
            self._made(registry, {}, places=Places(environment={}))
        assert str(refused.value) == (
            "setting key of silent must be given in one of: argument key; environment"
            " INFLUENCE_SILENT_KEY; influence.toml [connectors.silent] key (no such file);"
            " secret hook (not asked), got None"
        )

    def test_a_secret_is_asked_of_the_hook(
        self, registry: Registry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        made = connector_of("silent", settings={}, places=None, registry=registry)
        assert made == Silent(key=Secret("kept"))
        with pytest.raises(MissingDataError):
            connector_of("forgotten", settings={}, places=None, registry=registry)

    def test_a_book_cannot_lead_a_secret_to_another_host(self, registry: Registry) -> None:
        settings = {"base_url": "https://evil.example/v1"}
        with pytest.raises(InvalidInputError) as refused:
            connector_of("demo", settings=settings, places=_PLACES, registry=registry)
        assert str(refused.value) == (
            "platforms[demo] must lead to no host that is not the platform's,"
            " unless it is set outside the book, got 'evil.example'"
        )

    def test_another_host_may_be_set_outside_the_book(self, registry: Registry) -> None:
        places = Places(environment={"INFLUENCE_DEMO_BASE_URL": "http://127.0.0.1:8000/v1"})
        made = connector_of("demo", settings={"page_size": 7}, places=places, registry=registry)
        assert made == Demo(base_url="http://127.0.0.1:8000/v1", page_size=7)

    def test_a_host_is_refused_where_nothing_but_the_book_makes_a_connector(
        self, registry: Registry
    ) -> None:
        with pytest.raises(InvalidInputError) as refused:
            connector_of(
                "led", settings={"host": "evil.example"}, places=_PLACES, registry=registry
            )
        assert str(refused.value).startswith("platforms[led] must lead to no host")

    def test_a_platform_that_no_plugin_brings_is_refused(self, registry: Registry) -> None:
        with pytest.raises(UnknownNameError) as refused:
            connector_of("other", settings={}, places=_PLACES, registry=registry)
        assert (
            str(refused.value)
            == "platform must be one of demo, forgotten, led, silent, got 'other'"
        )


class TestSessions:
    def test_a_world_is_read_within_the_process_by_its_own_clock(self) -> None:
        session = session_for(Demo(world="spring"))
        assert session.clock.now() == dt.datetime(2026, 4, 6, tzinfo=dt.UTC)
        assert session.check().who == "the owner of the made-up shop"

    def test_everything_else_is_read_over_the_network(self) -> None:
        for connector in (Demo(), Silent(key=Secret("k"))):
            transport = session_for(connector).transport
            assert isinstance(transport, StandardTransport | HttpxTransport)
