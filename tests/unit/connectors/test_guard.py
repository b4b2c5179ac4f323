"""Where a request may go: declared hosts at public addresses, and nowhere else."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from typing import Any

import pytest

from influence.connectors import Guard, NeverSentError, Prepared, system_resolver
from influence.connectors._addresses import is_loopback, is_public
from influence.errors import InvalidInputError
from influence.sansio import FaultError, RefusedError, Request


def judged(
    url: str,
    *addresses: str,
    hosts: tuple[str, ...] = ("api.example.com",),
    allow_loopback: bool = False,
) -> tuple[str, ...] | FaultError:
    guard = Guard(hosts=hosts, allow_loopback=allow_loopback, resolver=lambda *_: addresses)
    request = Request(url=url, purpose="a")
    return guard.addresses(Prepared(request=request, timeout_s=30, most_bytes=1_000))


PUBLIC = ["93.184.215.14", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
          "2002:808:808::1", "223.255.255.254"]  # fmt: skip
NOT_PUBLIC = [
    "0.0.0.0",  # noqa: S104  # it is refused
    "0.1.2.3", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.1.2.3", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::7f00:1",
    "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:db8::1", "2002:7f00:1::1", "2002:a9fe:a9fe::1", "3fff::1", "5f00::1", "fc00::1",
    "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "4000::1",
    "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "", "host",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(address)
    assert judged("https://api.example.com/", address) == (address,)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
    found = judged("https://api.example.com/", address)
    assert str(found) == (f"a must go to a public address, got 'api.example.com at {address}'")


def test_one_bad_address_among_good_ones_is_enough() -> None:
    assert isinstance(judged("https://api.example.com/", "8.8.8.8", "10.0.0.1"), RefusedError)


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "https://api.example.com.evil.example/",
        "https://api.example.com./",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://api.exámple.com/",
        "https://api.example。com/",
        "https://169.254.169.254/latest/meta-data/",
    ],
)
def test_a_host_that_is_not_declared(url: str) -> None:
    found = judged(url, "8.8.8.8")
    assert isinstance(found, RefusedError)
    assert found.rule == "go to a host that is declared (api.example.com)"


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.com@evil.example/",
        "https://evil.example\\@api.example.com/",
        "https://api.example.com:0/",
        "https://api.example.com#@evil.example/",
        "https:///api.example.com/",
        "ftp://api.example.com/",
        "https://api.example.com:99999/",
        "https://api.example .com/",
    ],
)
def test_an_address_that_plays_tricks_is_no_request(url: str) -> None:
    with pytest.raises(InvalidInputError):
        judged(url, "8.8.8.8")


def test_the_case_of_a_host_does_not_matter() -> None:
    assert judged("https://API.Example.COM/", "8.8.8.8") == ("8.8.8.8",)


@pytest.mark.parametrize("address", ["2130706433", "0177.0.0.1"])
def test_a_number_that_is_declared_as_a_host_is_judged_by_where_it_leads(address: str) -> None:
    found = judged(f"https://{address}/", "127.0.0.1", hosts=(address,))
    assert isinstance(found, RefusedError)


class TestLoopback:
    def test_http_is_spoken_nowhere(self) -> None:
        found = judged("http://api.example.com/", "8.8.8.8")
        assert str(found) == "a must go by https, got 'http'"

    def test_unless_to_this_very_machine_when_that_is_allowed(self) -> None:
        url = "http://api.example.com:8000/"
        for address in ("127.0.0.1", "::1"):
            assert is_loopback(address)
            assert judged(url, address, allow_loopback=True) == (address,)
        assert str(judged(url, "8.8.8.8", allow_loopback=True)) == (
            "a must go by https, or to this very machine, got 'http to api.example.com at 8.8.8.8'"
        )
        assert not is_loopback("host")

    def test_the_network_around_stays_out_of_reach(self) -> None:
        found = judged("https://api.example.com/", "10.0.0.1", allow_loopback=True)
        assert isinstance(found, RefusedError)


class TestNames:
    @pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), UnicodeError("too long")])
    def test_a_name_that_is_not_found_was_never_sent(self, error: Exception) -> None:
        def resolver(*_: object) -> Sequence[str]:
            raise error

        guard = Guard(hosts=("api.example.com",), resolver=resolver)
        request = Request(url="https://api.example.com/", purpose="a")
        found: Any = guard.addresses(Prepared(request=request, timeout_s=1, most_bytes=1))
        assert isinstance(found, NeverSentError)
        assert found.rule == "find its host api.example.com"

    def test_a_name_without_addresses_was_never_sent(self) -> None:
        found = judged("https://api.example.com/")
        assert str(found) == "a must find its host api.example.com, got 'no address'"

    def test_no_host_is_declared(self) -> None:
        found = judged("https://api.example.com/", "8.8.8.8", hosts=())
        assert "(none)" in str(found)

    def test_the_system_knows_this_very_machine(self) -> None:
        assert set(system_resolver("localhost", 80)) <= {"127.0.0.1", "::1"}
