"""The verb evaluate, on a warehouse of a few rows: what counts as found and right, its table of misses, its errors."""

import csv
import json

import duckdb
import pytest

TEXT = (
    "标题\n全市受理复议案件508件，审结427起，较上年增长六成；开展培训12场次。\n"
    "全市调解纠纷1.2万件，成功率约1/3，两成未果。"
)
MENTIONS = """start,number_text,value,unit,modifier,cn
11,508,508,件,,0
18,427,427,件,,0
28,六成,60,%,,1
35,12,12,场次,,0
47,1.2万,12000,件,,0
57,1/3,0.333333333333,,approx,0
"""
OBSERVATIONS = """start,metric_code,value,unit,scope,role,year,as_of,note
11,admin_review.cases_accepted,508,件,whole,level,2019,,
18,admin_review.cases_concluded,427,件,unstated,level,2019,2019-10-31,
47,mediation.disputes_accepted,12000,件,whole,level,2019,,
47,mediation.disputes_resolved,12000,件,,level,2019,,
57,mediation.success_rate,0.333333333333,,whole,level,2019,,
"""
FIGURES = [
    (11, "508", 508, "件"),
    (18, "427", 427, "起"),  # says the same as 件
    (28, "六成", 60, "%"),  # in Chinese numerals: neither right nor wrong,
    (35, "12", 120, "场"),
    (57, "1/3", "0.3333333333", None),
    (59, "3", 3, None),
    (61, "两成", 20, "%"),  # and not even in the gold
]
# start, metric, value, unit, scope, role, year, as_of, confidence
READINGS = [
    (11, "admin_review.cases_accepted", 508, "件", "whole", "level", 2019, None, "1.00"),
    (18, "admin_review.cases_concluded", 427, "件", "own", "level", 2018, "2019-10-31", "0.86"),
    (35, "legal_education.advocates", 12, "名", "whole", "level", 2019, None, "0.50"),
    (47, "mediation.disputes_resolved", 1.2, "件", "whole", "level", 2019, None, "0.73"),
    (47, "mediation.amount_involved", 12000, "元", "whole", "level", 2019, None, "0.65"),
]


@pytest.fixture
def built(db):
    """A warehouse as a build leaves it, of one report."""
    db.parent.mkdir()
    with duckdb.connect(str(db)) as connection:
        connection.execute(
            """
            create schema raw;
            create schema marts;
            create table raw.reports
                (report_id text, source_uri text, source_name text, text text, landed_at timestamp);
            create table raw.figures
                (report_id text, char_start int, number_text text, value decimal(28, 10), unit text);
            create table raw.passages (report_id text, char_start int, char_end int);
            create table marts.fct_observations
                (report_id text, char_start int, metric_code text, value decimal(28, 10), unit text, scope text,
                role text, year int, as_of date, confidence decimal(4, 2), rule_id text);
            create table marts.aud_figure_disposition
                (report_id text, char_start int, disposition text, reason text);
            insert into raw.passages values ('r2', 0, 2), ('r2', 3, 40), ('r2', 41, 66);
            insert into marts.aud_figure_disposition
                values ('r2', 11, 'used', null), ('r2', 57, 'set_aside', 'no_rule');
            """
        )
        connection.execute(
            "insert into raw.reports values ('r1', 'a.txt', 'a.txt', 'an earlier version', '2024-01-01')"
        )
        connection.execute("insert into raw.reports values ('r2', 'a.txt', 'a.txt', ?, '2024-01-02')", [TEXT])
        connection.executemany("insert into raw.figures values ('r2', ?, ?, ?, ?)", FIGURES)
        connection.executemany(
            "insert into marts.fct_observations values ('r2', ?, ?, ?, ?, ?, ?, ?, ?, ?, 'a_rule')", READINGS
        )
    return db


@pytest.fixture
def gold(tmp_path):
    """The gold folder of that report."""
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "manifest.csv").write_text("name,source_name\na,a.txt\n", encoding="utf-8")
    (folder / "a.mentions.csv").write_text(MENTIONS, encoding="utf-8")
    (folder / "a.observations.csv").write_text(OBSERVATIONS, encoding="utf-8-sig")
    return folder


@pytest.fixture
def scores(fazhi, built, gold):
    done = fazhi("evaluate", "--db", built, "--gold", gold, "--json")
    assert done.exit_code == 0
    return json.loads(done.stdout)


def edit(path, old, new):
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def tally(scores):
    return scores["gold"], scores["found"], scores["right"]


def test_the_gold_of_these_tests_fits_its_text(scores):
    assert scores["reports"] == 1


def test_figures_are_found_by_their_offset(scores):
    figures = scores["figures"]
    assert tally(figures) == (5, 5, 4)  # 1.2万 is missed, 3 is invented
    assert figures["precision"] == figures["recall"] == 0.8
    assert figures["f1"] == pytest.approx(0.8)


