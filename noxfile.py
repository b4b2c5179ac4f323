"""The list of jobs. `nox -l` shows it; `nox` runs what a change needs; `.ci/run` runs all of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.sessions = ["tests", "lint", "typing", "imports"]

_NEWEST, _OLDEST = "3.14", "3.11"
_PYTHONS = [_OLDEST, "3.12", "3.13", _NEWEST]


def _install(session: nox.Session, *groups: str) -> None:
    chosen = [part for group in groups for part in ("--group", group)]
    session.install("-c", "constraints.txt", "-e", ".[all]", *chosen)


@nox.session(python=_PYTHONS)
def tests(session: nox.Session) -> None:
    """Run the tests, the docs and the docstrings, and judge the branches: all must be run."""
    _install(session, "test")
    at_once = ("--numprocesses", "auto", "--dist", "loadfile")  # a page's examples stay together
    measured = ("--cov", "--cov-report=", "--cov-fail-under=0")  # judged below
    session.run("pytest", *at_once, *measured, *session.posargs)
    if not session.posargs:
        session.run("coverage", "report")


@nox.session(python=_OLDEST)
def lint(session: nox.Session) -> None:
    """Check style and format."""
    session.install("-c", "constraints.txt", "--group", "lint")
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session(python=_OLDEST)
def typing(session: nox.Session) -> None:
    """Check the types with both checkers, the mistakes in typing_tests among them."""
    _install(session, "typing")
    session.run("mypy")
    session.run("pyright", "--pythonpath", str(Path(session.bin) / "python"))
    session.run("pytest", "tests/plugins/test_typing_mistakes.py")


@nox.session(python=_OLDEST)
def imports(session: nox.Session) -> None:
    """Check that imports go down."""
    _install(session, "lint")
    session.run("lint-imports")


@nox.session(python=_OLDEST)
def docs(session: nox.Session) -> None:
    """Build the docs; a broken link is an error."""
    _install(session, "docs")
    quiet = {"NO_MKDOCS_2_WARNING": "1"}  # we know, and pin mkdocs<2
    session.run("mkdocs", *(session.posargs or ["build", "--strict"]), env=quiet)


@nox.session(python=_OLDEST)
def browser(session: nox.Session) -> None:
    """Open the report page in a real browser; chromium must be on the machine."""
    _install(session, "test")
    session.run("pytest", "-m", "browser", "tests", env={"INFLUENCE_REQUIRE_BROWSER": "1"})


@nox.session(python=_OLDEST)
def wheel(session: nox.Session) -> None:
    """Do everything that the build machine does, the tests against the wheel last."""
    session.run(".ci/run", external=True)


@nox.session(python=_OLDEST)
def deep(session: nox.Session) -> None:
    """Run the laws on many new examples, and the tests that take minutes."""
    _install(session, "test")
    session.run("pytest", "tests/laws", "--hypothesis-profile", "deep", *session.posargs)
    session.run("pytest", "tests", "-m", "deep", success_codes=[0, 5])  # 5: there are none


@nox.session(python=_OLDEST)
def frames(session: nox.Session) -> None:
    """Hold every engine to pure Python on thousands of worlds; Spark needs Java on the machine."""
    _install(session, "test")
    needs = {"INFLUENCE_REQUIRE_SPARK": "1"}
    session.run(
        "pytest", "tests/laws/test_frames_laws.py", "-m", "deep", *session.posargs, env=needs
    )


@nox.session(python=_OLDEST)
def conformance(session: nox.Session) -> None:
    """Hold what is ours to the conformance kit, with many more cases than a build has time for."""
    _install(session, "test")
    many = {"INFLUENCE_CONFORMANCE_EXAMPLES": "200"}
    session.run("pytest", "tests/plugins/test_built_ins_conform.py", *session.posargs, env=many)


@nox.session(python=_OLDEST)
def crash(session: nox.Session) -> None:
    """Kill a ledger at every SQL statement and at random, damage its log, and look."""
    _install(session, "test")
    counts = ("--kills", "1000", "--damages", "5000")
    session.run("python", "-m", "tests.crash.whole", *counts, *session.posargs)


@nox.session(python=_OLDEST)
def mutation(session: nox.Session) -> None:
    """Change a copy of the code in a thousand small ways, and count the changes that no test sees.

    ``nox -s mutation -- "influence.payments.*"`` tries the mutants of one part only.
    """
    _install(session, "test", "mutation")
    copy = Path(session.create_tmp()).resolve() / "tree"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(".", copy, ignore=shutil.ignore_patterns(".*", "__pycache__", "site"))
    with session.chdir(copy):
        session.run("mutmut", "run", "--max-children", "1", *session.posargs)
        session.run("python", "tools/mutation_score.py")


@nox.session(python=_OLDEST)
def benchmarks(session: nox.Session) -> None:
    """Measure what benchmarks/README.md lists."""
    _install(session, "bench")
    frames = [Path("benchmarks/frames") / f"{name}.py" for name in ("five_models", "peers", "skew")]
    for script in (*sorted(Path("benchmarks").glob("*.py")), *frames):
        session.run("python", str(script), *session.posargs)


@nox.session(python=_OLDEST)
def decisions(session: nox.Session) -> None:
    """Measure what decisions earn in made-up markets, and how sure they are; it takes long."""
    _install(session)
    session.run("python", "benchmarks/decisions/earnings.py", *session.posargs)
    session.run("python", "benchmarks/decisions/calibration.py", *session.posargs)
