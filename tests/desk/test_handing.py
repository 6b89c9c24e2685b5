"""Verdicts out and in: verdicts.csv, gold, a colleague's file; rules from a card; pictures of pages."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from desk.app import application
from desk.context import Desk
from desk.errors import DeskError
from desk.pictures import Place, drawn
from desk.rulemaking import written
from desk.store import open_store
from desk.verdict import COLUMNS
from fazhi.cli import main
from fazhi.rulebook.folder import seeds_with
from ground.errors import RulesError
from tests.desk.conftest import READER, Reader, verdict

pytestmark = pytest.mark.warehouse


def _run(*arguments: object) -> Result:
    return CliRunner(catch_exceptions=False).invoke(main, list(map(str, arguments)))


@pytest.fixture
def checked(desk: Desk, reader: Reader) -> Path:
    """A store in which a few readings were checked: one without a metric, one with another scope."""
    reader.get("/queue/comparisons")
    for _ in range(4):
        reader.decide("accept")
    reader.decide("reject")
    reader.change("role", "prior")
    reader.decide("accept")
    return Path(desk.store.engine.url.database or "")


def test_export_is_gold_that_evaluate_reads(checked: Path, warehouse: Path, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = _run("desk", "--store", checked, "--db", warehouse, "export", "--out", out)
    assert done.exit_code == 0, done.output
    with (out / "verdicts.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert tuple(lines[0]) == COLUMNS
    assert [line["verdict_id"] for line in lines] == [one.verdict_id for one in desk.store.all()]
    told = _run("evaluate", "--db", warehouse, "--gold", out / "gold", "--json")
    assert told.exit_code == 0, told.output
    scores = json.loads(told.output)
    # of six figures one measures nothing, and one is of another role
    assert scores["observations"]["found"] == 6
    assert scores["observations"]["right"] == 5
    assert scores["observations"]["gold"] == 5
    misses = tmp_path / "misses.csv"
    _run("evaluate", "--db", warehouse, "--gold", out / "gold", "--misses", misses)
    with misses.open(encoding="utf-8-sig", newline="") as file:
        assert sorted(line["kind"] for line in csv.DictReader(file)) == ["observation invented", "role wrong"]
    # a second export takes the first one's place
    assert _run("desk", "--store", checked, "--db", warehouse, "export", "--out", out).exit_code == 0


def test_a_folder_of_other_files_is_left_alone(checked: Path, warehouse: Path, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("x")
    done = CliRunner().invoke(
        main, ["desk", "--store", str(checked), "--db", str(warehouse), "export", "--out", str(tmp_path)]
    )
    assert done.exit_code == 1
    assert "name a folder of its own" in done.output
    assert not {"verdicts.csv", "gold"} & {path.name for path in tmp_path.iterdir()}


def test_a_colleagues_file(checked: Path, warehouse: Path, desk: Desk, tmp_path: Path) -> None:
    out, other = tmp_path / "out", tmp_path / "other.sqlite"
    _run("desk", "--store", checked, "--db", warehouse, "export", "--out", out)
    done = _run("desk", "--store", other, "import", out / "verdicts.csv", "--as", "王")
    assert done.exit_code == 0, done.output
    store = open_store(str(other))
    taken = store.all()
    assert {(one.reader, one.source) for one in taken} == {("王", "import")}
    assert len(store.heads()) == len(desk.store.heads())
    first = desk.store.heads()[0]
    store.add([verdict(**{**first.as_row(), "verdict_id": "0" * 32, "reader": READER, "decision": "reject",
                          "value_after": "", "char_start": first.char_start, "is_blind": False})])  # fmt: skip
    store.close()
    # the same again is known; what was decided here otherwise is for an adjudicator
    done = _run("desk", "--store", other, "import", out / "verdicts.csv", "--as", "王")
    assert f"0 new, {len(taken)} known" in done.output
    store = open_store(str(other))
    from desk.disagreements import disagreements

    assert [item.char_start for item in disagreements(store.heads())] == [first.char_start]
    store.close()


def test_conflicts_are_counted(checked: Path, warehouse: Path, desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run("desk", "--store", checked, "--db", warehouse, "export", "--out", out)
    text = (out / "verdicts.csv").read_text(encoding="utf-8")
    ids = [one.verdict_id for one in desk.store.all()]
    for one_id in ids:
        text = text.replace(one_id, one_id[::-1])
    (tmp_path / "w.csv").write_text(text.replace(",accept,", ",reject,", 1), encoding="utf-8")
    done = _run("desk", "--store", checked, "import", tmp_path / "w.csv", "--as", "王")
    assert f"{len(ids)} new" in done.output
    assert "conflicts  1 new, 1 waiting in all;" in done.output
    done = _run("desk", "--store", checked, "import", tmp_path / "w.csv", "--as", "王")
    assert f"0 new, {len(ids)} known" in done.output
    assert "conflicts  0 new, 1 waiting in all;" in done.output
    # under the same name they are two threads of one reader, which nobody can have meant
    done = _run("desk", "--store", checked, "import", tmp_path / "w.csv", "--as", READER)
    assert done.exit_code in (0, 3)
    assert "known" in done.output


def test_a_file_with_faults(tmp_path: Path) -> None:
    good, bad = verdict().as_row(), {**verdict(char_start=6).as_row(), "decision": "perhaps"}
    path = tmp_path / "verdicts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows([good, bad])
    done = _run("desk", "--store", tmp_path / "s.sqlite", "import", path)
    assert done.exit_code == 3
    assert f"{path}, line 3: decision “perhaps”" in done.output
    assert "1 new" in done.output
    path.write_text("a,b\n", encoding="utf-8")
    done = CliRunner().invoke(main, ["desk", "--store", str(tmp_path / "s.sqlite"), "import", str(path)])
    assert done.exit_code == 1
    assert "lacks the column" in done.output


def _rule_page(reader: Reader, key: str, **more: str) -> dict[str, int]:
    import re
    from urllib.parse import urlencode

    reader.get(f"/rule/{key}?{urlencode({'try': '1', **more})}")
    return {kind: int(count) for kind, count in re.findall(r'data-effect="(\w+)" data-count="(\d+)"', reader.text)}


def _wording(warehouse: Path) -> tuple[str, str]:
    """A figure that no rule claims and its wording."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        found = connection.execute(
            "select figure_id, wording from marts.aud_figure_disposition where topic <> 'none'"
            " and reason = 'no rule claims its wording' and wording like '%__◇' order by figure_id limit 1"
        ).fetchone()
    assert found
    return found