def test_values_and_units_are_measured_on_what_was_found(scores):
    assert scores["figures"]["value"] == 0.75  # 12 is not 120; a third is a third
    assert scores["figures"]["unit"] == 0.75  # 起 says 件; 场 does not say 场次


def test_an_observation_is_right_with_its_metric_and_value(scores):
    assert tally(scores["observations"]) == (5, 5, 2)
    assert {name: tally(family) for name, family in scores["families"].items()} == {
        "admin_review": (2, 2, 2),
        "legal_education": (0, 1, 0),
        "mediation": (3, 2, 0),
    }


def test_the_parts_are_measured_on_what_is_right(scores):
    observations = scores["observations"]
    assert tally(observations["strict"]) == (5, 5, 1)
    assert observations["strict"]["f1"] == pytest.approx(0.2)
    # An unstated scope accepts any.
    assert [observations[part] for part in ("scope", "role", "year", "as_of")] == [1, 1, 0.5, 1]


def test_precision_by_confidence(scores):
    bands = [
        (band["from"], band["found"], band["right"], band["strict"], band["precision"]) for band in scores["confidence"]
    ]
    assert bands == [(0.9, 1, 1, 1, 1), (0.8, 1, 1, 0, 1), (0.7, 1, 0, 0, 0), (0.6, 1, 0, 0, 0), (0, 1, 0, 0, 0)]
    assert [band["below"] for band in scores["confidence"]] == [None, 0.9, 0.8, 0.7, 0.6]


def test_people_get_the_same_numbers_as_a_table(fazhi, built, gold):
    said = fazhi("evaluate", "--db", built, "--gold", gold).stdout
    rows = [" ".join(line.split()) for line in said.splitlines()]
    assert "figures 5 5 4 0.8000 0.8000 0.8000" in rows
    assert "observations 5 5 2 0.4000 0.4000 0.4000" in rows
    assert "and every part 5 5 1 0.2000 0.2000 0.2000" in rows
    assert "mediation 3 2 0 0.0000 0.0000 0.0000" in rows
    assert "0.80 to 0.90 1 1 1.0000 0.0000" in rows
    assert "figure missed 1" in rows


def test_the_misses_are_a_table_to_work_through(fazhi, built, gold, tmp_path):
    path = tmp_path / "new" / "misses.csv"
    done = fazhi("evaluate", "--db", built, "--gold", gold, "--misses", path)
    assert done.stdout.endswith(f"9 misses in {path}\n")
    with path.open(encoding="utf-8-sig", newline="") as file:
        misses = list(csv.DictReader(file))
    assert [
        (miss["kind"], miss["number_text"], miss["metric_code"], miss["wanted"], miss["got"]) for miss in misses
    ] == [
        ("year wrong", "427", "admin_review.cases_concluded", "2019", "2018"),
        ("value wrong", "12", "", "12", "120"),
        ("unit wrong", "12", "", "场次", "场"),
        ("observation invented", "12", "legal_education.advocates", "", "legal_education.advocates = 12名"),
        ("figure missed", "1.2万", "", "12000件", ""),
        ("observation value wrong", "1.2万", "mediation.disputes_resolved", "12000", "1.2"),
        (
            "metric wrong",
            "1.2万",
            "mediation.disputes_accepted",
            "mediation.disputes_accepted = 12000",
            "mediation.amount_involved = 12000元",
        ),
        (
            "observation missed",
            "'1/3",  # a spreadsheet would make a date of it
            "mediation.success_rate",
            "mediation.success_rate = 0.333333333333",
            "no_rule",
        ),
        ("figure invented", "3", "", "", "3"),
    ]
    assert {miss["report"] for miss in misses} == {"a"}
    assert misses[0]["sentence"] == "全市受理复议案件508件，审结⟦427⟧起，较上年增长六成；开展培训12场次。"
    assert (misses[0]["offset"], misses[0]["rule_id"], misses[0]["confidence"]) == ("18", "a_rule", "0.86")


