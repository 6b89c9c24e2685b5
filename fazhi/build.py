"""dbt, run inside this process on one warehouse."""

import contextlib
import hashlib
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fazhi import incremental, operations
from fazhi.built import Built
from fazhi.descriptions import describe
from fazhi.failures import told
from fazhi.inputs import FILES, build_hash, project_hash
from fazhi.progress import bar
from fazhi.rulebook.folder import seeds_with
from fazhi.rulebook.seeds import folder
from ground import paths
from ground.errors import BuildError
from ground.screens import is_terminal
from ground.warehouse import opened
from ingest.store import Writer

if TYPE_CHECKING:
    from dbt.cli.main import dbtRunner, dbtRunnerResult

MAX_FAILURES = 20  # named in one message
HISTORY = ("source:operations+",)
CHANGES = "int_fact_changes"
PARSED = "partial_parse.msgpack"  # as dbt names it
# Just the nodes that are named. What the tests of units say depends on the code alone, which has not changed.
_NAMED = ("--indirect-selection", "empty", "--exclude-resource-type", "unit_test", "--select")


def build(
    db: Path, note: Callable[[Built], None] = lambda _: None, *, progress: bool | None = None, whole: bool = False
) -> Built:
    """Runs the seeds, models and tests of the project on the warehouse at `db`.

    Where only few of many reports have changed since the last build, what is worked out body by body is worked out for
    their bodies alone (fazhi/incremental), unless the `whole` is asked for. What the history of runs makes is built
    last, once `note` has been told of all else: then it may write this run into the history. Raises BuildError, which
    names what failed and what it said; then `db` holds a half-built warehouse. Raises RulesError where the rules of
    FAZHI_RULES cannot be used.
    """
    inputs = build_hash(db)
    if not inputs:
        raise BuildError(f"{db}: no report has landed in this warehouse; land some first: fazhi land FOLDER --db {db}")
    if not (paths.ROOT / "dbt_project.yml").is_file():
        raise BuildError(f"{paths.ROOT}: there is no dbt_project.yml: install fazhi again")
    if rules := folder():
        seeds_with(rules)  # what is wrong with them is told before dbt starts
    with (
        environment(FAZHI_DB=str(db.absolute()), FAZHI_RULES=str(rules or ""), DBT_SEND_ANONYMOUS_USAGE_STATS="false"),
        bar(is_terminal() if progress is None else progress) as callbacks,
    ):
        from dbt.cli.main import dbtRunner

        manifest = _parsed(db)
        runner = dbtRunner(manifest, callbacks)
        project = project_hash()

        def part(where: Path, names: list[str]) -> Built:
            with environment(FAZHI_DB=str(where.absolute())):
                return run(runner, where, *_NAMED, *names)

        plan = incremental.planned(manifest)
        begun = incremental.begun(db, plan, project, part, whole=whole)
        partial = begun if isinstance(begun, incremental.Partial) else None
        if partial:
            built = partial.build()
        else:
            _clear(db, manifest)
            built = run(runner, db, "--exclude", *HISTORY)._replace(why_whole=str(begun))
        built = built._replace(inputs_hash=inputs, passing=plan.passing, kept=plan.kept)
        note(built)
        built = built.and_then(partial.histories() if partial else run(runner, db, "--select", *HISTORY))
    _keep_changes(db)
    incremental.remember(db, project)
    describe(db, manifest)
    return built


def reading(db: Path, *selection: str) -> None:
    """Runs the seeds, and the models that are selected, on the warehouse at `db`, without tests. Raises BuildError."""
    _without_tests(db, "--resource-type", "seed", "--resource-type", "model", "--select", *selection)


def seeding(db: Path) -> Built:
    """Fills the seeds of the warehouse at `db`, an office's own rules laid over them. Raises BuildError."""
    return _without_tests(db, "--resource-type", "seed")


def forms(db: Path) -> Built:
    """Makes all tables of the project afresh in the warehouse at `db`, those of models without rows.

    They have their contracts and descriptions; the seeds are filled. Raises BuildError.
    """
    with _dbt(db):
        _clear(db, _parsed(db))
    return _without_tests(db, "--exclude-resource-type", "test", "unit_test", "--empty")


def planned(db: Path) -> incremental.Plan:
    """What of the project a warehouse called as the one at `db` keeps, and what only passes on."""
    with _dbt(db):
        return incremental.planned(_parsed(db))


def elsewhere(db: Path, target: str) -> "dbtRunner":
    """Dbt with the project as it is on another target, for `run`; its by-products go beside the warehouse at `db`."""
    from dbt.cli.main import dbtRunner

    manifest: Any = _invoked(dbtRunner(), db, "parse", "--target", target).result
    return dbtRunner(manifest)


def _without_tests(db: Path, *selection: str) -> Built:
    with _dbt(db):
        from dbt.cli.main import dbtRunner

        return run(dbtRunner(_parsed(db)), db, *selection)


@contextlib.contextmanager
def _dbt(db: Path) -> Iterator[None]:
    """What dbt finds in the environment: the warehouse, and the rules of an office."""
    rules = str(folder() or "")
    with environment(FAZHI_DB=str(db.absolute()), FAZHI_RULES=rules, DBT_SEND_ANONYMOUS_USAGE_STATS="false"):
        yield


