"""What a build on Spark is tried on: reports of every kind that lands, in folders, and the rows that people add.

    python -m tests.spark.corpus FOLDER [--generated 500] [--reports MORE …]

Writes FOLDER/sources/N…/ (each is one landing, in this order: the samples, the annotated cases, MORE folders, documents
with a register and files that are refused, generated reports, then those of them that came again changed), a store of
fetched pages, FOLDER/rules/ (a correction, a wording and a cue of an office) and FOLDER/verdicts.csv. The same
arguments give the same files.
"""

import argparse
import csv
import hashlib
import os
import random
import shutil
from pathlib import Path

from ingest.fetching import connections
from ingest.fetching.rounds import fetch_due
from tests import documents, reference, verdicts
from tests.bench import corpus
from tests.faults.site import Site
from tests.gold import annotated

ROOT = Path(__file__).resolve().parents[2]
AGAIN = 12  # one in so many generated reports comes again with another number
CORRECTED = "corrected.txt"
TEXT = """德兴市2021年法治政府建设情况报告
2021年，德兴市深入推进法治政府建设，坚持依法行政，现将法治政府建设情况报告如下。
市政府受理行政复议案件437件，审结行政复议案件391件。
全年受理人民调解纠纷812件，调解成功764件。
全市办了法治夜校23场，覆盖12个乡镇。
我盟下辖各家开展普法宣传活动9场。
"""
WORDINGS = ROOT / "fazhi" / "starting" / "rules" / "wording_rules.csv.example"
CUES = """cue_id,cue_order,place,pattern,says,example,counter_example
office.league,85,lead,我盟下辖各家,whole,我盟下辖各家受理行政复议案件⟦9⟧件。,市政府受理行政复议案件⟦9⟧件。
"""
SENTENCE = TEXT.splitlines()[2]


def make(folder: Path, generated: int, more: list[Path]) -> None:
    """Writes all of it into an empty folder."""
    sources = folder / "sources"
    shutil.copytree(ROOT / "reports", sources / "1-samples")
    _cases(sources / "2-cases")
    for number, given in enumerate(more):
        shutil.copytree(given, sources / f"3-given-{number}")
    texts = _generated(generated)
    _documents(sources / "4-documents", texts[: max(8, generated // 50)])
    _store(folder / "store", sources / "5-store", texts[-3:])
    rest = sources / "6-generated"
    rest.mkdir()
    for number, text in enumerate(texts):
        (rest / f"g{number:04}.txt").write_text(text, encoding="utf-8")
    changed = shutil.copytree(rest, sources / "7-generated")
    for number in range(0, len(texts), AGAIN):
        path = changed / f"g{number:04}.txt"
        path.write_text(path.read_text(encoding="utf-8").replace("1件", "2件", 1) + "（更正）\n", encoding="utf-8")
    _corrections(folder / "rules")
    shutil.copy(WORDINGS, folder / "rules" / "wording_rules.csv")
    (folder / "rules" / "scope_cues.csv").write_text(CUES, encoding="utf-8")
    rows = [
        verdicts.verdict(TEXT, "391"),
        verdicts.verdict(TEXT, "812", "scope", "change", value_after="whole"),
        verdicts.verdict(TEXT, "764", decision="reject"),
    ]
    verdicts.write(folder / "verdicts.csv", rows)


def _cases(folder: Path) -> None:
    """The texts of all annotated cases, the held-out ones unread."""
    codes = annotated.metric_codes()
    folder.mkdir(parents=True)
    for path in sorted((ROOT / "tests" / "gold").glob("cases_*/*.annotated.txt")):
        case = annotated.parse(path, codes)
        (folder / f"{path.parent.name}-{case.header['name']}.txt").write_text(case.text, encoding="utf-8")


def _generated(count: int) -> list[str]:
    """Generated reports of many prefectures and years."""
    with (ROOT / "seeds" / "jurisdictions.csv").open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file) if row["is_current"] == "true"]
    places = [row["name_zh"] for row in known if row["level"] == "prefecture"]
    dice = random.Random(7)  # noqa: S311 - nothing secret
    texts = corpus.reports(count * corpus.REPORT)[:count]
    found = []
    for text in texts:
        here = text[: text.index("2")]  # a place, then its year
        found.append(text.replace(here, dice.choice(places[:120])))
    return found


def _documents(folder: Path, texts: list[str]) -> None:
    """Other formats, a register that says whose they are, and files that are refused."""
    folder.mkdir()
    forms = {".pdf": documents.as_pdf, ".docx": documents.as_docx, ".html": documents.as_html}
    rows = []
    for number, text in enumerate(texts):
        suffix = list(forms)[number % len(forms)]
        name = f"d{number}{suffix}"
        (folder / name).write_bytes(forms[suffix](text.replace("年3月", "年4月")))
        rows.append([name, text.splitlines()[-2], text[: text.index("2")], text[text.index("2") :][:4]])
    with (folder / "register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["file", "issuer", "jurisdiction", "year"], *rows])
    (folder / CORRECTED).write_text(TEXT, encoding="utf-8")
    (folder / "same.txt").write_text(TEXT, encoding="utf-8")
    (folder / "empty.txt").write_text("")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "recipe.txt").write_text("今天做一道红烧肉，先把肉切成小块。\n" * 20, encoding="utf-8")


def _store(store: Path, link: Path, texts: list[str]) -> None:
    """A store of fetched pages, one of them missing."""
    site = Site()
    register = store.with_suffix(".csv")
    rows = [["address", "issuer", "jurisdiction", "year"]]
    for number, text in enumerate(texts):
        site.pages[f"/{number}.html"] = documents.as_html(text.replace("年3月", "年5月"))
        rows.append([site.address(f"/{number}.html"), "", text[: text.index("2")], text[text.index("2") :][:4]])
    rows.append([site.address("/gone.html"), "", "南昌市", "2018"])
    with register.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    os.environ[connections.ALLOWED] = site.place
    try:
        fetch_due(register, store, progress=False)
    finally:
        site.close()
    link.symlink_to(store.resolve(), target_is_directory=True)


def _corrections(folder: Path) -> None:
    """A correction of one figure, as an office's own row."""
    folder.mkdir()
    row = {
        "correction_id": "T1",
        "source_name": CORRECTED,
        "printed_number": "437",
        "sentence_md5": hashlib.md5(SENTENCE.encode(), usedforsecurity=False).hexdigest(),
        "field": "value",
        "read_as": "437",
        "corrected_to": "431",
        "reason": "the office printed another number in its own yearbook",
        "corrected_on": "2024-05-06",
        "corrected_by": "a reader",
    }
    with (folder / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(row), lineterminator="\n")
        writer.writeheader()
        writer.writerow(row)


def main() -> int:
    """Reads the arguments, makes the folder anew."""
    parser = argparse.ArgumentParser(prog="python -m tests.spark.corpus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--generated", type=int, default=500)
    parser.add_argument("--reports", type=Path, nargs="*", default=[reference.REPORTS, reference.PASSAGES])
    given = parser.parse_args()
    shutil.rmtree(given.folder, ignore_errors=True)
    given.folder.mkdir(parents=True)
    make(given.folder, given.generated, [path for path in given.reports if path.is_dir()])
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