def test_what_a_rule_would_do(desk: Desk, reader: Reader, warehouse: Path) -> None:
    key, _ = _wording(warehouse)
    told = _rule_page(reader, key, metric_code="service.one_visit_items")
    assert told["claims"] >= 1
    assert told["drops"] == told["moves"] == 0
    # one that claims what another rule has already is a conflict, and none where they agree
    used = desk.queues.items("comparisons", READER)[-1]
    figure = desk.warehouse.figure(used.key)
    assert figure
    own = figure.value_of("metric").split()[0]
    assert _rule_page(reader, used.key, metric_code=own)["same"] >= 1
    other = "service.one_visit_items" if own != "service.one_visit_items" else "service.items_online"
    against = _rule_page(reader, used.key, metric_code=other)
    assert against["drops"] + against["moves"] >= 1
    # a reader who has looked is heard
    desk.store.add([
        verdict(report_sha256=figure.report["sha256"], char_start=figure.landed["char_start"],
                number_text=figure.item.number_text, value_after=own)
    ])  # fmt: skip
    _rule_page(reader, used.key, metric_code=other)
    assert "1 个判断不同" in reader.text
    answer = reader.client.get(f"/rule/{key}", params={"try": "1", "pattern": "(", "metric_code": other})
    assert answer.status_code == 409
    assert "RE2" in answer.text


