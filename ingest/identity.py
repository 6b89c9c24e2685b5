"""What a report is about: every clue to it, and the first reading that landing goes by.

SQL judges the clues (int_report_identity). The first reading takes the weightiest clue alone; landing needs it to tell
a new version of a report from next year's report under the same name.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from ground.errors import NotAReport
from ingest import gate
from ingest.clues import Clue, Outside, bodies, find_clues
from ingest.clues.headline import parts_of
from ingest.clues.weights import weights
from ingest.structure import Passage

NO_OUTSIDE = Outside()
_CLASS_ALIKE = {"省": "省", "市": "市", "县": "县", "区": "区", "州": "州", "旗": "旗", "盟": "盟"}
SURE = 0.6  # from which one clue alone leaves no doubt at first reading
_WEAK = 0.7  # from which a clue stands against what the text calls itself


@dataclass(frozen=True)
class Known:
    """What a register row says of a report; None where it is silent.

    `title`: the words under which it was linked; `confirmed`: whether a person has looked at it and said so;
    `admitted`: how: a register lists its file (listed) or its address (expected), or a person insists (insisted);
    `withdrawn`: why its figures are to be no facts.
    """

    issuer: str | None = None
    jurisdiction: str | None = None
    year: int | None = None
    address: str | None = None
    kind: str | None = None
    title: str | None = None
    confirmed: bool | None = None
    admitted: str | None = None
    withdrawn: str | None = None


@dataclass
class Identity:
    """A first reading; None where neither text nor register tells. `basis` says where each answer is from."""

    title: str | None = None
    issuer: str | None = None
    jurisdiction_name: str | None = None
    jurisdiction_code: str | None = None
    level: str | None = None
    report_kind: str = "government"
    report_year: int | None = None
    published_on: datetime.date | None = None
    basis: dict[str, str] = field(default_factory=dict)
    clues: list[Clue] = field(default_factory=list)

    @property
    def basis_text(self) -> str:
        """The bases as one cell: `jurisdiction:title;year:register`."""
        return ";".join(f"{what}:{where}" for what, where in sorted(self.basis.items()))

    @property
    def doubts(self) -> list[str]:
        """What a first reading is not sure of, with the clues to each answer; SQL judges them all together."""
        found = []
        for about, name, register in (
            ("jurisdiction", "place", self.jurisdiction_name),
            ("year", "year", self.report_year),
        ):
            weighed: dict[str, tuple[float, list[str]]] = {}
            for clue in self.clues:
                if clue.about == about and (weight := weights().get((about, clue.kind), 0.0)):
                    best, kinds = weighed.get(clue.value, (0.0, []))
                    weighed[clue.value] = max(best, weight), [*kinds, clue.kind]
            if register is None or max((best for best, _ in weighed.values()), default=0.0) < SURE:
                told = "; ".join(f"{value} ({', '.join(kinds)})" for value, (_, kinds) in weighed.items())
                found.append(f"its {name} is not sure: {told or 'nothing tells it'}")
        return found


def identify(text: str, passages: list[Passage], known: Known, outside: Outside = NO_OUTSIDE) -> Identity:
    """Finds the clues to a report's identity in its text (normal form), passages and what stands beside it.

    Raises NotAReport where the text holds no sentence, or is not about what is measured and nobody has listed it.
    """
    body = [passage for passage in passages if passage.is_report]
    if not body:
        raise NotAReport.found(mentions=0, sentences=0)
    parts = parts_of(text, body)
    admitted = "insisted" if known.confirmed else known.admitted
    gate.admit(text, body, is_titled=parts.title is not None, admitted=admitted)
    clues = find_clues(text, body, parts, known, outside)
    identity = Identity(clues=clues)
    if title := _best(clues, "title"):
        identity.title, identity.basis["title"] = title.value, title.kind
    if day := _best(clues, "published"):
        identity.published_on = datetime.date.fromisoformat(day.value)
        identity.basis["published"] = day.kind
    if year := _best(clues, "year"):
        identity.report_year, identity.basis["year"] = int(year.value), year.kind
    _place(identity, clues)
    _kind_and_issuer(identity, clues)
    return identity


def _best(clues: Iterable[Clue], about: str) -> Clue | None:
    """The weightiest clue, of several the first; None where none weighs anything."""
    weighed = [(weights().get((clue.about, clue.kind), 0.0), clue) for clue in clues if clue.about == about]
    weight, best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
    return best if weight > 0 else None


def _place(identity: Identity, clues: list[Clue]) -> None:
    own = _best(clues, "class")
    fitting = []
    for clue in clues:
        weak = clue.about == "jurisdiction" and weights().get(("jurisdiction", clue.kind), 0.0) < _WEAK
        if weak and own and clue.level != "zone" and not clue.value.endswith(_CLASS_ALIKE.get(own.value, own.value)):
            continue
        fitting.append(clue)
    place = _best(fitting, "jurisdiction") or _best(clues, "jurisdiction")
    if place:
        identity.jurisdiction_name, identity.jurisdiction_code = place.value, place.code
        identity.level, identity.basis["jurisdiction"] = place.level, place.kind


def _kind_and_issuer(identity: Identity, clues: list[Clue]) -> None:
    kind = _best(clues, "kind")
    if identity.level == "zone":
        identity.report_kind = "development_zone"
    elif kind:
        identity.report_kind = kind.value
    if kind and kind.kind == "register":
        identity.report_kind = kind.value
    if kind:
        identity.basis["kind"] = kind.kind
    is_office = identity.report_kind == "department"
    named = [
        clue
        for clue in clues
        if clue.about == "issuer" and (clue.kind == "register" or bodies.is_office(clue.value) == is_office)
    ]
    issuer = _best(named, "issuer")
    if issuer:
        identity.issuer, identity.basis["issuer"] = issuer.value, issuer.kind
    elif identity.jurisdiction_name and not is_office and not _shows_office(clues):
        ending = "管委会" if identity.level == "zone" else "人民政府"
        identity.issuer, identity.basis["issuer"] = f"{identity.jurisdiction_name}{ending}", "jurisdiction"


def _shows_office(clues: list[Clue]) -> bool:
    """Whether anything shows a bureau, a court or a commission as the body: then no government is made up."""
    return any(clue.about == "issuer" and bodies.is_office(clue.value) for clue in clues)
