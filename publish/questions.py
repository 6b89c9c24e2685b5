"""The questions in `analyses/`: one SQL file each, which begins with what it asks and how its answer is read."""

from dataclasses import dataclass
from pathlib import Path

from ground.paths import ROOT

FOLDER = ROOT / "analyses"


@dataclass(frozen=True)
class Question:
    """One analysis: the file's name, the question in Chinese and English, what the reader must know, the SQL."""

    name: str
    title: str
    title_en: str
    notes: tuple[str, ...]
    sql: str


def questions(folder: Path = FOLDER) -> list[Question]:
    """The analyses of a folder, by name."""
    return [question(path) for path in sorted(folder.glob("*.sql"))]


def question(path: Path) -> Question:
    """The analysis in one file.

    Its comment block is a list of paragraphs, a new one after each empty comment line. Paragraphs that begin with
    `问：` and `Question:` are the titles; `Run:` is for the shell alone; the others are notes.
    """
    sql = path.read_text(encoding="utf-8")
    titles = {"问：": path.stem, "Question:": ""}
    notes = []
    for paragraph in _paragraphs(sql):
        mark = next((mark for mark in titles if paragraph.startswith(mark)), None)
        if mark:
            titles[mark] = paragraph.removeprefix(mark).strip()
        elif not paragraph.startswith("Run:"):
            notes.append(paragraph)
    return Question(path.stem, titles["问："], titles["Question:"], tuple(notes), sql.rstrip().rstrip(";"))


def _paragraphs(sql: str) -> list[str]:
    paragraphs = [""]
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        text = line.removeprefix("--").strip()
        if not text:
            paragraphs.append("")
        else:
            paragraphs[-1] = f"{paragraphs[-1]} {text}".strip()
    return [paragraph for paragraph in paragraphs if paragraph]
