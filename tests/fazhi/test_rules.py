"""Rules of an office's own: a folder over the project's seeds, what is wrong with one, and `fazhi rules check`."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import Result

from fazhi import inputs
from fazhi.rulebook.cases import Case, reports_of
from fazhi.rulebook.folder import faults_of, seeds_with
from fazhi.rulebook.patterns import UnknownClassError, expanded, word_classes
from ground.errors import RulesError
from tests.warehouse import built_from_texts

Fazhi = Callable[..., Result]
LEAGUE = "我盟下辖各家受理行政复议案件⟦9⟧件。"
CUE = f"""cue_id,cue_order,place,pattern,says,example,counter_example
scope.league,85,lead,我盟下辖各家,whole,{LEAGUE},市政府受理行政复议案件⟦9⟧件。
"""


def written(folder: Path, **files: str) -> Path:
    """The folder with CSV files in it."""
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_folder_adds_rows_and_replaces_cells(tmp_path: Path) -> None:
    own = written(tmp_path / "own", scope_cues=CUE, topics="topic,pattern\nlegal_aid,法援热线\n")
    before, seeds = seeds_with(None), seeds_with(own)
    assert set(seeds["scope_cues"].rows) - set(before["scope_cues"].rows) == {"scope.league"}
    assert seeds["scope_cues"].rows["scope.league"].row["note"] == ""
    aid, old = seeds["topics"].rows["legal_aid"], before["topics"].rows["legal_aid"]
    assert (aid.row["pattern"], aid.file) == ("法援热线", "topics.csv")
    assert {**aid.row, "pattern": old.row["pattern"]} == old.row


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rulez", "rule_id\nx\n", "rulez.csv: no seed has this name; a file is one of agreement, "),
        ("topics", "topic,patern\nx,y\n", "topics.csv: no column 'patern'; its columns are topic_order, topic, "),
        ("topics", "pattern\ny\n", "topics.csv: has no column topic, which names its rows; add it"),
        ("topics", "topic,pattern\n,y\n", "topics.csv, line 2: topic is empty; give the row a name of its own"),
        (
            "topics",
            "topic,pattern\nlegal_aid,x\nlegal_aid,y\n",
            "topics.csv:legal_aid: stands in the file twice (line 3)",
        ),
        ("topics", "topic,pattern\nnew,x\n", "topics.csv:new, topic_order: '' is no whole number; write one"),
        ("topics", "topic,pattern\nlegal_aid,(?=x)\n", "topics.csv:legal_aid, pattern: is no pattern of RE2: "),
        (
            "topics",
            "topic,pattern\nlegal_aid,{nouns}\n",
            "topics.csv:legal_aid, pattern: no word class is named {nouns}",
        ),
        (
            "wording_rules",
            "rule_id,metric_code,topics,pattern\nx.1,no.such,sea,y◇\n",
            "metric_code: there is no 'no.such'",
        ),
        (
            "wording_rules",
            "rule_id,metric_code,topics,pattern\nx.1,no.such,sea,y◇\n",
            "topics: there is no 'sea' in topics",
        ),
        (
            "wording_rules",
            "rule_id,metric_code,topics,pattern\nx.1,legal_aid.accepted,legal_aid,受理\\s*件\n",
            "x.1, pattern: '\\\\s' could reach into the next wording",
        ),
        (
            "wording_rules",
            "rule_id,metric_code,topics,pattern\nx.1,legal_aid.accepted,legal_aid,受理[^!-龥]件◇\n",
            "x.1, pattern: '!-龥' is a range of several scripts",
        ),
        ("exclusion_cues", "cue_id,says\nexclusion.average,no.such\n", "says: there is no 'no.such' in metrics"),
        ("scope_cues", CUE.replace(",lead,", ",roof,"), "place: no 'roof'; this judgement looks at behind, item, "),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(RulesError) as raised:
        seeds_with(written(tmp_path / "own", **{name: text}))
    assert said in str(raised.value)


@pytest.mark.parametrize("name", ["wording_rules", "topics", "word_classes"])
def test_the_projects_own_rows_have_no_fault(name: str) -> None:
    seeds = seeds_with(None)
    assert [fault for row_id in seeds[name].rows for fault in faults_of(seeds, name, row_id)] == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RulesError, match="there is no such folder"):
        seeds_with(tmp_path / "nowhere")


def test_the_models_read_with_the_folders_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"南昌市2021年法治政府建设情况报告\n{LEAGUE.replace('⟦', '').replace('⟧', '')}\n"
    monkeypatch.setenv(
        "FAZHI_RULES", str(written(tmp_path / "own", scope_cues=CUE, role_cues="cue_id,note\nrole.wish,ours\n"))
    )
    database = built_from_texts(tmp_path, {"a.txt": text}, "+int_figure_scopes +int_figure_roles")
    with duckdb.connect(str(database), read_only=True) as warehouse:
        found = warehouse.execute("select scope, scope_cue from intermediate.int_figure_scopes").fetchall()
        kept = warehouse.execute(
            "select note, pattern <> '', cue_order from seeds.role_cues where cue_id = 'role.wish'"
        ).fetchall()
    assert found == [("whole", "scope.league")]
    assert kept == [("ours", True, 160)]


def test_a_change_in_the_folder_is_a_change_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without = inputs.project_hash()
    monkeypatch.setenv("FAZHI_RULES", str(written(tmp_path / "own", scope_cues=CUE)))
    first = inputs.project_hash()
    written(tmp_path / "own", scope_cues=CUE.replace("各家", "各户"))
    assert len({without, first, inputs.project_hash()}) == 3


def test_a_bad_folder_stops_before_anything_lands(fazhi: Fazhi, reports: Path, db: Path, tmp_path: Path) -> None:
    own = written(tmp_path / "own", rulez="a\nb\n")
    done = fazhi("all", reports, "--db", db, "--rules", own, "--exports", tmp_path / "e", "--page", tmp_path / "p")
    assert done.exit_code == 1
    assert "rulez.csv: no seed has this name" in done.stderr
    assert not db.exists()


def test_check_names_what_does_not_do_what_it_says(fazhi: Fazhi, tmp_path: Path) -> None:
    rule = "示例复议件数◇"
    own = written(
        tmp_path / "own",
        scope_cues=CUE.replace(LEAGUE, "全市受理行政复议案件⟦9⟧件。"),
        wording_rules="rule_id,metric_code,topics,pattern,unit_classes,topic_reach,example,counter_example\n"
        + "".join(
            f"own.{number},{metric},*,{rule},case,heading,示例复议件数⟦9⟧件。,市政府收到复议申请⟦9⟧件。\n"
            for number, metric in ((1, "admin_review.cases_accepted"), (2, "admin_review.cases_concluded"))
        ),
    )
    done = fazhi("rules", "check", "--rules", own)
    assert done.exit_code == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("scope_cues.csv:scope.league: its example: it does not speak there;") for line in lines)
    rivals = "own.1 (admin_review.cases_accepted), own.2 (admin_review.cases_concluded)"
    assert f"wording_rules.csv:own.1: its example is claimed for several metrics, by {rivals}" in done.stdout
    assert lines[-1].startswith("cases ")


def test_a_case_holds_what_stands_before_its_sentence() -> None:
    texts, places = reports_of(
        [
            Case("a", "example", "先说一句。\n再说⟦12⟧件。", "f:a"),
            Case("b", "example", "# 一、标题\n@title: 甲市2020年报告\n说⟦7⟧件。", "f:b"),
        ]
    )
    first, second = places["a", "example"], places["b", "example"]
    assert texts[first.report][first.offset :].startswith("12件。")
    assert "先说一句。再说12件。" in texts[first.report]
    assert texts[second.report].startswith("甲市2020年报告\n")
    assert "\n一、标题\n" in texts[second.report]
    assert texts[second.report][second.offset :].startswith("7件。")
    with pytest.raises(RulesError, match="f:c: mark one number"):
        reports_of([Case("c", "example", "没有数字。", "f:c")])
    with pytest.raises(RulesError, match="only @title: is known"):
        reports_of([Case("c", "example", "@issuer: 甲市\n有⟦1⟧件。", "f:c")])


def test_patterns_are_written_in_lines() -> None:
    classes = word_classes(
        [
            {"word_class": "both", "class_order": "20", "words": "{one}\n二"},
            {"word_class": "one", "class_order": "10", "words": "一"},
        ]
    )
    assert classes == {"one": "(?:一)", "both": "(?:(?:一)|二)"}
    assert expanded("^(?:\n甲\n乙\n)丙\n\n丁{one}", classes) == "^(?:甲|乙)丙|丁(?:一)"
    with pytest.raises(UnknownClassError, match="three"):
        expanded("{three}", classes)
