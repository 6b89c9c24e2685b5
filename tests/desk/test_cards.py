"""Cards and queues by their pages: what each key writes, what waits where, and what comes back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.app import application
from desk.context import Desk
from desk.queues import CODES
from desk.verdict import Verdict
from desk.words import WORDS
from tests.desk.conftest import READER, Reader

pytestmark = pytest.mark.warehouse
TEMPLATES = Path(__file__).parents[2] / "desk" / "templates"


def _only(desk: Desk) -> Verdict:
    (one,) = desk.store.all()
    return one


def test_the_queues_and_their_counts(reader: Reader) -> None:
    shown = dict(re.findall(r'data-queue="(\w+)" data-open="(\d+)"', reader.get("/")))
    assert set(shown) == set(CODES)
    assert int(shown["comparisons"]) > 20
    assert int(shown["checks"]) > 0
    assert int(shown["wordings"]) > 20
    assert shown["disagreements"] == shown["stale"] == "0"


def test_the_least_sure_comes_first(desk: Desk) -> None:
    items = desk.queues.items("comparisons", READER)
    with desk.warehouse.reading() as connection:
        confidence = dict(
            connection.execute(
                "select figure_id, min(confidence) from marts.fct_evidence group by figure_id"
            ).fetchall()
        )
    told = [confidence[item.key] for item in items]
    assert told == sorted(told)
    assert len({item.key for item in items}) == len(items)


def test_right(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons?lang=en")
    key = reader.card
    figure = desk.warehouse.figure(key)
    assert figure
    assert f"<mark>{figure.item.number_text}</mark>" in reader.text
    assert "Sure 0." in reader.text
    reader.decide("accept", note="看过")
    one = _only(desk)
    assert (one.part, one.decision, one.reader, one.queue, one.note) == (
        "reading",
        "accept",
        READER,
        "comparisons",
        "看过",
    )
    assert one.value_after == figure.value_of("metric")
    first = figure.readings[0]
    assert one.value_before == f"{one.value_after} scope={first['scope']} role={first['role']} year={first['year']}"
    assert (one.report_sha256, one.char_start) == (figure.report["sha256"], figure.landed["char_start"])
    assert figure.readings[0]["rule_id"] in one.rule_ids.split()
    assert reader.card != key
    assert "Saved" in reader.text
    # it is asked of nobody again
    assert key not in [item.key for item in desk.queues.open("comparisons", "王")]


def test_a_year_that_nothing_says_is_shown_and_accepted(
    desk: Desk, copied: Callable[..., Path], opened_desk: Callable[..., Desk]
) -> None:
    with desk.warehouse.reading() as connection:
        key, metric, year = connection.execute(
            "select figure_id, any_value(metric_code), any_value(year) from marts.fct_evidence where role = 'level'"
            " group by figure_id having count(*) = 1 order by figure_id limit 1"
        ).fetchall()[0]
    columns = (
        "observation_id, figure_id, report_id, metric_code, year, as_of, scope, role, value, unit, modifier,"
        " number_text, rule_id, confidence, confidence_number, confidence_metric, confidence_scope, confidence_year,"
        " confidence_place, confidence_reasons"
    )
    db = copied(
        f"create or replace table intermediate.int_unsaid_years as select {columns} from marts.fct_evidence"
        f" where figure_id = '{key}'",
        f"delete from marts.fct_evidence where figure_id = '{key}'",
        "update marts.aud_figure_disposition set disposition = 'set_aside', reason = 'its year is not said'"
        f" where figure_id = '{key}'",
    )
    again = opened_desk(db)
    reader = Reader(application(again, {"127.0.0.1"}))
    reader.get(f"/card/{key}?lang=en")
    assert "the year is accepted too" in reader.text
    assert f"If it is of {year}," in reader.text
    reader.decide("accept")
    one = _only(again)
    assert (one.decision, one.value_after) == ("accept", metric)
    assert f"year={year}" in one.value_before.split()


def test_a_changed_part_then_right(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons")
    key = reader.card
    reader.change("metric", "service.one_visit_items")
    assert reader.card == key
    assert "已改" in reader.text
    reader.change("scope", "part")
    reader.change("scope", "own")
    reader.decide("accept")
    standing = {one.part: one for one in desk.store.heads()}
    assert set(standing) == {"metric", "scope", "reading"}
    assert standing["reading"].value_after == "service.one_visit_items"
    assert standing["scope"].value_after == "own"
    assert standing["scope"].follows in {one.verdict_id for one in desk.store.all()}
    assert len(desk.store.all()) == 4


@pytest.mark.parametrize(
    ("part", "value"),
    [("metric", "no.such"), ("scope", "mine"), ("role", ""), ("year", "19"), ("value", "many"), ("jurisdiction", "9")],
)
def test_what_a_part_cannot_be(desk: Desk, reader: Reader, part: str, value: str) -> None:
    reader.get("/queue/comparisons")
    answer = reader.client.post("/verdict", data={**reader.hidden("choice"), "part": part, "value": value})
    assert answer.status_code == 409
    assert desk.store.all() == []


def test_from_a_value_that_cannot_be_one_comes_back_to_the_card(reader: Reader) -> None:
    reader.get("/queue/comparisons")
    form = {**reader.hidden("choice"), "part": "value", "value": "many"}
    for before, back in (("http://127.0.0.1/queue/comparisons?after=1", True), ("http://elsewhere.example/x", False)):
        told = reader.client.post("/verdict", data=form, headers={"referer": before}).text
        assert ('href="/queue/comparisons?after=1"' in told) is back
        assert "elsewhere.example" not in told


def test_what_a_part_can_be(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons")
    for part, value in (("year", "2018"), ("value", "1,950.5"), ("jurisdiction", "360700"), ("role", "prior")):
        reader.change(part, value)
    assert {one.part: one.value_after for one in desk.store.heads()} == {
        "year": "2018",
        "value": "1950.5",
        "jurisdiction": "360700",
        "role": "prior",
    }


@pytest.mark.parametrize("decision", ["reject", "new_wording"])
def test_no_metric_and_new_wording(desk: Desk, reader: Reader, decision: str) -> None:
    reader.get("/queue/wordings")
    answer = reader.client.post("/verdict", data={**reader.hidden(), "decision": "accept"})
    assert answer.status_code == 409, "nothing is read that could be right"
    reader.decide(decision)
    one = _only(desk)
    assert (one.part, one.decision, one.value_after) == ("reading", decision, "")


def test_a_key_pressed_twice(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons")
    form = {**reader.hidden(), "decision": "accept"}
    for _ in range(2):
        reader.post("/verdict", form)
    assert _only(desk).verdict_id == form["verdict_id"]


def test_two_windows_on_one_card(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons")
    first = reader.hidden()
    reader.get("/queue/comparisons")
    reader.decide("accept")
    reader.post("/verdict", {**first, "decision": "reject"})
    assert [one.decision for one in desk.store.heads()] == ["reject"]
    assert len(desk.store.all()) == 2


def test_undo_brings_the_card_back(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons")
    key = reader.card
    reader.decide("accept")
    reader.post("/undo", {**reader.hidden(), "csrf": reader.csrf})
    assert reader.card == key
    assert desk.store.heads() == []
    assert [one.decision for one in desk.store.all()] == ["accept", "withdraw"]
    assert key == next(desk.queues.open("comparisons", READER)).key
    answer = reader.client.post("/undo", data={"csrf": reader.csrf})
    assert answer.status_code == 409


def test_skip_goes_round(desk: Desk, reader: Reader) -> None:
    count = len(desk.queues.items("checks", READER))
    seen = []
    reader.get("/queue/checks")
    for _ in range(count + 1):
        seen.append(reader.card)
        skip = re.search(r'href="([^"]+)" data-key="s"', reader.text)
        assert skip
        reader.get(skip[1].replace("&amp;", "&"))
    assert len(set(seen)) == count
    assert seen[-1] == seen[0]
    assert desk.store.all() == []


def test_a_report_whose_place_is_unsure(copied: Callable[..., Path], opened_desk: Callable[..., Desk]) -> None:
    db = copied(
        "update marts.dim_report set identity_obstacle = 'place_unsure', jurisdiction_key = null,"
        " jurisdiction_confidence = 0.4 where source_name = 'nanchang_2019_digest.txt'"
    )
    desk = opened_desk(db)
    reader = Reader(application(desk, {"127.0.0.1"}))
    reader.get("/queue/reports")
    answer = reader.client.post("/verdict", data={**reader.hidden(), "decision": "accept"})
    assert answer.status_code == 409, "there is no place yet"
    reader.change("report_jurisdiction", "360100")
    assert "南昌市" in reader.text
    assert desk.store.all() == [], "a report is decided on as a whole"
    reader.decide("accept")
    told = {one.part: one for one in desk.store.heads()}
    assert (told["report_jurisdiction"].decision, told["report_jurisdiction"].value_after) == ("change", "360100")
    assert (told["report_year"].decision, told["report_year"].value_after) == ("accept", "2019")
    assert told["report_year"].char_start is None
    assert "没有" in reader.text or "已核完" in reader.text
    reader.post("/undo", {"csrf": reader.csrf, "queue": "reports"})
    assert desk.store.heads() == []
    assert desk.queues.waiting(READER)[0].open == 1


def test_samples_are_drawn_once_and_read_by_each(desk: Desk, reader: Reader) -> None:
    reader.get("/samples")
    reader.post("/samples", {"csrf": reader.csrf, "seed": "7", "per_stratum": "2", "sample_name": "初次"})
    sample = reader.hidden()["sample"]
    items = desk.queues.items("sample", READER, sample)
    with desk.warehouse.reading() as connection:
        from desk.samples import drawn

        again = drawn(connection, 7, 2)
        assert [(one.report_sha256, one.char_start) for one in again] == [
            (item.report_sha256, item.char_start) for item in items
        ]
        assert drawn(connection, 8, 2) != again
    strata = {(one.family, one.band) for one in again}
    assert all(sum((one.family, one.band) == stratum for one in again) <= 2 for stratum in strata)
    reader.decide("accept")
    one = _only(desk)
    assert (one.queue, one.sample_id, one.is_blind) == ("sample", sample, True)
    assert sum(1 for _ in desk.queues.open("sample", READER, sample)) == len(items) - 1
    # another reader is asked the same
    assert sum(1 for _ in desk.queues.open("sample", "王", sample)) == len(items)
    assert "初次" in reader.get("/samples")


def test_two_readers_differ_and_one_decides(desk: Desk, reader: Reader, opened_desk: Callable[..., Desk]) -> None:
    second = opened_desk(desk.warehouse.db, reader="王")
    other = Reader(application(second, {"127.0.0.1"}))
    reader.get("/queue/comparisons")
    key = reader.card
    reader.decide("accept")
    other.get(f"/card/{key}?queue=comparisons")
    other.change("scope", "part")
    other.decide("accept")
    assert [item.key for item in desk.queues.items("disagreements", READER)] == [key]
    reader.get("/queue/disagreements")
    assert "王" in reader.text
    reader.decide("reject")
    assert desk.queues.items("disagreements", READER) == []
    assert desk.store.heads()[-1].queue == "disagreements"


def test_a_second_reader_that_reads_otherwise(copied: Callable[..., Path], opened_desk: Callable[..., Desk]) -> None:
    db = copied(
        "create or replace table marts.aud_second_reader_differences as select figure_id, 'scope' as part,"
        " 'own' as rules_reading, 'whole' as second_reading from marts.fct_evidence order by figure_id limit 3"
    )
    desk = opened_desk(db)
    reader = Reader(application(desk, {"127.0.0.1"}))
    assert len(desk.queues.items("second_reader", READER)) == 3
    assert "口径：发布机关本身（市本级、市政府、我办） ≠ " in reader.get("/queue/second_reader")
    assert "Scope: the reporting body itself ≠ " in reader.get("/queue/second_reader?lang=en")
    reader.decide("accept")
    assert sum(1 for _ in desk.queues.open("second_reader", READER)) == 2


def test_a_verdict_whose_sentence_has_changed(copied: Callable[..., Path], opened_desk: Callable[..., Desk]) -> None:
    db = copied()
    desk = opened_desk(db)
    reader = Reader(application(desk, {"127.0.0.1"}))
    keys = []
    reader.get("/queue/comparisons")
    for _ in range(2):
        keys.append(reader.card)
        reader.decide("accept")
    assert desk.queues.items("stale", READER) == []
    report, _, start = keys[0].partition(":")
    # another file takes the warehouse's place while the desk is open
    copied(
        "update raw.passages set text = concat(text, '（修订）')"
        f" where report_id = '{report}' and char_start <= {start} and char_end > {start}"
    )
    (item,) = desk.queues.items("stale", READER)
    assert item.key == keys[0]
    reader.get("/queue/stale")
    assert reader.card == keys[0]
    reader.decide("reject")
    assert desk.queues.items("stale", READER) == []
    standing = [one for one in desk.store.heads() if one.char_start == int(start)]
    assert [one.decision for one in standing] == ["reject"]


def test_a_verdict_goes_on_to_a_new_version(copied: Callable[..., Path], opened_desk: Callable[..., Desk]) -> None:
    db = copied()
    desk = opened_desk(db)
    reader = Reader(application(desk, {"127.0.0.1"}))
    reader.get("/queue/comparisons")
    keys = []
    for _ in range(30):
        keys.append(reader.card)
        reader.decide("accept")
    old, new = keys[0].partition(":")[0], "f" * 16
    moved = [key for key in keys if key.startswith(old)]
    lost, start = moved[0], int(moved[0].partition(":")[2])
    copied(
        # the same text ten characters later, but for one sentence
        f"insert into raw.passages select * replace ('{new}' as report_id, char_start + 10 as char_start,"
        f" char_end + 10 as char_end) from raw.passages where report_id = '{old}'",
        f"update raw.passages set text = concat('又', text) where report_id = '{new}'"
        f" and char_start <= {start + 10} and char_end > {start + 10}",
        f"insert into raw.figures select * replace ('{new}' as report_id, char_start + 10 as char_start,"
        f" '{new}:' || (char_start + 10) as figure_id) from raw.figures where report_id = '{old}'",
        f"insert into marts.dim_report select * replace ('{new}' as report_id, '{new * 4}' as sha256)"
        f" from marts.dim_report where report_id = '{old}'",
        f"update marts.dim_report set is_current = false where report_id = '{old}'",
    )
    stale = {item.verdict_id for item in desk.queues.items("stale", READER)}
    lost_ids = {one.verdict_id for one in desk.store.heads() if f"{one.report_sha256[:16]}:{one.char_start}" == lost}
    assert lost_ids <= stale
    carried = desk.queues.carried()
    assert {item.char_start - (one.char_start or 0) for one, item in carried if item.char_start} <= {10}
    of_old = [one for one in desk.store.heads() if one.report_sha256.startswith(old)]
    assert {one.verdict_id for one, _ in carried} | stale == {one.verdict_id for one in of_old}
    assert len(carried) + len(stale) == len(moved)


def test_progress(desk: Desk, reader: Reader) -> None:
    reader.get("/queue/comparisons")
    title = re.escape(desk.warehouse.figure(reader.card).report["title"])  # type: ignore[union-attr]
    reader.decide("accept")
    told = reader.get("/progress?lang=en")
    row = re.search(rf"<tr><th scope=\"row\">{title}</th>(.*?)</tr>", told)
    assert row
    assert re.findall(r">(\d+)</td>", row[1])[1] == "1"
    assert f"<td>{READER}</td>" in told


@pytest.mark.parametrize(
    ("part", "asked", "first"),
    [
        ("scope", "", "own"),
        ("role", "target", "target"),
        ("year", "1999", "1999"),
        ("metric", "service.one_visit_items", "service.one_visit_items"),
        ("jurisdiction", "南昌市", "360100"),
        ("report_jurisdiction", "西湖 南昌", "360103"),
        ("colour", "", None),
    ],
)
def test_lists_are_searched(reader: Reader, part: str, asked: str, first: str | None) -> None:
    found = reader.client.get("/options", params={"part": part, "q": asked}).json()
    assert (found[0]["value"] if found else None) == first


def test_every_word_is_there_in_both_languages() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.html"))
    named = set(re.findall(r"say\('([\w.]+)'[,)]", text))
    assert named - {"saved.", "queue."} <= set(WORDS)
    assert all(zh and en for zh, en in WORDS.values())
    assert {zh.count("{") == en.count("{") for zh, en in WORDS.values()} == {True}


def test_language(reader: Reader) -> None:
    assert "核读台" in reader.get("/")
    assert "Reading desk" in reader.get("/?lang=en")
    assert "Reading desk" in reader.get("/"), "what was chosen stays"
    assert 'lang="zh-CN"' in reader.get("/?lang=zh")
