"""Settings: from five places, in their order, and what is missing told without a value."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, cast

import attrs
import pytest

from influence.connectors import (
    Places,
    Setting,
    SettingsFile,
    connector,
    settings_for,
    settings_of,
)
from influence.errors import (
    InvalidInputError,
    MissingDataError,
    PluginError,
    UnknownNameError,
)
from influence.plugins import PlatformSpec, SecretQuestion, hook, load
from influence.sansio import Capability, Connection, Connector, Conversation, Secret

CAPABILITY = Capability(platform="tiny", hosts=("api.example.com",), reads=())


@attrs.frozen(kw_only=True)
class Tiny:
    """A connector with a setting of each kind."""

    token: Secret
    page_size: int = 50
    is_sandbox: bool = False
    region: str | None = None
    zones: tuple[str, ...] = ()
    either: int | str = 0
    name: ClassVar[str] = "tiny"
    capability: Capability = attrs.field(default=CAPABILITY, init=False)

    def check(self) -> Conversation[Connection]:
        raise NotImplementedError


def spec(make: Callable[..., Connector] = Tiny, *, name: str = "tiny") -> PlatformSpec:
    return PlatformSpec(name=name, make=make, capability=CAPABILITY)


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], SettingsFile]:
    def written(text: str, *, mode: int = 0o600) -> SettingsFile:
        path = tmp_path / "influence.toml"
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return SettingsFile.read(path)

    return written


def knows(question: SecretQuestion) -> Secret | None:
    return Secret(f"h00k-{question.plugin}-{question.name}")


Write = Callable[..., SettingsFile]


class TestPlaces:
    def test_the_first_place_that_has_it_wins(self, write: Write) -> None:
        file = write('[connectors.tiny]\ntoken = "f1le"\npage_size = 3\nis_sandbox = true\n')
        environment = {"INFLUENCE_TINY_TOKEN": "env1ron", "INFLUENCE_TINY_PAGE_SIZE": ""}
        places = Places(environment=environment, file=file, ask_secret=knows)
        given = {"token": Secret("g1ven"), "region": "eu"}
        first = cast("Tiny", connector(spec(), given=given, places=places))
        assert (first.token.revealed(), first.region) == ("g1ven", "eu")
        assert (first.page_size, first.is_sandbox) == (3, True)
        second = settings_for(spec(), places=places)
        assert {one.setting.name: one.place for one in second.found} == {
            "token": "environment",
            "page_size": "file",
            "is_sandbox": "file",
            "region": "default",
            "zones": "default",
            "either": "default",
        }
        third = cast("Tiny", connector(spec(), places=attrs.evolve(places, environment={})))
        assert third.token.revealed() == "f1le"
        hook = Places(environment={}, ask_secret=knows)
        fourth = cast("Tiny", connector(spec(), places=hook))
        assert fourth.token.revealed() == "h00k-tiny-token"
        assert settings_for(spec(), places=hook).found[0].place == "secret_hook"

    def test_the_environment_is_read_by_the_kind_of_the_setting(self) -> None:
        environment = {
            "INFLUENCE_T_NY_TOKEN": "t0ken",
            "INFLUENCE_T_NY_PAGE_SIZE": "-7",
            "INFLUENCE_T_NY_IS_SANDBOX": "true",
            "INFLUENCE_T_NY_REGION": "eu",
        }
        made = cast("Tiny", connector(spec(name="t-ny"), places=Places(environment=environment)))
        assert (made.page_size, made.is_sandbox, made.region) == (-7, True, "eu")

    def test_the_usual_places_are_this_program_and_its_folder(
        self, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write('[connectors.tiny]\nregion = "eu"\n')
        (tmp_path / "a" / "b").mkdir(parents=True)
        monkeypatch.chdir(tmp_path / "a" / "b")
        monkeypatch.setenv("INFLUENCE_TINY_TOKEN", "env1ron")
        made = cast("Tiny", connector(spec()))
        assert (made.region, made.token.revealed()) == ("eu", "env1ron")

    def test_the_secret_hook_of_the_plugins_is_asked_last(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert Places.usual().file is None
        keeper = ModuleType("keeper")

        @hook.secret
        def secret(question: SecretQuestion) -> Secret | None:
            return knows(question) if question.name == "token" else None

        vars(keeper)["secret"] = secret
        places = Places.usual(registry=load(plugins=[keeper]))
        made = cast("Tiny", connector(spec(), places=places))
        assert made.token.revealed() == "h00k-tiny-token"
        assert settings_for(spec(name="other"), places=Places.usual()).missing == ("token",)
        assert places.ask_secret is not None
        assert places.ask_secret(SecretQuestion(name="key", plugin="tiny")) is None


class TestMissing:
    def test_every_place_that_was_tried_is_told_in_order_and_no_value(self, write: Write) -> None:
        file = write("[connectors.other]\nx = 1\n")
        places = Places(
            environment={"INFLUENCE_TINY_REGION": "s3cret-region"},
            file=file,
            ask_secret=lambda _: None,
        )
        with pytest.raises(MissingDataError) as caught:
            connector(spec(), places=places)
        assert str(caught.value) == (
            "setting token of tiny must be given in one of: argument token; environment "
            f"INFLUENCE_TINY_TOKEN; {file.path} [connectors.tiny] token; secret hook (did not "
            "know), got None"
        )
        assert settings_for(spec(), places=places).missing == ("token",)

    def test_what_is_no_secret_is_not_asked_of_the_hook(self) -> None:
        @attrs.frozen
        class Plain(Tiny):
            shop: str = attrs.field(kw_only=True)

        given = {"token": Secret("t0ken")}
        with pytest.raises(MissingDataError) as caught:
            connector(spec(Plain), given=given, places=Places(environment={}, ask_secret=knows))
        assert str(caught.value) == (
            "setting shop of tiny must be given in one of: argument shop; environment "
            "INFLUENCE_TINY_SHOP; influence.toml [connectors.tiny] shop (no such file), got None"
        )


class TestValues:
    @pytest.mark.parametrize(
        ("variable", "text", "message"),
        [
            ("PAGE_SIZE", "12.5", "PAGE_SIZE must be a whole number, got '12.5'"),
            ("IS_SANDBOX", "yes", "IS_SANDBOX must be true or false, got 'yes'"),
            ("ZONES", "a", "ZONES must be given as an argument, got 'text'"),
            ("EITHER", "a", "EITHER must be given as an argument, got 'text'"),
            (
                "TOKEN",
                "a\nb",
                "TOKEN must be printable text that is not empty, got '[secret]'",
            ),
        ],
    )
    def test_text_that_stands_for_nothing(self, variable: str, text: str, message: str) -> None:
        environment = {f"INFLUENCE_TINY_{variable}": text}
        with pytest.raises(InvalidInputError) as caught:
            settings_for(spec(), places=Places(environment=environment))
        assert str(caught.value) == f"environment INFLUENCE_TINY_{message}"

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ('page_size = "3"', "page_size must be a whole number, got '3'"),
            ("page_size = true", "page_size must be a whole number, got True"),
            ("is_sandbox = 1", "is_sandbox must be true or false, got 1"),
            ("region = 1", "region must be text, got 1"),
            ("token = 1234", "token must be text, got '[secret]'"),
            ('zones = ["a"]', "zones must be given as an argument, got 'list'"),
            (
                'pagesize = "3"',
                (
                    "pagesize must be one of either, is_sandbox, page_size, region, token, zones, "
                    "got 'pagesize'; did you mean 'page_size'?"
                ),
            ),
        ],
    )
    def test_a_file_says_each_in_its_kind(self, write: Write, line: str, message: str) -> None:
        file = write(f"[connectors.tiny]\n{line}\n")
        with pytest.raises(InvalidInputError) as caught:
            settings_for(spec(), places=Places(environment={}, file=file))
        assert str(caught.value) == f"{file.path} [connectors.tiny] {message}"

    def test_an_argument_that_is_no_setting(self) -> None:
        with pytest.raises(UnknownNameError, match="did you mean 'token'"):
            settings_for(spec(), given={"tokne": 1}, places=Places(environment={}))

    def test_a_secret_is_not_given_as_open_text(self) -> None:
        with pytest.raises(InvalidInputError) as caught:
            connector(spec(), given={"token": "t0ken"}, places=Places(environment={}))
        assert str(caught.value) == (
            "argument of tiny must be a Secret, such as Secret(…), for setting token, got 'str'"
        )

    @pytest.mark.skipif(os.name != "posix", reason="only POSIX says who may read a file")
    @pytest.mark.parametrize("mode", [0o640, 0o604])
    def test_a_secret_that_others_can_read_is_refused(self, write: Write, mode: int) -> None:
        file = write('[connectors.tiny]\ntoken = "f1le"\n', mode=mode)
        with pytest.raises(InvalidInputError) as caught:
            settings_for(spec(), places=Places(environment={}, file=file))
        assert str(caught.value) == (
            f"{file.path} [connectors.tiny] token must stand in a file that its owner alone can "
            f"read (chmod 600 {file.path}), got 'mode {mode:o}'"
        )
        open_one = write('[connectors.tiny]\nregion = "eu"\n', mode=mode)
        found = settings_for(spec(), places=Places(environment={}, file=open_one))
        assert found.values == {"region": "eu"}


class TestFile:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('token = "t0ken', " must be TOML, got 'TOMLDecodeError'"),
            ("connectors = 1", " connectors must be a table, got 'int'"),
            ("[connectors]\ntiny = 1", " [connectors.tiny] must be a table, got 'int'"),
        ],
    )
    def test_what_is_no_settings_file(self, write: Write, text: str, message: str) -> None:
        with pytest.raises(InvalidInputError) as caught:
            write(text)
        assert str(caught.value).endswith(f"influence.toml{message}")
        assert caught.value.__cause__ is None

    def test_one_that_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(InvalidInputError, match="must be TOML, got 'FileNotFoundError'"):
            SettingsFile.read(tmp_path / "influence.toml")

    def test_it_does_not_show_what_stands_in_it(self, write: Write) -> None:
        assert "f1le" not in repr(write('[connectors.tiny]\ntoken = "f1le"\n'))


class TestMaking:
    def test_a_class_that_is_no_attrs_class(self) -> None:
        with pytest.raises(PluginError) as caught:
            settings_of(cast("Any", len))
        assert str(caught.value) == (
            "len must be an attrs class, whose fields are its settings, got 'len'"
        )

    def test_annotations_that_name_nothing(self) -> None:
        odd = attrs.make_class("Odd", {"token": attrs.field(type=cast("Any", "Nowhere"))})
        odd.__annotations__ = {"token": "Nowhere"}
        with pytest.raises(PluginError, match=r"^Odd must have annotations that can be resolved"):
            settings_of(odd)

    def test_a_field_of_no_known_kind_comes_by_argument_alone(self) -> None:
        odd = attrs.make_class("Odd", {"clock": attrs.field()})
        assert settings_of(odd) == (Setting(name="clock", kind="other", is_required=True),)

    def test_a_rule_of_the_class_is_told_as_it_is(self) -> None:
        @attrs.frozen(kw_only=True)
        class Picky(Tiny):
            def __attrs_post_init__(self) -> None:
                raise InvalidInputError("Picky.page_size", "be small", self.page_size)

        with pytest.raises(InvalidInputError, match=r"^Picky.page_size must be small, got 50"):
            connector(spec(Picky), given={"token": Secret("t")}, places=Places(environment={}))

    def test_one_that_fails_is_the_authors(self) -> None:
        @attrs.frozen(kw_only=True)
        class Broken(Tiny):
            def __attrs_post_init__(self) -> None:
                message = "t0ken is odd"
                raise ValueError(message)

        with pytest.raises(PluginError) as caught:
            connector(spec(Broken), given={"token": Secret("t")}, places=Places(environment={}))
        assert str(caught.value) == "platform tiny must be made from its settings, got 'ValueError'"

    def test_one_that_makes_no_connector_is_the_authors(self) -> None:
        odd = cast("Any", attrs.make_class("Odd", {"name": attrs.field(default="odd")}))
        with pytest.raises(PluginError) as caught:
            connector(spec(odd), places=Places(environment={}))
        assert str(caught.value) == (
            "platform tiny must make a connector, which has a capability, got 'Odd'"
        )

    def test_values_are_not_seen(self) -> None:
        found = settings_for(spec(), places=Places(environment={"INFLUENCE_TINY_TOKEN": "env1ron"}))
        assert "env1ron" not in f"{found!r} {found.values}"
