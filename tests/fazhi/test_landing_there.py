"""Landing on Spark, as far as no Spark is needed; and how many processes read."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fazhi import conductor, landing_there
from fazhi.cli import main


def landed(folder: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["land", str(folder), "--db", str(folder / "a.duckdb"), *more])


def test_a_lake_must_be_named(tmp_path: Path) -> None:
    done = landed(tmp_path, "--target", "spark")
    assert done.exit_code == 2
    assert "--lake FOLDER" in done.output


def test_without_pyspark_it_is_said_what_has_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(landing_there.importlib.util, "find_spec", lambda _: None)
    done = landed(tmp_path, "--target", "spark", "--lake", str(tmp_path / "lake"))
    assert done.exit_code == 1
    assert "pyspark is not installed here; install pyspark 4" in done.output
    assert not (tmp_path / "lake").exists()


@pytest.mark.parametrize("option", [("--jobs", "2"), ("--refetch",)])
def test_options_of_this_machine_are_refused_there(tmp_path: Path, option: tuple[str, ...]) -> None:
    done = landed(tmp_path, "--target", "spark", "--lake", str(tmp_path / "lake"), *option)
    assert done.exit_code == 2
    assert f"{option[0]} is of landing on this machine" in done.output


@pytest.mark.parametrize(("more", "jobs"), [((), None), (("--jobs", "3"), 3)])
def test_so_many_processes_read_as_are_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], jobs: int | None
) -> None:
    asked: list[int | None] = []
    honest = conductor.carry_out

    def noted(found: conductor.Survey, db: Path, **rest: int | None) -> conductor.LoadSummary:
        asked.append(rest["jobs"])
        return honest(found, db, **rest)

    monkeypatch.setattr(conductor, "carry_out", noted)
    (tmp_path / "a.txt").write_text("今天天气很好。\n")
    landed(tmp_path, *more)
    assert asked == [jobs]
