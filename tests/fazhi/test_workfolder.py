"""A working folder: what is laid into it, and what its settings say to commands that run there."""

import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from fazhi import workfolder
from fazhi.rulebook.folder import seeds_with
from fazhi.rulebook.patterns import expanded
from fazhi.rulebook.seeds import of_project
from fazhi.workfolder import defaults
from ingest.register import read_register

Fazhi = Callable[..., Result]


@pytest.fixture
def folder(fazhi: Fazhi, tmp_path: Path) -> Path:
    made = tmp_path / "法治 报告"
    assert fazhi("init", made).exit_code == 0
    return made


def test_it_has_what_its_readme_names(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    for name in ("fazhi.toml", "register.example.csv", "reports/", "rules/", "schedule/"):
        assert f"`{name}`" in readme
        assert (folder / name).exists()
    assert [path.name for path in (folder / "reports").iterdir()] == ["README.md"]


def test_what_is_there_stays(fazhi: Fazhi, folder: Path) -> None:
    (folder / "fazhi.toml").write_text('reports = "elsewhere"\n', encoding="utf-8")
    again = fazhi("init", folder, "--samples")
    assert "75 files written, 9 were there and stay" in again.stdout
    assert (folder / "fazhi.toml").read_text(encoding="utf-8") == 'reports = "elsewhere"\n'
    assert (folder / "reports" / "register.csv").is_file()


def test_its_examples_can_be_used(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = read_register(folder / "register.example.csv")
    assert [entry.fault for entry in entries] == [None, None]
    assert seeds_with(folder / "rules").keys() == of_project().keys()  # not in force yet
    example = folder / "rules" / "wording_rules.csv.example"
    example.rename(example.with_suffix(""))
    row = seeds_with(folder / "rules")["wording_rules"].rows["legal_education.events_held.office1"].row
    # what a build asks of every rule: tests/data/rules_know_their_words.sql
    assert row["topics"]
    assert row["unit_classes"]
    assert (row["topics"], row["topic_reach"]) == ("*", "heading")  # whatever its text is about
    assert all(row[name].count("⟦") == 1 == row[name].count("⟧") for name in ("example", "counter_example"))
    claims = re.compile(expanded(row["pattern"], {}).replace("◇", "⟦"))
    assert claims.search(row["example"])
    assert not claims.search(row["counter_example"])


def test_its_schedules_name_the_folder_and_the_command(folder: Path) -> None:
    cron = (folder / "schedule" / "fazhi.cron").read_text(encoding="utf-8")
    assert f"cd '{folder}' && " in cron  # the name has a blank
    unit = (folder / "schedule" / "fazhi.service").read_text(encoding="utf-8")
    assert f"WorkingDirectory={folder}\n" in unit
    assert "{" not in cron + unit


def test_a_percent_sign_in_the_name_ends_no_line(fazhi: Fazhi, tmp_path: Path) -> None:
    fazhi("init", tmp_path / "100%")
    assert "100\\%" in (tmp_path / "100%" / "schedule" / "fazhi.cron").read_text(encoding="utf-8")
    assert "100%%\n" in (tmp_path / "100%" / "schedule" / "fazhi.service").read_text(encoding="utf-8")


def test_commands_take_what_the_settings_say(fazhi: Fazhi, folder: Path, reports: Path, monkeypatch) -> None:
    for report in reports.iterdir():
        report.rename(folder / "reports" / report.name)
    (folder / "fazhi.toml").write_text('db = "kept/w.duckdb"\nlanguage = "zh"\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("FAZHI_LANG", "zh")
    done = fazhi("land")
    assert done.exit_code == 0, done.stderr
    assert done.stdout.splitlines()[0] == "收报告     见到 2，入库 2，未变 0，未采用 0"
    assert (folder / "kept" / "w.duckdb").is_file()
    assert not (folder / "warehouse").exists()
    named = fazhi("land", "--db", "other.duckdb")  # what is named counts
    assert (named.exit_code, Path("other.duckdb").is_file()) == (0, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('report = "r"\n', "no setting is called 'report'; there are reports, db, exports, page, rules"),
        ("db = 3\n", 'db: 3; write it as text: db = "…"'),
        ("db\n", "cannot be read"),
    ],
)
def test_settings_that_cannot_be_used_are_told(
    fazhi: Fazhi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "fazhi.toml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = fazhi("land")
    assert done.exit_code == 1
    assert said in done.stderr


def test_without_settings_and_reports_the_usage_is_wrong(fazhi: Fazhi, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = fazhi("all")
    assert (done.exit_code, "'reports' does not exist" in done.stderr) == (2, True)


def test_a_place_where_one_may_not_write_is_told(fazhi: Fazhi, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = fazhi("init", tmp_path / "file" / "below")
    assert done.exit_code == 1
    assert "name a folder where you may write: fazhi init FOLDER" in done.stderr


def test_every_setting_of_the_new_file_is_known(folder: Path) -> None:
    said = tomllib.loads((folder / "fazhi.toml").read_text(encoding="utf-8"))
    assert set(said) <= set(workfolder.PARAMETERS)
    assert workfolder.settings(folder) == said


def test_a_setting_goes_only_to_the_verbs_that_mean_it() -> None:
    takes = {"all": {"out", "page"}, "publish": {"out", "db"}, "fetch": {"store"}, "desk": {"store", "db"}}
    given = defaults({"exports": "tables", "store": "kept", "db": "w.duckdb"}, takes)
    assert given == {
        "all": {"out": "tables"},
        "publish": {"db": "w.duckdb"},
        "fetch": {"store": "kept"},
        "desk": {"db": "w.duckdb"},
    }
