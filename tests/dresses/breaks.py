"""Dresses of lines and pages: breaks within numbers, units and clauses."""

from collections.abc import Callable
from decimal import Decimal
from random import Random

from tests.dresses.dress import ALL, DRAWN, Telling, number, sentence
from tests.dresses.numerals import grouped, plain
from tests.dresses.pieces import BREAK, PAGE, Block, Paragraph, Piece, Pieces, of, seen
from tests.dresses.statements import Figure

Write = Callable[[Decimal, Figure, Random], Pieces]
PAGED = ("txt", "gb18030", "html", "docx", "pdf")


def _in_number(mark: str) -> Write:
    def _write(value: Decimal, figure: Figure, random: Random) -> Pieces:
        digits = plain(value)
        at = random.randrange(1, len(digits)) if len(digits) > 1 else 0
        return of(digits[:at], Piece("", mark), digits[at:] + figure.unit)

    return _write


def _before_unit(mark: str) -> Write:
    return lambda value, figure, _: of(plain(value), Piece("", mark), figure.unit)


def _before_number(mark: str) -> Write:
    return lambda value, figure, _: of(Piece("", mark), plain(value) + figure.unit)


def _behind_comma(mark: str) -> Write:
    def _write(value: Decimal, figure: Figure, _: Random) -> Pieces:
        head, comma, tail = grouped(value, ",").rpartition(",")
        return of(head + comma, Piece("", mark), tail + figure.unit)

    return _write


def _in_unit(mark: str) -> Write:
    return lambda value, figure, _: of(plain(value) + figure.unit[:1], Piece("", mark), figure.unit[1:])


def _at_point(mark: str) -> Write:
    def _write(value: Decimal, figure: Figure, _: Random) -> Pieces:
        whole, point, fraction = plain(value).partition(".")
        return of(whole + point, Piece("", mark), fraction + figure.unit)

    return _write


for _mark, _what, _formats in ((BREAK, "line", ALL), (PAGE, "page", PAGED)):
    number(f"{_what} ends in the number", "breaks", _in_number(_mark), _formats, least=10)
    number(f"{_what} ends before the unit", "breaks", _before_unit(_mark), _formats)
    number(f"{_what} ends before the number", "breaks", _before_number(_mark), _formats)
    number(f"{_what} ends in the unit", "breaks", _in_unit(_mark), _formats)
    number(f"{_what} ends at the point", "breaks", _at_point(_mark), _formats)
    number(f"{_what} ends behind the comma", "breaks", _behind_comma(_mark), _formats, least=1000)


def _before_wan(value: Decimal, figure: Figure, _: Random) -> Pieces:
    return of(plain(value / 10**4), Piece("", BREAK), "万" + figure.unit)


number("line ends before 万", "breaks", _before_wan, least=10**4, step=100, kinds=frozenset({"count", "money"}))


def _broken(telling: Telling, every: int, mark: str) -> list[Block]:
    """The sentence with a break behind every so many letters."""
    text = seen(telling.plainly())
    pieces: list[Piece] = []
    for at in range(0, len(text), every):
        pieces += [Piece("", mark)] if pieces else []
        pieces.append(Piece(text[at : at + every]))
    return [Paragraph(tuple(pieces))]


def _wrapped(telling: Telling) -> list[Block]:
    return _broken(telling, telling.random.randint(8, 30), BREAK)


def _narrow(telling: Telling) -> list[Block]:
    return _broken(telling, telling.random.randint(3, 7), BREAK)


def _paged(telling: Telling) -> list[Block]:
    text = telling.plainly()
    letters = seen(text)
    at = telling.random.randrange(1, len(letters))
    return [Paragraph((Piece(letters[:at]), Piece("", PAGE), Piece(letters[at:])))]


sentence("lines of one length", "breaks", _wrapped)
sentence("very short lines", "breaks", _narrow)
# no page of a PDF ends in the middle of a line
sentence("page ends anywhere", "breaks", _paged, tuple(form for form in PAGED if form != "pdf"))
sentence("lines of the format", "breaks", lambda telling: [Paragraph(telling.plainly())], (*DRAWN, "docx"))
