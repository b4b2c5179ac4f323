from __future__ import annotations

import pytest
from hypothesis import example, given, strategies as st
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from influence.plugins._versions import satisfies, version_key

_NUMBERS = st.lists(st.integers(0, 12), min_size=1, max_size=3).map(
    lambda parts: ".".join(map(str, parts))
)
_MARKS = st.sampled_from(
    [
        "",
        "a1",
        "b2",
        ".rc3",
        "c1",
        "-alpha.1",
        "beta",
        "pre2",
        "_preview",
        ".post1",
        "-2",
        "rev1",
        "r",
    ]
)
_DEVS = st.sampled_from(["", "", ".dev0", "dev4"])
_EPOCHS = st.sampled_from(["", "", "v", "1!"])
_LOCALS = st.sampled_from(["", "", "+ubuntu.1"])
_VERSIONS = st.tuples(_EPOCHS, _NUMBERS, _MARKS, _DEVS).map("".join)
_OWN = st.tuples(_VERSIONS, _LOCALS).map("".join)
_OPERATORS = st.sampled_from(["==", "!=", "<=", ">=", "<", ">", "~="])
_CLAUSES = st.one_of(
    st.tuples(_OPERATORS, st.sampled_from(["", " "]), _VERSIONS).map("".join),
    st.tuples(st.sampled_from(["==", "!="]), _NUMBERS, st.just(".*")).map("".join),
)


class TestVersions:
    """Versions are ordered and asked for as the packaging library does it."""

    @given(one=_VERSIONS, other=_VERSIONS)
    @example(one="1.0.dev1", other="1.0a1.dev1")
    @example(one="1.0.post1.dev1", other="1.0")
    def test_two_versions_stand_in_the_same_order(self, one: str, other: str) -> None:
        own, others = version_key(one), version_key(other)
        assert own is not None
        assert others is not None
        assert (own < others) == (Version(one) < Version(other))
        assert (own == others) == (Version(one) == Version(other))

    @given(version=_OWN, clauses=st.lists(_CLAUSES, min_size=1, max_size=3))
    @example(version="2.0rc1", clauses=["<2.0"])
    @example(version="2.0rc1", clauses=["<2.0rc2"])
    @example(version="2.0.post1", clauses=[">2.0"])
    @example(version="2.0.post2", clauses=[">2.0.post1"])
    @example(version="2", clauses=["==2.0.*"])
    @example(version="1!2", clauses=["~=1!1.9"])
    def test_a_version_is_asked_for_in_the_same_way(self, version: str, clauses: list[str]) -> None:
        text = ",".join(clauses)
        try:
            wanted = SpecifierSet(text).contains(version, prereleases=True)
        except InvalidSpecifier:
            assert satisfies(version, text) is None
            return
        assert satisfies(version, text) == wanted


@pytest.mark.parametrize("version", ["", "one", "1..2", "1.0-", "1.0+", "1 0"])
def test_what_is_no_version_has_no_key(version: str) -> None:
    assert version_key(version) is None
    with pytest.raises(InvalidVersion):
        Version(version)


@pytest.mark.parametrize(
    "specifier", [">=one", "about 3", "~=1", "~=one", ">=1.*", "==one.*", "1.0", ">=1,about 2"]
)
def test_what_is_no_specifier_is_not_judged(specifier: str) -> None:
    assert satisfies("1.0", specifier) is None


def test_a_version_that_is_none_is_compared_as_text_alone() -> None:
    assert satisfies("nightly", "===Nightly") is True
    assert satisfies("nightly", "===1.0") is False
    assert satisfies("nightly", ">=1.0") is None
    assert satisfies("nightly", "==1.*") is None
    assert satisfies("1.0", "") is True
