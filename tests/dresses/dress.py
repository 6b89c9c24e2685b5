"""A dress: a way of writing a statement, in the formats that can carry it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from tests.dresses.numerals import plain
from tests.dresses.pieces import Block, Paragraph, Pieces, of, seen
from tests.dresses.statements import COUNT, MONEY, RATE, Figure, Statement, Truth, truth

TEXT = ("txt", "gb18030")
DRAWN = ("pdf", "pdf.office", "pdf.browser")  # by reportlab, LibreOffice, Chromium
ALL = (*TEXT, "html", "docx", "xlsx", *DRAWN)
MARKED = ("html", "docx", "xlsx", *DRAWN)  # those that raise and strike
HIDING = ("html", "docx", "pdf.office", "pdf.browser")
IN_FONT = tuple(each for each in ALL if each != "pdf")  # for letters that reportlab's Chinese font has not
COUNTS = frozenset({COUNT, MONEY})
RATES = frozenset({RATE})
ANY = frozenset({COUNT, MONEY, RATE, "days"})


@dataclass(frozen=True)
class Telling:
    """A statement with its numbers, told by a report on a year."""

    statement: Statement
    values: tuple[Decimal, ...]
    year: int
    random: Random

    @property
    def figures(self) -> Iterable[tuple[Figure, Decimal]]:
        """Its figures with their numbers."""
        return zip(self.statement.figures, self.values, strict=True)

    def truths(self, *, in_table: bool = False) -> list[Truth]:
        """The facts that it must become."""
        return [truth(self.statement, figure, value, self.year, in_table=in_table) for figure, value in self.figures]

    def sentence(self, numbers: Iterable[Pieces]) -> Pieces:
        """The sentence with these numbers, each with its unit."""
        told = self.statement.sentence.replace("{year}", str(self.year))
        made: list[object] = []
        for part in told.split("{"):
            at, closed, rest = part.partition("}")
            made += [list(numbers := list(numbers))[int(at)], rest] if closed else [part]
        return of(*made)  # type: ignore[arg-type]

    def plainly(self) -> Pieces:
        """The sentence without any dress."""
        return self.sentence([of(plain(value) + figure.unit) for figure, value in self.figures])


@dataclass(frozen=True)
class Dressed:
    """A statement in a dress, and the facts that may come of it: any other is wrong."""

    blocks: tuple[Block, ...]
    truths: tuple[Truth, ...]


def every(_: Statement) -> bool:
    """Fits every statement."""
    return True


@dataclass(frozen=True)
class Dress:
    """A dress of a group; counts in it are at least `least` and multiples of `step`; it dresses numbers of `kinds`.

    `only` says which statements it fits. One that is `alone` is in a report with a single statement, before its end.
    """

    name: str
    group: str
    formats: tuple[str, ...]
    make: Callable[[Telling], Dressed]
    least: int = 1
    step: int = 1
    kinds: frozenset[str] = ANY
    only: Callable[[Statement], bool] = every
    alone: bool = False

    def fits(self, statement: Statement) -> bool:
        """Whether the statement has a number that it dresses."""
        return any(figure.kind in self.kinds for figure in statement.figures) and self.only(statement)


DRESSES: dict[str, Dress] = {}
Number = Callable[[Decimal, Figure, Random], "str | Pieces"]


def enter(dress: Dress) -> None:
    """Adds a dress to all of them."""
    assert dress.name not in DRESSES, dress.name
    DRESSES[dress.name] = dress


def number(
    name: str,
    group: str,
    write: Number,
    formats: tuple[str, ...] = ALL,
    *,
    least: int = 1,
    step: int = 1,
    kinds: frozenset[str] = ANY,
) -> None:
    """Enters a dress of numbers: `write` gives number and unit; numbers of other kinds stay plain."""

    def _make(telling: Telling) -> Dressed:
        numbers, truths = [], []
        for (figure, value), fact in zip(telling.figures, telling.truths(), strict=True):
            bare = of(plain(value) + figure.unit)
            made = of(write(value, figure, telling.random)) if figure.kind in kinds else bare
            numbers.append(made)
            truths.append(replace(fact, dressed=made != bare or group == "plain", printed=seen(made)))
        return Dressed((Paragraph(telling.sentence(numbers)),), tuple(truths))

    enter(Dress(name, group, formats, _make, least, step, kinds))


def sentence(
    name: str,
    group: str,
    write: Callable[[Telling], Iterable[Block]],
    formats: tuple[str, ...] = ALL,
) -> None:
    """Enters a dress of sentences: the numbers are plain, what stands around them is dressed."""

    def _make(telling: Telling) -> Dressed:
        facts = [
            replace(fact, printed=plain(value)) for fact, value in zip(telling.truths(), telling.values, strict=True)
        ]
        return Dressed(tuple(write(telling)), tuple(facts))

    enter(Dress(name, group, formats, _make))
