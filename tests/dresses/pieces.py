"""What a dressed report is made of, before a format is chosen: pieces of text with marks, paragraphs, tables."""

from collections.abc import Iterable
from dataclasses import dataclass

RAISED, STRUCK, HIDDEN = "raised", "struck", "hidden"
DELETED, INSERTED = "deleted", "inserted"
BREAK, PAGE = "break", "page"  # a line that ends here, a page that ends here; their text is empty


@dataclass(frozen=True)
class Piece:
    """A stretch of text in one look. Pieces without a mark that follow each other are runs of their own."""

    text: str
    mark: str = ""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of pieces; one that is hidden as a whole is in the file and not to be seen."""

    pieces: Pieces
    hidden: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its pieces, how many rows and columns it takes, and the number format of a spreadsheet."""

    pieces: Pieces
    rows: int = 1
    columns: int = 1
    shown: str = ""


@dataclass(frozen=True)
class Table:
    """Rows of cells; text files write them with `between`, or one cell a line where it is a line end.

    Rows that are `gone` are in the file and not to be seen.
    """

    rows: tuple[tuple[Cell, ...], ...]
    between: str = "|"
    gone: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Markup:
    """Markup of a web page that is none of the report."""

    html: str


Block = Paragraph | Table | Markup


def of(*parts: str | Piece | Iterable[Piece]) -> Pieces:
    """Pieces from strings and pieces."""
    made: list[Piece] = []
    for part in parts:
        if isinstance(part, str):
            made += [Piece(part)] if part else []
        elif isinstance(part, Piece):
            made.append(part)
        else:
            made += part
    return tuple(made)


def paragraph(*parts: str | Piece | Iterable[Piece]) -> Paragraph:
    """A paragraph of strings and pieces."""
    return Paragraph(of(*parts))


def table(rows: Iterable[Iterable[str | Pieces | Cell]], between: str = "|") -> Table:
    """A table of strings, pieces or cells."""
    return Table(
        tuple(tuple(each if isinstance(each, Cell) else Cell(of(each)) for each in row) for row in rows), between
    )


def seen(pieces: Pieces) -> str:
    """What a reader sees of pieces, without line ends."""
    return "".join(piece.text for piece in pieces if piece.mark not in {STRUCK, HIDDEN, DELETED})
