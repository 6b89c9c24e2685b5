"""Which SQL is read by sqlfluff, which has passed before, and what is found in it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.style import __main__ as style
from tests.style.changes import changed
from tests.style.ingredients import Ingredients
from tests.style.reading import read, read_all

WELL = "select\n    report_id,\n    {{ twice('year') }} as years\nfrom reports\n"
BADLY = "SELECT report_id from reports\n"


def git(root: Path, *words: str) -> None:
    told = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", str(root), *told, *words], check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project in git, on main, with two models that reach macros and one that reaches none."""
    root = tmp_path / "project"
    (root / "models").mkdir(parents=True)
    (root / "macros" / "engine").mkdir(parents=True)
    (root / "tests").mkdir()
    shutil.copytree(ROOT / "tests" / "lint", root / "tests" / "lint", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".sqlfluff", root)
    shutil.copy(ROOT / ".gitignore", root)
    (root / "macros" / "sums.sql").write_text(
        "{%- macro twice(name) -%}\n{{ scaled(name, 2) }}\n{%- endmacro -%}\n", encoding="utf-8"
    )
    (root / "macros" / "scales.sql").write_text(
        "{% macro scaled(name, by) %}{{- adapter.dispatch('times', 'fazhi')(name, by) -}}{% endmacro %}\n",
        encoding="utf-8",
    )
    (root / "macros" / "engine" / "times.sql").write_text(
        "{% macro duckdb__times(name, by) %}{{ name }} * {{ by }}{% endmacro %}\n", encoding="utf-8"
    )
    (root / "macros" / "other.sql").write_text("{% macro other() %}1{% endmacro %}\n", encoding="utf-8")
    for name in ("a", "b"):
        (root / "models" / f"{name}.sql").write_text(WELL, encoding="utf-8")
    (root / "models" / "plain.sql").write_text("select year from reports\n", encoding="utf-8")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "all")
    monkeypatch.chdir(root)
    return root


def test_a_model_is_made_of_itself_and_the_macros_that_it_reaches(project: Path) -> None:
    sql = Ingredients(project)
    assert sql.files() == ["models/a.sql", "models/b.sql", "models/plain.sql"]
    macros = ["macros/engine/times.sql", "macros/scales.sql", "macros/sums.sql"]
    assert sql.of("models/a.sql") == ["models/a.sql", *macros, ".sqlfluff", "tests/lint/adapter.py"]
    assert sql.of("models/plain.sql") == ["models/plain.sql", ".sqlfluff", "tests/lint/adapter.py"]


@pytest.mark.parametrize("name", ["models/a.sql", "macros/engine/times.sql", ".sqlfluff", "tests/lint/adapter.py"])
def test_whatever_changes_of_it_changes_its_key(project: Path, name: str) -> None:
    before = Ingredients(project).key("models/a.sql")
    path = project / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert Ingredients(project).key("models/a.sql") != before


def test_what_differs_from_main_is_read_and_once(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*arguments: str) -> tuple[int, list[str]]:
        code = style.main([*arguments])
        return code, capsys.readouterr().out.splitlines()

    of = "SQL: 3 files,"
    assert told() == (0, [f"{of} 0 that differ from main; 0 read, 0 passed before, 0 wrong"])
    (project / "macros" / "sums.sql").write_text(
        "{%- macro twice(name) -%}\n2 * {{ name }}\n{%- endmacro -%}\n", encoding="utf-8"
    )
    assert told() == (0, [f"{of} 2 that differ from main; 2 read, 0 passed before, 0 wrong"])
    (project / "models" / "new.sql").write_text(BADLY, encoding="utf-8")
    for _ in range(2):  # what is wrong is told again
        code, lines = told()
        assert (code, lines[-1]) == (1, "SQL: 4 files, 3 that differ from main; 1 read, 2 passed before, 1 wrong")
        assert lines[0].startswith("models/new.sql:1:1: CP01 Keywords must be lower case.")
    git(project, "checkout", "--quiet", "-b", "branch")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "more")
    assert told()[1][-1].startswith("SQL: 4 files, 3 that differ from main; 1 read")
    assert told("--all")[1][-1] == "SQL: 4 files, all; 2 read, 2 passed before, 1 wrong"


def test_where_git_tells_nothing_all_may_have_changed(project: Path, tmp_path: Path) -> None:
    assert changed(project) == set()
    assert changed(tmp_path / "nowhere") is None
    git(project, "branch", "--move", "main", "trunk")
    assert changed(project) is None


def test_sqlfluff_says_the_same_in_one_process_and_in_several(project: Path) -> None:
    (project / "models" / "bad.sql").write_text(BADLY, encoding="utf-8")
    (project / "models" / "broken.sql").write_text("select {{ nothing_of_the_kind( }}\n", encoding="utf-8")
    files = Ingredients(project).files()
    by_one = {file: read(file) for file in files}
    assert {file for file, faults in by_one.items() if faults} == {"models/bad.sql", "models/broken.sql"}
    assert dict(read_all(files)) == by_one


def test_a_file_that_sqlfluff_passes_over_is_wrong(project: Path) -> None:
    (project / ".sqlfluffignore").write_text("models/plain.sql\n", encoding="utf-8")
    assert "has not read it" in read("models/plain.sql")[0]