def test_a_perfect_warehouse_has_no_misses(fazhi, built, gold):
    with duckdb.connect(str(built)) as connection:
        connection.execute("delete from raw.figures; delete from marts.fct_observations")
    for name in ("mentions", "observations"):
        path = gold / f"a.{name}.csv"
        path.write_text(path.read_text(encoding="utf-8-sig").splitlines()[0] + "\n", encoding="utf-8")
    done = fazhi("evaluate", "--db", built, "--gold", gold)
    assert "1.0000" in done.stdout
    assert "misses" not in done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "mentions",
            "18,427,",
            "17,427,",
            "a.mentions.csv, line 3: “427” does not stand at offset 17 of a.txt; “结427起",
        ),
        ("mentions", "57,1/3,", "99,1/3,", "line 7: “1/3” does not stand at offset 99 of a.txt; the text ends at 66"),
        ("mentions", "18,427,427", "11,508,508", "line 3: offset 11 stands in line 2 already"),
        ("mentions", "35,12,12", "35,12,many", "line 5: column value: “many” is not a number"),
        ("mentions", "35,12,12", "35,12,NaN", "line 5: column value: “NaN” is not a number"),
        ("mentions", "35,12,12", "-1,12,12", "line 5: column start: “-1” is not an offset"),
        ("mentions", "35,12,12", "35,,12", "line 5: column number_text is empty"),
        ("mentions", ",unit,", ",measure,", "a.mentions.csv: it lacks the column unit"),
        ("observations", "57,mediation", "58,mediation", "line 6: there is no figure at offset 58 among the mentions"),
        (
            "observations",
            "cases_concluded,427,件,unstated",
            "cases_concluded,427,件,all",
            "“all” is not one of own, whole",
        ),
        ("observations", "whole,level", "whole,plan", "line 2: column role: “plan” is not one of level, prior"),
        ("observations", "2019-10-31", "2019年10月", "line 3: column as_of: “2019年10月” is not a date YYYY-MM-DD"),
        ("observations", ",level,2019,,", ",level,soon,,", "column year: “soon” is not a year"),
        (
            "observations",
            "disputes_resolved",
            "disputes_accepted",
            "line 5: mediation.disputes_accepted at offset 47 stands in",
        ),
    ],
)
def test_a_gold_row_at_fault_is_named(fazhi, built, gold, name, old, new, said):
    edit(gold / f"a.{name}.csv", old, new)
    done = fazhi("evaluate", "--db", built, "--gold", gold)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {gold}")
    assert said in done.stderr


def test_gold_that_is_not_there(fazhi, built, gold):
    (gold / "a.observations.csv").unlink()
    said = fazhi("evaluate", "--db", built, "--gold", gold).stderr
    assert f"{gold / 'a.observations.csv'}: there is no such file" in said
    (gold / "manifest.csv").write_text("name,source_name\n")
    assert "it names no report" in fazhi("evaluate", "--db", built, "--gold", gold).stderr
    (gold / "manifest.csv").write_text("name,source_name\n../a,a.txt\n")
    assert "line 2: column name: “../a” is no file name" in fazhi("evaluate", "--db", built, "--gold", gold).stderr
    (gold / "manifest.csv").write_bytes("name,source_name\n南昌,a.txt\n".encode("gb18030"))
    assert "cannot be read as CSV in UTF-8" in fazhi("evaluate", "--db", built, "--gold", gold).stderr
    assert fazhi("evaluate", "--db", built, "--gold", gold / "nowhere").exit_code == 2


def test_a_report_that_has_not_landed(fazhi, built, gold):
    edit(gold / "manifest.csv", "a.txt", "b.txt")
    done = fazhi("evaluate", "--db", built, "--gold", gold)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "b.txt has not landed here; land it first" in done.stderr


def test_two_reports_of_one_name_are_told_apart_by_their_path(fazhi, built, gold):
    with duckdb.connect(str(built)) as connection:
        connection.execute("insert into raw.reports values ('r3', 'other/a.txt', 'a.txt', 'another', '2024-01-03')")
    said = fazhi("evaluate", "--db", built, "--gold", gold).stderr
    assert "several reports are named a.txt (a.txt, other/a.txt); write which one" in said
    edit(gold / "manifest.csv", "a.txt", "other/a.txt")
    assert "does not stand at offset 11 of other/a.txt" in fazhi("evaluate", "--db", built, "--gold", gold).stderr


def test_a_warehouse_that_is_not_built(fazhi, reports, db, gold):
    assert "there is no such warehouse" in fazhi("evaluate", "--db", db, "--gold", gold).stderr
    fazhi("land", reports, "--db", db)
    done = fazhi("evaluate", "--db", db, "--gold", gold)
    assert done.exit_code == 1
    assert f"{db}: this is no built warehouse; build it first: fazhi build --db {db}" in done.stderr


def test_misses_where_one_may_not_write(fazhi, built, gold, tmp_path):
    (tmp_path / "file").write_text("")
    done = fazhi("evaluate", "--db", built, "--gold", gold, "--misses", tmp_path / "file" / "misses.csv")
    assert done.exit_code == 1
    assert "name a file where you may write: --misses FILE.csv" in done.stderr


@pytest.mark.parametrize(("edition", "found"), [("", 5), ("1", 5), ("2", 6)])
def test_what_is_found_of_later_metrics_counts_with_gold_of_their_edition(fazhi, built, gold, edition, found):
    with duckdb.connect(str(built)) as connection:
        connection.execute("create schema seeds")
        connection.execute(
            "create table seeds.metrics as select 'decision.major_decisions' as metric_code, 2 as edition"
        )
        connection.execute(
            "insert into marts.fct_observations values "
            "('r2', 35, 'decision.major_decisions', 12, '项', 'own', 'level', 2019, null, 0.96, 'a_rule')"
        )
    (gold / "manifest.csv").write_text(f"name,source_name,edition\na,a.txt,{edition}\n", encoding="utf-8")
    done = fazhi("evaluate", "--db", built, "--gold", gold, "--json")
    assert json.loads(done.stdout)["observations"]["found"] == found