def test_a_rule_is_written(warehouse: Path, opened_desk: Callable[..., Desk], tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    reader = Reader(application(opened_desk(warehouse, rules=rules), {"127.0.0.1"}))
    key, wording = _wording(warehouse)
    reader.get(f"/rule/{key}?metric_code=service.one_visit_items")
    form = {"csrf": reader.csrf, "metric_code": "service.one_visit_items"}
    reader.post(f"/rule/{key}", form)
    (row,) = csv.DictReader((rules / "wording_rules.csv").open(encoding="utf-8", newline=""))
    assert row["rule_id"] == "office.service.one_visit_items.1"
    assert row["example"].count("⟦") == row["counter_example"].count("⟦") == 1
    assert row["pattern"].split("◇")[0].replace("\\", "") in wording
    assert row["rule_id"] in seeds_with(rules)["wording_rules"].rows
    reader.post(f"/rule/{key}", form)
    lines = list(csv.DictReader((rules / "wording_rules.csv").open(encoding="utf-8", newline="")))
    assert [line["rule_id"][-1] for line in lines] == ["1", "2"]


def test_a_rule_that_cannot_be(warehouse: Path, opened_desk: Callable[..., Desk], tmp_path: Path) -> None:
    from dataclasses import replace

    from desk.effects import Proposal

    rules = tmp_path / "rules"
    good = Proposal(
        "office.a.1", "service.one_visit_items", "*", "专题讲座◇", "", "event", "讲⟦1⟧次。", "听⟦1⟧次。", "heading"
    )
    for wrong in (
        replace(good, counter_example="没有数字。"),
        replace(good, topic_reach="far"),
    ):
        with pytest.raises(DeskError):
            written(rules, wrong)
    for wrong in (
        replace(good, pattern="("),
        replace(good, metric_code="no.such"),
        replace(good, topics="nothing_such"),
    ):
        with pytest.raises(RulesError):
            written(rules, wrong)
    assert not (rules / "wording_rules.csv").exists()
    (rules / "wording_rules.csv").write_text("rule_id,note\nadmin_review.cases_accepted.1,ours\n", encoding="utf-8")
    written(rules, good)
    first, second = csv.DictReader((rules / "wording_rules.csv").open(encoding="utf-8", newline=""))
    assert (first["note"], second["pattern"]) == ("ours", "专题讲座◇")
    with pytest.raises(DeskError, match="already"):
        written(rules, good)
    # without a folder it can be tried and not written
    reader = Reader(application(opened_desk(warehouse), {"127.0.0.1"}))
    key, _ = _wording(warehouse)
    reader.get(f"/card/{key}")
    assert reader.client.post(f"/rule/{key}", data={"csrf": reader.csrf}).status_code == 409


def test_a_page_with_its_number_framed(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(300, 200))
    canvas.drawString(40, 150, "First 12 cases, then 12 pupils.")
    canvas.save()
    pictures = [
        Image.open(io.BytesIO(drawn(Place(path, 1, before, "12", after))))
        for before, after in (("First ", " cases"), ("then ", " pupils"), ("none", "such"))
    ]
    reds = [
        [x for x in range(image.width) for y in range(image.height) if image.getpixel((x, y)) == (194, 60, 20)]
        for image in pictures
    ]
    assert 0 < max(reds[0]) < min(reds[1]), "each is another of the two"
    nothing = Image.open(io.BytesIO(drawn(Place(path, 1, "", "77", ""))))
    assert (194, 60, 20) not in {color for _, color in nothing.getcolors(1 << 20) or []}


def test_a_card_of_a_pdf(copied: Callable[..., Path], opened_desk: Callable[..., Desk], tmp_path: Path) -> None:
    import hashlib

    files = tmp_path / "files"
    files.mkdir()
    canvas = Canvas(str(files / "r.pdf"))
    canvas.drawString(40, 150, "12")
    canvas.save()
    sha256 = hashlib.sha256((files / "r.pdf").read_bytes()).hexdigest()
    db = copied(
        f"update marts.dim_report set format = 'pdf', source_uri = 'r.pdf', sha256 = '{sha256}'",
        "update marts.aud_figure_disposition set page_no = 1",
        f"update raw.loads set source_root = '{files}'",
    )
    reader = Reader(application(opened_desk(db), {"127.0.0.1"}))
    reader.get("/queue/comparisons")
    key = reader.card
    assert f'src="/picture/{key}"' in reader.text
    answer = reader.client.get(f"/picture/{key}")
    assert answer.content.startswith(b"\x89PNG")
    # another file in its place is not shown, nor one outside of the folder
    (files / "r.pdf").write_bytes(b"%PDF-1.4 other")
    assert "/picture/" not in reader.get(f"/card/{key}")
    assert reader.client.get(f"/picture/{key}").status_code == 404
