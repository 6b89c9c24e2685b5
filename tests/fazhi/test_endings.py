"""What is told at the end of a walk, and of errors, in two languages."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from fazhi import endings, troubles
from fazhi.built import Built
from fazhi.conductor import Outcome, Walk
from fazhi.doubts import Doubt
from fazhi.incremental import Hindrance
from fazhi.language import either, language
from ground import errors
from ingest.landing import LoadSummary
from tests.conftest import ROOT

Fazhi = Callable[..., Result]
LOCALE = ("FAZHI_LANG", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in LOCALE:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("said", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "de_DE.UTF-8", "FAZHI_LANG": "zh"}, "zh"),
        ({"LANG": "zh_TW", "FAZHI_LANG": "en"}, "en"),
        ({"LANG": "zh_CN", "LC_MESSAGES": ""}, "zh"),
    ],
)
def test_the_language_is_the_systems_or_what_is_said(said: dict[str, str], spoken: str, monkeypatch) -> None:
    for name, value in said.items():
        monkeypatch.setenv(name, value)
    assert language() == spoken
    assert either("yes", "是") == {"en": "yes", "zh": "是"}[spoken]


def test_what_was_left_out_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    landed = LoadSummary.__new__(LoadSummary)
    landed.__dict__["refused"] = [("a.rtf", "unsupported_format", "…"), ("b", "empty", "…"), ("c", "empty", "…")]
    outcome = Outcome(landed=landed, doubtful=[Doubt("d", "year_unsure", "…")])
    assert endings.whole(outcome) == (
        "3 files were left out (2 empty, 1 unsupported format): the lines above say why and what to do; "
        "the ledger (aud_load_ledger) keeps them; 1 report without a sure place or year: no figure of them is used "
        "until fazhi identify settles it"
    )
    monkeypatch.setenv("FAZHI_LANG", "zh")
    assert endings.whole(outcome).startswith("有 3 个文件未采用（2 文件是空的，1 格式不支持）")
    assert endings.whole(Outcome()) == ""


def test_every_line_has_a_name_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    told = dict(endings.ending(Walk(Path("w.duckdb"), building=True, out=Path("o"), page=Path("p")), Outcome()))
    assert endings.lined("warehouse", told["warehouse"]) == "warehouse  w.duckdb"
    monkeypatch.setenv("FAZHI_LANG", "zh")
    for name, words in endings.ending(Walk(Path("w"), building=True, out=Path("o"), page=Path("p")), Outcome()):
        assert not endings.lined(name, words).isascii() or name == "warehouse"


@pytest.mark.parametrize("reading", ["en", "zh"])
def test_a_full_build_says_why_where_one_could_ask(reading: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", reading)
    told = {}
    for why in Hindrance:
        outcome = Outcome(built=Built(1, 2, 3, [], why_whole=why), reports=1)
        told[why] = dict(endings.ending(Walk(Path("w"), building=True), outcome)).get("in full")
    assert {why for why, words in told.items() if not words} == {Hindrance.ASKED, Hindrance.FIRST}
    assert "300" in str(told[Hindrance.FEW])
    assert "25%" in str(told[Hindrance.MANY])
    assert len(set(told.values())) == len(told) - 1
    assert all(not endings.lined("in full", words).isascii() for words in told.values() if words) == (reading == "zh")


def test_what_landing_leaves_open_sends_nobody_to_settle_it() -> None:
    landed = LoadSummary(files_seen=1)
    landed.doubtful = [(f"{number}.txt", "its place is not sure") for number in range(endings.MOST_DOUBTS + 2)]
    told = list(endings.ending(Walk(Path("w"), source=Path("r")), Outcome(landed=landed)))
    assert not {"doubtful", "settle"} & {name for name, _ in told}
    assert [words for name, words in told if name == "open"][-1].startswith("and 2 more; nothing to do yet: the build")


def test_a_reason_has_words_and_a_code_without_words_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert troubles.reason("not_text") == "not text"
    monkeypatch.setenv("FAZHI_LANG", "zh")
    assert troubles.reason("not_text") == "不是文本"
    assert troubles.reason("moonlit") == "moonlit"


def test_the_commonest_errors_are_told_in_chinese(fazhi: Fazhi, reports: Path, tmp_path: Path, monkeypatch) -> None:
    """As the commands raise them, so that a message that changes is missed here."""
    monkeypatch.setenv("FAZHI_LANG", "zh")
    (tmp_path / "empty").mkdir()
    db, full = tmp_path / "w.duckdb", tmp_path / "landed.duckdb"
    assert fazhi("land", reports, "--db", full).exit_code == 0
    said = {
        "里面没有报告": fazhi("all", tmp_path / "empty", "--db", db),
        "还没有报告；先运行": fazhi("build", "--db", db),
        "还没有构建；先运行：fazhi build": fazhi("export", "--db", full, "--exports", tmp_path / "e"),
        "还没有数据库": fazhi("show", "--city", "南昌", "--db", db),
        "还没有构建，或是旧版本": fazhi("show", "--city", "南昌", "--db", full),
    }
    for words, done in said.items():
        assert done.exit_code == 1
        assert done.stderr.startswith("错误: ")
        assert words in done.stderr
    assert "已满" in troubles.in_words(str(errors.NoRoom.at("w.duckdb", "No space left on device")))


def test_what_is_not_known_in_chinese_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", "zh")
    assert troubles.in_words("something else") == "something else"


@pytest.mark.parametrize(("code", "made"), [(0, 0), (3, 0), (1, 2), (2, 2)])
def test_make_counts_a_run_that_left_something_out_as_done(code: int, made: int, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "requirements").mkdir()
    for name in ("runtime", "dev", "semantic", "installer"):
        (tmp_path / "requirements" / f"{name}.txt").touch()
    (tmp_path / "pyproject.toml").touch()
    program = tmp_path / ".venv" / "bin" / "fazhi"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\nexit {code}\n", encoding="utf-8")
    program.chmod(0o755)
    (tmp_path / ".venv" / ".ready").touch()
    done = subprocess.run(["make", "warehouse"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == made, done.stderr
    assert ("Error" in done.stderr) == bool(made)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["moonlit"], "没有“moonlit”这个命令"),
        (["show", "--jeer", "3"], "没有“--jeer”这个选项；是不是指 --year？"),
        (["show", "--year", "x"], "--year：“x”不是数字"),
        (["show"], "请写明要看什么"),
        (["all", "nowhere"], "REPORTS：没有“nowhere”这个文件或文件夹"),
        (["forget", "a.txt"], "请写明理由：--reason 理由"),
        (["forget"], "缺少 FILE"),
        (["build", "more"], "多了：more"),
        (["runs", "--last", "0"], "--last：0 不在 x>=1 之内"),
    ],
)
def test_how_a_command_is_used_is_told_in_chinese(fazhi: Fazhi, arguments: list[str], told: str, monkeypatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", "zh")
    done = fazhi(*arguments)
    assert done.exit_code == 2
    assert told in done.stderr.splitlines()[-1]
    assert done.stderr.startswith("用法：")
    monkeypatch.setenv("FAZHI_LANG", "en")
    assert (code := fazhi(*arguments)).stderr.startswith("Usage: "), code
    assert code.exit_code == 2


def test_what_a_command_ends_with_is_the_same_in_both_languages(fazhi: Fazhi, monkeypatch) -> None:
    for spoken in ("zh", "en"):
        monkeypatch.setenv("FAZHI_LANG", spoken)
        assert [fazhi(*asked).exit_code for asked in (["--version"], ["show", "--help"], ["build", "-x"])] == [0, 0, 2]


def test_a_group_without_a_command_shows_its_help_in_both_languages(fazhi: Fazhi, monkeypatch) -> None:
    for spoken, usage in (("zh", "用法："), ("en", "Usage: ")):
        monkeypatch.setenv("FAZHI_LANG", spoken)
        done = fazhi("rules")
        assert (done.exit_code, done.stderr.count(usage)) == (2, 1)
        assert "错误" not in done.stderr


def test_how_a_command_is_used_is_told_in_the_language_of_the_settings(
    fazhi: Fazhi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fazhi.toml").write_text('language = "zh"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAZHI_LANG", "en")  # so that what the settings set is taken back at the end
    monkeypatch.delenv("FAZHI_LANG")
    assert fazhi("show").stderr.startswith("用法：")


def test_why_a_file_was_left_out_is_told_in_chinese(fazhi: Fazhi, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("FAZHI_LANG", "zh")
    folder = tmp_path / "some"
    folder.mkdir()
    (folder / "empty.txt").touch()
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 20)
    done = fazhi("land", folder, "--db", tmp_path / "w.duckdb")
    assert done.exit_code == 3
    told = {line.split()[1]: line for line in done.stderr.splitlines() if line.startswith("未采用")}
    assert told["empty.txt"].endswith("文件里没有内容；请另取一份完整的")
    assert "；已损坏或不完整：请另取一份完整的" in told["cut.pdf"]
    assert told["noise.txt"].endswith("请存为纯文本后再收")
