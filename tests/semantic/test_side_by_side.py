"""The whole project built twice at once while MetricFlow is asked: all have what is theirs, before and after."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

CODE = ("ground", "ingest", "publish", "fazhi", "macros", "models", "analyses", "seeds", "tests/data", "reports")
FILES = ("dbt_project.yml", "profiles.yml")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, so that what a build writes beside its code would be seen."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in CODE:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        shutil.copy(ROOT / name, folder / name)
    return folder


def by_products(checkout: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (checkout / "target").glob("*manifest.json")
    }


@pytest.mark.proof
def test_builds_at_once_with_questions_beside_them(checkout: Path, sample_run: Path, tmp_path: Path) -> None:
    asked = tmp_path / "fazhi.duckdb"
    shutil.copy(sample_run / "fazhi.duckdb", asked)
    environment = {**os.environ, "PYTHONPATH": str(checkout), "DBT_SEND_ANONYMOUS_USAGE_STATS": "false"}
    of_asked = {**environment, "FAZHI_DB": str(asked)}
    subprocess.run([sys.executable, "-m", "dbt.cli.main", "--quiet", "parse"], cwd=checkout, env=of_asked, check=True)
    before = by_products(checkout)
    assert {"manifest.json", "semantic_manifest.json"} <= before.keys()

    warehouses = [tmp_path / name / f"{name}.duckdb" for name in ("one", "two")]
    builds = []
    for db in warehouses:
        command = [sys.executable, "-m", "fazhi", "all", str(checkout / "reports"), "--db", str(db)]
        command += ["--exports", str(db.parent / "exports"), "--page", str(db.parent / "site")]
        builds.append(
            subprocess.Popen(command, cwd=checkout, env=environment, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        )
    question = ["query", "--metrics", "reviews_accepted_own", "--group-by", "metric_time__year", "--csv"]
    answers = []
    while not answers or any(build.poll() is None for build in builds):
        answer = tmp_path / f"{len(answers)}.csv"
        mf = [str(Path(sys.executable).with_name("mf")), *question, str(answer)]
        done = subprocess.run(mf, cwd=checkout, env=of_asked, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        answers.append(answer.read_text(encoding="utf-8"))
    said = [build.communicate()[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], said
    assert len(set(answers)) == 1
    assert "687" in answers[0]  # 508 and 179
    assert by_products(checkout) == before
