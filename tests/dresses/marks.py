"""Dresses of looks: marks of notes, struck-out values, hidden ones, pieces of markup."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.dresses.dress import ALL, HIDING, IN_FONT, MARKED, TEXT, Telling, number, sentence
from tests.dresses.numerals import RAISED as SUPERSCRIPT
from tests.dresses.numerals import plain
from tests.dresses.pieces import DELETED, HIDDEN, INSERTED, STRUCK, Block, Paragraph, Piece, Pieces, of
from tests.dresses.pieces import RAISED as UP
from tests.dresses.statements import Figure

CIRCLED = "①②③④⑤⑥⑦⑧⑨"
NOTES: dict[str, tuple[Callable[[int], str | Piece], tuple[str, ...]]] = {
    "raised digit": (lambda note: Piece(str(note), UP), MARKED),
    "two raised digits": (lambda note: Piece(str(note + 10), UP), MARKED),
    "raised 注": (lambda note: Piece(f"注{note}", UP), MARKED),
    "raised bracket": (lambda note: Piece(f"[{note}]", UP), MARKED),
    "superscript letter": (lambda note: str(note).translate(SUPERSCRIPT), IN_FONT),
    "circled digit": (lambda note: CIRCLED[note - 1], ALL),
    "bracket": (lambda note: f"[{note}]", ALL),
    "full-width bracket": (lambda note: f"［{note}］", ALL),
    "tortoise-shell bracket": (lambda note: f"〔{note}〕", ALL),
    "注 in brackets": (lambda note: f"（注{note}）", ALL),
    "star": (lambda _: "*", ALL),
    "bare digit": (lambda note: str(note), ALL),
}


def _noted(mark: Callable[[int], str | Piece], *, after_unit: bool) -> Callable[[Decimal, Figure, Random], Pieces]:
    def _write(value: Decimal, figure: Figure, random: Random) -> Pieces:
        note = mark(random.randint(1, 9))
        return of(plain(value), figure.unit, note) if after_unit else of(plain(value), note, figure.unit)

    return _write


for _name, (_mark, _formats) in NOTES.items():
    number(f"{_name} after the unit", "notes", _noted(_mark, after_unit=True), _formats)
    if _name != "bare digit":  # a digit behind a digit is a digit of the number
        number(f"{_name} after the number", "notes", _noted(_mark, after_unit=False), _formats)


def other(value: Decimal, random: Random) -> str:
    """Another number of about the same size."""
    changed = value + Decimal(random.randint(1, 9)) * (value if value >= 10 else 3) / 100
    return plain(changed if value % 1 else Decimal(int(changed) + 1))


def _replaced(old: str, new: str, *, first: bool) -> Callable[[Decimal, Figure, Random], Pieces]:
    def _write(value: Decimal, figure: Figure, random: Random) -> Pieces:
        gone, here = Piece(other(value, random), old), Piece(plain(value), new)
        return of(gone, here, figure.unit) if first else of(here, gone, figure.unit)

    return _write


def _replaced_with_unit(value: Decimal, figure: Figure, random: Random) -> Pieces:
    return of(Piece(other(value, random) + figure.unit, STRUCK), plain(value) + figure.unit)


number("struck before", "struck", _replaced(STRUCK, "", first=True), MARKED)
number("struck behind", "struck", _replaced(STRUCK, "", first=False), MARKED)
number("struck with its unit", "struck", _replaced_with_unit, MARKED)
number("tracked change", "struck", _replaced(DELETED, INSERTED, first=True), ("html", "docx", "pdf.browser"))
number("tracked change behind", "struck", _replaced(DELETED, INSERTED, first=False), ("html", "docx", "pdf.browser"))


def _with_hidden(value: Decimal, figure: Figure, random: Random) -> Pieces:
    return of(Piece(str(random.randint(1, 9)), HIDDEN), plain(value), figure.unit)


def _hidden_behind(value: Decimal, figure: Figure, random: Random) -> Pieces:
    return of(plain(value), Piece(str(random.randint(1, 9)), HIDDEN), figure.unit)


number("hidden digit before", "hidden", _with_hidden, HIDING)
number("hidden digit behind", "hidden", _hidden_behind, HIDING)


def _twice(telling: Telling) -> list[Block]:
    others = telling.sentence(of(other(value, telling.random) + figure.unit) for figure, value in telling.figures)
    hidden = Paragraph(tuple(Piece(piece.text, HIDDEN) for piece in others), hidden=True)
    shown = Paragraph(telling.plainly())
    return [hidden, shown] if telling.random.random() < 0.5 else [shown, hidden]


sentence("hidden copy with other numbers", "hidden", _twice, HIDING)


def _cut(value: Decimal, figure: Figure, random: Random) -> Pieces:
    digits = plain(value) + figure.unit
    return tuple(Piece(digit) for digit in digits)


number("a run for every letter", "pieces", _cut, ("html", "docx", "xlsx", "pdf.office", "pdf.browser"))
number("bold marks of Markdown", "pieces", lambda value, figure, _: f"**{plain(value)}**{figure.unit}", TEXT)
