"""A kind of hostile input: what it is, how it is made, and how it must end."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

Ends = str | Mapping[str, str]
Values = Mapping[str, str | None]
Make = Callable[[Path, bool], None]

# Real cities that the samples say nothing of, so that what survives reaches the marts beside them.
CITIES = ("九江市", "上饶市", "抚州市", "合肥市", "吉安市", "萍乡市", "新余市", "鹰潭市", "景德镇市")


BESIDE = "CONTENT-OF-ANOTHER-FILE"  # what must never land


@dataclass(frozen=True)
class Kind:
    """One kind, made in a folder of its own by `make(folder, full)`.

    `ends` says what the ledger must say of its sources: the status of one that lands (`landed`, `duplicate`), the
    reason_code of one that is refused; one word for all of them, or by their place in the folder. `values` are the
    values by printed number that must be read in it, None for one that must stay without.
    """

    name: str
    what: str
    make: Make
    ends: Ends
    values: Values | None = None
    full_only: bool = False

    def misses(self, ledger: Mapping[str, str], figures: Iterable[tuple[str, Decimal | None]]) -> list[str]:
        """How what became of it differs from what must: `ledger` by place in its folder, figures with their values."""
        found = []
        if isinstance(self.ends, str):
            wrong = {place: end for place, end in ledger.items() if end != self.ends}
            if wrong or not ledger:
                found.append(f"must end as {self.ends}, but: {dict(list(wrong.items())[:3]) or 'no row in the ledger'}")
        elif dict(ledger) != dict(self.ends):
            found.append(f"must end as {dict(self.ends)}, but: {dict(ledger)}")
        if self.values is not None:
            read = {number: None if value is None else str(value.normalize()) for number, value in figures}
            if read != dict(self.values):
                found.append(f"must read {dict(self.values)}, but reads {read}")
        return found


KINDS: dict[str, Kind] = {}


def kind(what: str, ends: Ends, *, values: Values | None = None, full_only: bool = False) -> Callable[[Make], Make]:
    """Registers a function as the maker of a kind that bears its name."""

    def _register(make: Make) -> Make:
        name = make.__name__
        assert name not in KINDS
        KINDS[name] = Kind(name, what, make, ends, values, full_only)
        return make

    return _register


def report(line: str, *, city: str = "溪山市", year: int = 2018) -> str:
    """A small report whose second section says `line`; of a city that does not exist, or of one that does."""
    return (
        f"{city}{year}年法治政府建设情况报告\n"
        f"{year}年，{city}深入推进法治政府建设，坚持依法行政，现将情况报告如下。\n"
        f"一、行政复议\n{line}\n二、行政执法\n规范行政执法。\n{city}人民政府\n{year + 1}年3月10日\n"
    )


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Writes one file of a kind."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def outside(folder: Path) -> Path:
    """A file outside of the folder of reports that a kind's folder is in."""
    return write(folder.parent.parent / "outside", "x.dat", BESIDE)
