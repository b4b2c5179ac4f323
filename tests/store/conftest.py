"""A real PostgreSQL server, started for the tests and stopped with them.

It lives in a temporary folder, listens on a socket there and nowhere else, and runs as the user
``postgres`` when the tests run as root, which PostgreSQL refuses to do.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import quote

import pytest

from influence.store import PostgresLedger

_DEBIAN = "/usr/lib/postgresql"
_PATIENCE_S = 60


def _no_server(why: str) -> NoReturn:
    """Skip on a machine without a server; fail where one was promised."""
    if os.environ.get("INFLUENCE_REQUIRE_POSTGRES") == "1":
        pytest.fail(f"a PostgreSQL server is required here, and {why}")
    pytest.skip(why)


def _program(name: str) -> str:
    """The path of one of the server's programs; Debian keeps them off the path."""
    versions = sorted(Path(_DEBIAN).glob(f"*/bin/{name}"), key=lambda path: int(path.parts[-3]))
    found = shutil.which(name) or next(map(str, reversed(versions)), None)
    if found is None:
        _no_server(f"{name} is not installed")
    return found


@contextmanager
def _server(folder: Path) -> Iterator[str]:
    """Run a server in a folder; its URL."""
    folder.chmod(0o755)
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
        owner = {"user": "postgres", "group": "postgres", "extra_groups": []}
    cluster = folder / "cluster"
    make = [_program("initdb"), "-D", str(cluster), "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    make += ["--locale=C", "--no-sync"]
    subprocess.run(make, check=True, cwd=folder, stdout=subprocess.DEVNULL, **owner)
    run = [_program("postgres"), "-D", str(cluster), "-k", str(folder), "-h", "", "-F"]
    if shutil.which("setpriv"):  # when the tests are killed, it stops as well
        run = ["setpriv", "--pdeathsig", "INT", "--", *run]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen[bytes](run, cwd=folder, stdout=log, stderr=log, **owner)
    try:
        url = f"postgresql://postgres@/postgres?host={quote(str(folder), safe='')}"
        _wait_for(url, server=server, log=folder / "log")
        yield url
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=_PATIENCE_S)


def _wait_for(url: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return as soon as the server answers."""
    import psycopg

    for _ in range(_PATIENCE_S * 20):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    pytest.fail(log.read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a real server, started once."""
    if os.name == "nt":
        _no_server("sockets in a folder are not for Windows")
    _program("initdb")
    with (
        tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder,
        _server(Path(folder)) as url,
    ):
        yield url


_SCHEMAS = count(1)


@pytest.fixture
def open_postgres(postgres_url: str) -> Iterator[Callable[[], PostgresLedger]]:
    """Open the same ledger each time, in a schema of its own for each test."""
    schema = f"test {next(_SCHEMAS)}"
    with ExitStack() as opened:
        yield lambda: opened.enter_context(PostgresLedger(postgres_url, schema=schema))