def _parsed(db: Path) -> Any:  # noqa: ANN401 - dbt ships no types
    """The project as dbt reads it for a warehouse of this name.

    What dbt has read before, and would find unchanged, may be kept for all warehouses of a name in a folder that
    FAZHI_PARSED names (`kept_for`).
    """
    from dbt.cli.main import dbtRunner

    here = db.parent / "target" / PARSED
    kept = kept_for(db)
    if kept and kept.is_file() and not here.exists():
        here.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(kept, here)
    # dbt begins anew where the profile has changed: the name of the warehouse is part of what it reads, its place not.
    with environment(FAZHI_DB=db.name):
        manifest = _invoked(dbtRunner(), db, "parse").result
    if kept and not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        own = kept.with_suffix(f".{os.getpid()}")
        shutil.copyfile(here, own)
        own.replace(kept)
    return manifest


def kept_for(db: Path) -> Path | None:
    """Where what dbt has read for a warehouse of this name is kept, for projects that are set up as this one is.

    None where FAZHI_PARSED names no folder.
    """
    named = os.environ.get("FAZHI_PARSED")
    if not named:
        return None
    setup = hashlib.sha256(b"".join((paths.ROOT / name).read_bytes() for name in FILES)).hexdigest()[:16]
    return Path(named) / f"{db.stem}-{setup}" / PARSED


def _clear(db: Path, manifest: Any) -> None:  # noqa: ANN401 - dbt ships no types
    """Brings raw and operations into today's form, and drops what is made anew: the file need not hold both."""
    with opened(db, read_only=False) as connection:
        Writer(connection).commit()
        operations.prepare(connection)
        there = set(connection.execute("select schema_name, table_name from duckdb_tables()").fetchall())
        for node in manifest.nodes.values():
            if str(node.resource_type) in ("model", "seed") and (node.schema, node.name) in there:
                connection.execute(f'drop table "{node.schema}"."{node.name}"')
        connection.commit()
        connection.execute("checkpoint")


def _keep_changes(db: Path) -> None:
    """Adds to the history of facts what this build has changed in them."""
    with opened(db, read_only=False) as connection:
        made = connection.execute("select 1 from duckdb_tables() where table_name = ?", [CHANGES]).fetchone()
        if made:
            connection.execute(f"insert into operations.fact_history by name select * from intermediate.{CHANGES}")


def _invoked(runner: "dbtRunner", db: Path, *arguments: str) -> "dbtRunnerResult":
    """What dbt gives for a command that it could begin."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    # By-products beside the warehouse that is built: those of the checkout are of whoever runs dbt or mf by hand, and
    # two builds at once would read one another's.
    places = ["--project-dir", paths.ROOT, "--profiles-dir", paths.ROOT, "--target-path", db.parent / "target"]
    places += ["--log-path", db.parent / "logs"]
    # Nobody reads what it writes of the project as JSON, at the end of every command, for more than a second.
    quiet = ["--log-level", "none", "--quiet", "--no-use-colors", "--no-write-json"]
    outcome = runner.invoke([*arguments, *map(str, places), *quiet])
    DuckDBConnectionManager.close_all_connections()
    if isinstance(outcome.exception, KeyboardInterrupt):
        raise outcome.exception
    if outcome.exception:
        raise BuildError(f"dbt could not start: {outcome.exception}")
    return outcome


def run(runner: "dbtRunner", db: Path, *selection: str) -> Built:
    """Builds the part of the project that is selected. Raises BuildError, which names what failed."""
    outcome = _invoked(runner, db, "build", *selection)
    results = list(getattr(outcome.result, "results", None) or [])
    kinds = Counter(str(result.node.resource_type) for result in results if result.status in ("success", "pass"))
    tests = kinds["test"] + kinds["unit_test"]
    failed = [result for result in results if result.status in ("error", "fail", "runtime error")]
    if failed:
        failures = [told(db, result) for result in failed[:MAX_FAILURES]]
        skipped = sum(result.status == "skipped" for result in results)
        more = f"\n  and {len(failed) - MAX_FAILURES} more" if len(failed) > MAX_FAILURES else ""
        listed = "\n  ".join(failures)
        error = BuildError(
            f"{len(failed)} of {len(results)} steps failed, {skipped} were skipped for them:\n  {listed}{more}"
        )
        error.tests_passed = tests
        error.tests_failed = sum(str(result.node.resource_type) in ("test", "unit_test") for result in failed)
        raise error
    warnings = [told(db, result) for result in results if result.status == "warn"]
    models = [result.node for result in results if str(result.node.resource_type) == "model"]
    marts = [f"{node.schema}.{node.name}" for node in models if node.schema == "marts"]
    made = [f"{node.schema}.{node.name}" for node in models if node.config.materialized != "ephemeral"]
    return Built(kinds["seed"], kinds["model"], tests, warnings, tuple(sorted(marts)), made=tuple(sorted(made)))


@contextlib.contextmanager
def environment(**values: str) -> Iterator[None]:
    """The environment with `values`, by which the profile finds the warehouse; as before when the block ends."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
