"""Reports in dresses: each file tells many statements in one dress and one format, each under a heading of its own."""

import csv
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.conftest import ROOT
from tests.dresses import breaks, layouts, marks, numbers, places, tables, wordings  # noqa: F401  (they enter their dresses)
from tests.dresses.drawn import as_pdf, browser, office, printed_by_browser, printed_by_office
from tests.dresses.dress import ALL, DRESSES, Dress, Dressed, Telling
from tests.dresses.formats import as_page, as_sheet, as_text, as_word
from tests.dresses.numerals import in_words
from tests.dresses.pieces import Block, paragraph
from tests.dresses.statements import STATEMENTS

# Headings that say nothing of law, places, numbers or bodies; by them an offset is led back to its statement.
ANCHORS = [first + second + "篇" for first in "鹤鹿鹊雁鸥鹭蝶" for second in "鸣舞翔栖跃"]

FILLING = (
    "我们坚持把法治建设摆在全局工作的重要位置，健全工作制度，压实部门责任，推动各方面任务落到实处，群众的感受有所改善。",
    "工作中也还有不足，队伍建设有待加强，工作作风有待改进，我们会认真对待，让法治成为本地发展的坚实保障。",
)

WRITERS: dict[str, tuple[str, Callable[[Sequence[Block], Random], bytes]]] = {
    "txt": ("txt", lambda blocks, random: as_text(blocks, random).encode()),
    "gb18030": ("txt", lambda blocks, random: as_text(blocks, random).encode("gb18030")),
    "html": ("html", lambda blocks, random: as_page(blocks, random).encode()),
    "docx": ("docx", as_word),
    "xlsx": ("xlsx", as_sheet),
    "pdf": ("pdf", as_pdf),
    "pdf.office": ("docx", as_word),
    "pdf.browser": ("html", lambda blocks, random: as_page(blocks, random).encode()),
}
PRINTERS = {"pdf.office": printed_by_office, "pdf.browser": printed_by_browser}
PROGRAMS = {"pdf.office": office, "pdf.browser": browser}
MISSING = {"pdf.office": "LibreOffice is not installed", "pdf.browser": "Chromium is not installed"}


@dataclass(frozen=True)
class Entry:
    """What a report tells under a heading: the statement's name and its dress."""

    anchor: str
    statement: str
    dressed: Dressed


@dataclass(frozen=True)
class Report:
    """A report of one dress in one format; `name` is its file's."""

    name: str
    dress: Dress
    form: str
    entries: tuple[Entry, ...]
    blocks: tuple[Block, ...]


def rolled(*seed: object) -> Random:
    """The random numbers of a seed."""
    return Random("|".join(map(str, seed)))  # noqa: S311  nothing is kept secret with them


def absent(forms: Sequence[str]) -> dict[str, str]:
    """Formats that cannot be written here, each with the reason."""
    return {form: MISSING[form] for form in forms if form in PROGRAMS and not PROGRAMS[form]()}


def reports(n: int, seed: int, forms: Sequence[str] = ALL, names: Sequence[str] = ()) -> list[Report]:
    """Reports with at least `n` dressed figures in all, the same for one seed: every dress in every format it fits.

    `names` chooses dresses. Raises ValueError where more cities and years are needed than there are.
    """
    bodies = _bodies()
    made: list[Report] = []
    told = 0
    chosen = [dress for dress in DRESSES.values() if dress.name in names or not names]
    pairs = [(dress, form) for dress in chosen for form in dress.formats if form in forms]
    each = max(1, n // max(1, len(pairs)))
    while told < n:
        for dress, form in pairs:
            city, year = next(bodies)
            report = _report(dress, form, city, year, each, rolled(seed, city, year))
            told += sum(truth.dressed for entry in report.entries for truth in entry.dressed.truths)
            made.append(report)
            if told >= n and len(made) >= len(pairs):
                return made
    return made


def _bodies() -> Iterator[tuple[str, int]]:
    with (ROOT / "seeds" / "jurisdictions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cities = [row["name_zh"] for row in rows if row["level"] == "prefecture" and row["is_current"] == "true"]
    yield from ((city, year) for year in range(2016, 2025) for city in cities if city.endswith("市"))
    raise ValueError("more reports than cities and years: ask for fewer figures")


def _report(dress: Dress, form: str, city: str, year: int, figures: int, random: Random) -> Report:
    fitting = [statement for statement in STATEMENTS.values() if dress.fits(statement)]
    random.shuffle(fitting)
    blocks: list[Block] = [
        paragraph(f"{city}{year}年法治政府建设情况报告"),
        paragraph(f"{year}年，{city}坚持依法行政，各项工作稳步推进，现将有关情况报告如下。"),
        paragraph(FILLING[0]),
    ]
    entries: list[Entry] = []
    told = 0
    for number, (statement, anchor) in enumerate(zip(fitting, random.sample(ANCHORS, len(fitting)), strict=True), 1):
        values = statement.drawn(random, dress.least, dress.step)
        dressed = dress.make(Telling(statement, values, year, random))
        blocks += [paragraph(f"{in_words(number)}、{anchor}"), *dressed.blocks]
        entries.append(Entry(anchor, statement.name, dressed))
        told += sum(truth.dressed for truth in dressed.truths)
        if told >= figures or dress.alone:
            break
    blocks.insert(len(blocks) - dress.alone, paragraph(FILLING[1]))
    blocks += [paragraph(f"{city}人民政府"), paragraph(f"{year + 1}年1月20日")]
    ending = "pdf" if form.startswith("pdf") else WRITERS[form][0]
    name = f"{city}_{year}_{form.replace('.', '_')}.{ending}"
    return Report(name, dress, form, tuple(entries), tuple(blocks))


def files(made: Sequence[Report], seed: int) -> dict[str, bytes]:
    """The reports as files, by name. Raises AssertionError where a program does not print one."""
    written = {report.name: WRITERS[report.form][1](report.blocks, rolled(seed, report.name)) for report in made}
    for form, printer in PRINTERS.items():
        names = [report.name for report in made if report.form == form]
        if not names:
            continue
        with tempfile.TemporaryDirectory(prefix="fazhi-dresses-") as place:
            sources = []
            for name in names:
                sources.append(Path(place) / f"{Path(name).stem}.{WRITERS[form][0]}")
                sources[-1].write_bytes(written[name])
            printer(sources, Path(place))
            for name in names:
                written[name] = (Path(place) / f"{Path(name).stem}.pdf").read_bytes()
    return written
