"""What a stranger meets first: version, licence, glossary, workflows and hooks agree with the project."""

import re
import tomllib

import yaml

from fazhi import __version__
from tests.conftest import ROOT
from tests.docs.glossary import GLOSSARY, glossary


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", read("Makefile"), re.MULTILINE))


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - \d{4}-\d\d-\d\d$", read("CHANGELOG.md"), re.MULTILINE)
    assert versions
    assert versions[0] == __version__


def test_the_package_has_the_version_and_the_licence_of_the_project() -> None:
    project = tomllib.loads(read("pyproject.toml"))
    assert "version" in project["project"]["dynamic"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "fazhi.__version__"}
    assert project["project"]["license"] == "Apache-2.0"
    assert "Apache License" in read("LICENSE")
    assert "CC BY 4.0" in read("NOTICE")


def test_modules_can_be_read_at_a_sitting() -> None:
    """At most 250 lines are what CONTRIBUTING asks for: a dozen modules may have more, none more than 300."""
    packages = tomllib.loads(read("pyproject.toml"))["tool"]["mypy"]["packages"]
    files = [path for package in (*packages, "seeds") for path in (ROOT / package).rglob("*.py")]
    lines = {str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    long = {name: count for name, count in lines.items() if count > 250}
    assert len(lines) > 300
    assert {name for name, count in long.items() if count > 300} == set()
    assert len(long) <= 12, long


def test_the_glossary_is_current() -> None:
    assert GLOSSARY.read_text(encoding="utf-8") == glossary(), "python -m tests.docs.glossary writes it afresh"


def test_workflows_call_targets_that_there_are() -> None:
    jobs = yaml.safe_load(read(".github/workflows/ci.yml"))["jobs"]
    called = {
        target
        for job in jobs.values()
        for step in job["steps"]
        for target in re.findall(r"^make ([a-z-]+)$", step.get("run", ""), re.MULTILINE)
    }
    assert called == {"check", "test", "proof", "spark"}
    assert called <= targets()


def test_hooks_run_what_check_runs() -> None:
    hooks = yaml.safe_load(read(".pre-commit-config.yaml"))["repos"][0]["hooks"]
    recipes = read("Makefile")
    for hook in hooks:
        tool = hook["entry"].split()[0].removeprefix(".venv/bin/")
        assert f"$(BIN)/{tool}" in recipes, hook["id"]


def test_the_walk_names_files_and_tables_that_there_are() -> None:
    walk = read("docs/walk.md")
    steps = re.findall(r"^### (\d+)\. ", walk, re.MULTILINE)
    assert steps == [str(number) for number in range(1, len(steps) + 1)]
    assert 8 <= len(steps) <= 12
    built = {"exports/", "site/index.html"}
    paths = {name for name in re.findall(r"`([\w./]+/[\w./]*)`", walk) if name not in built}
    assert len(paths) > 12
    assert not [name for name in paths if not (ROOT / name).exists()]
    models = {path.stem for path in (ROOT / "models").rglob("*.sql")}
    named = set(re.findall(r"`(?:marts\.)?((?:int|fct|dim|cmp|aud|stg)_\w+)`", walk))
    assert named
    assert named <= models
