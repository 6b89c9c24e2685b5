"""Whose a report is and of which year: what is not sure makes no facts, until a person settles it."""

from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner

from fazhi.cli import main
from fazhi.doubts import doubtful
from ingest.landing import land
from tests.warehouse import NAME, models, seeded

BODY = "依法受理行政复议案件{n}件，审结行政复议案件{n}件。"
SELECT = "+fct_observations +dim_report +aud_figure_disposition"

TEXTS = {
    "city.txt": f"南昌市2019年法治政府建设情况报告\n2019年，我市东湖区、西湖区先行先试。{BODY.format(n=31)}\n",
    # a district, in a city's words: no name of its own stands where it speaks of itself
    "district.txt": f"法治政府建设情况报告\n2020年，在南昌市委的领导下，我区推进依法行政。南昌市要求，南昌市部署。"
    f"{BODY.format(n=32)}全区共有调委会31个。区委、区政府带头学法。\n",
    "signed.txt": f"法治政府建设情况报告\n2020年，在南昌市委的领导下，我区推进依法行政。南昌市要求，南昌市部署。"
    f"{BODY.format(n=33)}\n东湖区人民政府\n2021年1月20日\n",
    "yearless.txt": f"九江市法治政府建设情况报告\n几年来，{BODY.format(n=34)}\n",
    "other_city.txt": f"南昌市2018年法治政府建设情况报告\n{BODY.format(n=35)}\n",
    "other_year.txt": f"九江市2018年法治政府建设情况报告\n{BODY.format(n=36)}\n",
    "one_of_several.txt": f"鼓楼区2018年法治政府建设情况报告\n{BODY.format(n=39)}\n",
    "same.txt": f"罗湖区2018年法治政府建设情况报告\n{BODY.format(n=37)}\n",
    "short.txt": f"都安县2018年法治政府建设情况报告\n{BODY.format(n=38)}\n",
}
REGISTER = """file,jurisdiction,year
other_city.txt,江西省九江市,2018
other_year.txt,江西省九江市,2017
same.txt,广东省深圳市罗湖区,2018
one_of_several.txt,江西省九江市,2018
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folder of the reports and the warehouse."""
    root = tmp_path_factory.mktemp("identity")
    folder = root / "reports"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    db = root / NAME
    seeded(db)
    summary = land(folder, db, progress=False)
    assert summary.refused == []
    assert {"district.txt", "yearless.txt"} <= {uri for uri, _ in summary.doubtful}
    models(db, SELECT)
    return folder, db


def judged(db: Path) -> dict[str, tuple[str | None, int | None, str | None, bool]]:
    with duckdb.connect(str(db), read_only=True) as connection:
        rows = connection.execute(
            "select source_name, jurisdiction_key, report_year, identity_obstacle, observation_count > 0"
            " from marts.dim_report where is_current"
        ).fetchall()
    return {name: tuple(row) for name, *row in rows}


def test_what_is_sure_makes_facts_and_nothing_else(built: tuple[Path, Path]) -> None:
    found = judged(built[1])
    assert found["city.txt"] == ("360100", 2019, None, True)
    assert found["signed.txt"] == ("360102", 2020, None, True)
    assert found["same.txt"] == ("440303", 2018, None, True)
    assert found["short.txt"] == ("451228", 2018, None, True)
    assert found["district.txt"][2:] == ("place_unsure", False)
    assert found["yearless.txt"] == ("360400", None, "year_unsure", False)
    assert found["other_city.txt"] == ("360400", 2018, "register_contradicted", False)
    assert found["other_year.txt"] == ("360400", 2017, "register_contradicted", False)
    assert found["one_of_several.txt"] == ("360400", 2018, "register_contradicted", False)


def test_figures_are_set_aside_with_the_reason(built: tuple[Path, Path]) -> None:
    with duckdb.connect(str(built[1]), read_only=True) as connection:
        reasons = connection.execute(
            "select distinct source_name, reason from marts.aud_figure_disposition"
            " where reason in ('place_unsure', 'year_unsure', 'register_contradicted') order by 1"
        ).fetchall()
    assert reasons == [
        ("district.txt", "place_unsure"),
        ("one_of_several.txt", "register_contradicted"),
        ("other_city.txt", "register_contradicted"),
        ("other_year.txt", "register_contradicted"),
        ("yearless.txt", "year_unsure"),
    ]


def test_the_doubtful_are_told_with_what_speaks_for_which_answer(built: tuple[Path, Path]) -> None:
    told = {doubt.source: doubt.told for doubt in doubtful(built[1])}
    assert "九江市" in told["other_city.txt"]
    assert "南昌市" in told["other_city.txt"]
    assert "2017" in told["other_year.txt"]
    assert "2018" in told["other_year.txt"]
    assert "nothing tells it" in told["yearless.txt"]


def test_a_person_settles_it(built: tuple[Path, Path]) -> None:
    folder, db = built
    for name, *said in (
        ("district.txt", "--place", "江西省南昌市东湖区", "--year", "2020"),
        ("yearless.txt", "--year", "2021"),
        ("other_city.txt", "--place", "江西省南昌市"),
        ("other_year.txt", "--year", "2017"),
        ("one_of_several.txt", "--place", "福建省福州市鼓楼区"),
    ):
        done = CliRunner().invoke(main, ["identify", str(folder / name), *said])
        assert done.exit_code == 0, done.output
    assert (folder / "register.csv").read_text(encoding="utf-8").count("yes") == 5
    land(folder, db, progress=False)
    models(db, SELECT)
    found = judged(db)
    assert found["district.txt"] == ("360102", 2020, None, True)
    assert found["yearless.txt"] == ("360400", 2021, None, True)
    assert found["other_city.txt"] == ("360100", 2018, None, True)
    assert found["other_year.txt"] == ("360400", 2017, None, True)
    assert found["one_of_several.txt"] == ("350102", 2018, None, True)
    assert doubtful(db) == []


def test_identify_asks_what_to_write(built: tuple[Path, Path]) -> None:
    assert CliRunner().invoke(main, ["identify", str(built[0] / "city.txt")]).exit_code == 2
