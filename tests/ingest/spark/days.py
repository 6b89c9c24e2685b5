"""Days of an office for a job on Spark and for one machine: what comes, changes, goes, and is decided."""

import csv
import hashlib
import os
from pathlib import Path

import duckdb

from ingest.decisions import ACCEPT, REJECT, TAKE_BACK, WITHDRAW, decide
from ingest.fetching import connections
from ingest.fetching.rounds import fetch_due
from tests.bench.corpus import REPORT, reports
from tests.documents import as_docx, as_html, as_pdf, as_zip
from tests.faults.site import Site

HELD = "select source_uri, sha256 from raw.ledger where reason_code = 'version_suspicious' order by source_uri limit 2"


def first_day(folder: Path, count: int, length: int = REPORT) -> None:
    """Generated reports under names in no order, some twice, in archives, of other formats, and some that are none."""
    texts = reports(count * 2 * length, seed=11, length=length)[:count]
    for number, text in enumerate(texts):
        (folder / f"{number * 7919 % 100_003:06}.txt").write_text(text, encoding="utf-8")
    for number, text in enumerate(texts[: count // 20]):
        (folder / f"copy{number}.txt").write_text(text, encoding="utf-8")
    short = [text[:2000] for text in reports(8 * REPORT, seed=13)]
    for name, data in (("a.html", as_html(short[0])), ("b.docx", as_docx(short[1])), ("c.pdf", as_pdf(short[2]))):
        (folder / name).write_bytes(data)
    packed = {"x.txt": short[3], "y.txt": short[4], "twin.txt": texts[0], "z.txt": ""}
    (folder / "packed.zip").write_bytes(as_zip(packed))
    (folder / "empty.txt").write_text("")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    (folder / "slides.ppt").write_bytes(b"nothing")
    (folder / "stranger.txt").write_text("今天天气很好。\n我们去公园。\n", encoding="utf-8")
    (folder / "register.csv").write_text("file,jurisdiction,year\n000000.txt,江西省南昌市,2019\ngone.txt,江西省,2018\n")


def second_day(folder: Path) -> None:
    """Some reports have changed, some state less, some have moved, gone, or are what the register says anew."""
    for number, path in enumerate(sorted(folder.glob("0*.txt"))):
        text = path.read_text(encoding="utf-8")
        if number % 11 == 1:
            path.write_text(text.replace("件", "宗", 3), encoding="utf-8")
        elif number % 11 == 2:
            path.write_text(text[: len(text) // 2], encoding="utf-8")
        elif number % 11 == 3:
            path.rename(path.with_name(f"moved{path.name}"))
        elif number % 11 == 4:
            path.unlink()
    (folder / "empty.txt").write_text(reports(10_000, seed=12)[0], encoding="utf-8")
    register = "file,jurisdiction,year\n000000.txt,江西省赣州市,2019\nb.docx,江西省南昌市,2018\n"
    (folder / "register.csv").write_text(register, encoding="utf-8")


def third_day(folder: Path, db: Path) -> None:
    """People have decided: of two that were held back one is a new version, one is not; some reports are withdrawn."""
    with duckdb.connect(str(db), read_only=True) as connection:
        held = connection.execute(HELD).fetchall()
    for (source, sha256), word in zip(held, (ACCEPT, REJECT), strict=True):
        decide(folder, source, sha256, word, "looked at")
    for path in sorted(folder.glob("copy*.txt"))[-2:] + sorted(folder.glob("0*.txt"))[-2:]:
        decide(folder, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), WITHDRAW, "a draft")


def fourth_day(folder: Path) -> None:
    """A report that was withdrawn is one after all."""
    path = sorted(folder.glob("0*.txt"))[-1]
    decide(folder, path.name, hashlib.sha256(path.read_bytes()).hexdigest(), TAKE_BACK, "no draft")


def fetched(store: Path) -> None:
    """A store of three rounds: pages that stay, come in several contents, are missing, and one that fails at last."""
    site = Site()
    register = store.with_suffix(".csv")
    texts = [text[:2500] for text in reports(12 * REPORT, seed=14)]
    site.pages = {f"/{number}.html": as_html(text) for number, text in enumerate(texts[:8])}
    site.pages["/8.html"] = as_html("今天天气很好。\n我们去公园。\n")
    rows = [[site.address(page), ""] for page in (*sorted(site.pages), "/gone.html")]
    with register.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["address", "issuer"], *rows])
    before = os.environ.get(connections.ALLOWED)
    os.environ[connections.ALLOWED] = site.place
    try:
        for change in ({}, {"/1.html": texts[8], "/2.html": texts[9]}, {"/1.html": texts[10], "/3.html": ""}):
            site.pages |= {page: as_html(text) for page, text in change.items()}
            fetch_due(register, store, again_after=0, progress=False)
    finally:
        site.close()
        if before is None:
            del os.environ[connections.ALLOWED]
        else:
            os.environ[connections.ALLOWED] = before
