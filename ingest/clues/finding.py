"""All clues of one report, in the order in which a person would look for them."""

import datetime
import re
from collections.abc import Iterator
from typing import Protocol

from ingest.clues import bodies, divisions, headline, years
from ingest.clues.clue import Clue, Outside
from ingest.clues.selves import calls_itself
from ingest.places import place_named
from ingest.structure import Passage
from ingest.zones import zone_in

MAX_CLUES = 60
_MOST_WORDS = 200  # characters of a clue's words that are kept
_HAN = re.compile(r"[\u4e00-\u9fff]")


class Facts(Protocol):
    """What a register row says of a report (`ingest.identity.Known`)."""

    @property
    def issuer(self) -> str | None:
        """The body."""

    @property
    def jurisdiction(self) -> str | None:
        """The division."""

    @property
    def year(self) -> int | None:
        """The year."""

    @property
    def kind(self) -> str | None:
        """The kind of report."""

    @property
    def address(self) -> str | None:
        """Where it was published."""

    @property
    def title(self) -> str | None:
        """The words under which it was linked."""

    @property
    def confirmed(self) -> bool | None:
        """Whether a person has confirmed the row."""


def find_clues(text: str, body: list[Passage], parts: headline.Parts, known: Facts, outside: Outside) -> list[Clue]:
    """What the register, the file's name, the page and the text (normal form) say of a report's identity.

    `body` are the passages of the report itself, of which there are some, `parts` its telling parts.
    """
    beside = divisions.beside_text([known.jurisdiction or "", known.issuer or "", known.title or ""], outside)
    finder = divisions.Finder(text, body, beside)
    found = [*_of_register(known, text, finder), *_of_titles(parts, finder)]
    if known.title:
        found += _of_words("link", known.title, None, finder)
    days = list(years.days(text, body, known.address, outside.meta))
    day = datetime.date.fromisoformat(days[0].value) if days else None
    found += [*_of_meta(outside, finder), *_of_name(outside.uri, finder)]
    found += [*finder.of_opening(parts), *finder.of_signature(parts.signed), *finder.of_page()]
    found += [*finder.most_named(), *calls_itself(text, body[0].start, body[-1].end)]
    found += [*bodies.of_signature(parts), *bodies.of_self(text, body[0].start, body[-1].end)]
    found += [*years.of_text(text, body, parts, finder.prose, day), *days]
    # of every text that was looked through there is a row, whatever it tells
    found = [*found[: MAX_CLUES - 1], Clue("kind", "default", "government", "")]
    return [clue if len(clue.text) <= _MOST_WORDS else clue._replace(text=clue.text[:_MOST_WORDS]) for clue in found]


def _of_register(known: Facts, text: str, finder: divisions.Finder) -> Iterator[Clue]:
    if known.confirmed:
        yield Clue("register", "confirmed", "yes", "yes")
    for kind, words in (("register", known.jurisdiction), ("register_issuer", known.issuer)):
        if not words:
            continue
        place, zone = place_named(words, text), zone_in(words)
        if zone:
            zones = finder.of_words(kind, words) if place is None else ()
            code = place.code if place else next((clue.code for clue in zones), None)
            yield Clue("jurisdiction", kind, zone, words, code=code, level="zone")
        elif place:
            yield Clue("jurisdiction", kind, place.name, words, code=place.code, level=place.level)
        elif kind == "register":
            yield Clue("jurisdiction", "register_unknown", words, words)
    if known.issuer:
        yield from bodies.of_register(known.issuer)
    if known.year:
        yield Clue("year", "register", str(known.year), str(known.year))
    if known.kind:
        yield Clue("kind", "register", known.kind, known.kind)


def _of_titles(parts: headline.Parts, finder: divisions.Finder) -> Iterator[Clue]:
    for kind, span in (("title", parts.title), ("headline", parts.headline)):
        if span is None:
            continue
        if kind == "title":
            yield Clue("title", "title", re.sub(r"\s+|^[^:]{1,8}:", "", span.words), span.words, span.start)
        yield from _of_words(kind, span.words, span.start, finder)


def _of_words(kind: str, words: str, start: int | None, finder: divisions.Finder) -> Iterator[Clue]:
    yield from finder.of_words(kind, words, start)
    yield from bodies.of_words(kind, words, start)
    yield from years.of_words(kind, words, start)


def _of_meta(outside: Outside, finder: divisions.Finder) -> Iterator[Clue]:
    for name, content in outside.meta:
        if name == "articletitle":
            yield from _of_words("meta_title", content, None, finder)
        elif name in ("sitename", "contentsource"):
            kind = "meta_site" if name == "sitename" else "meta_source"
            yield from finder.of_words(kind, content)
            if name == "contentsource":
                yield from bodies.of_source(content, kind)
        elif name == "columnname":
            yield from years.of_words("meta_column", content)


def _of_name(uri: str, finder: divisions.Finder) -> Iterator[Clue]:
    """What the name of a file or archive member tells, and the folders that it lies in; an address tells its own."""
    if not uri or "://" in uri:
        return
    yield from years.of_file(uri)
    folder, _, name = uri.replace("!/", "/").rpartition("/")
    for kind, words in (("file", name.rpartition(".")[0]), ("folder", folder.rpartition("/")[2])):
        if _HAN.search(words):
            yield from finder.of_words(kind, words)
