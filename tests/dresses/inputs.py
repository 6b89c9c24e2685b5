"""Ready-made inputs of faults, where they are at hand: a folder for each kind, and what its files may become.

A file may give the facts that are named for it, or fewer; any other is wrong. They are written down here by kind: those
that every file of a folder may give, those of single files, and places.
"""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from tests.dresses.statements import PART, SEVERAL, YEAR, Truth
from tests.dresses.verdicts import Landed
from tests.reference import FAULTS


def _count(metric: str, value: int, **more: object) -> Truth:
    roles = frozenset({"level", "prior"}) if more.get("years") == frozenset({2020}) else frozenset({"level"})
    truth = Truth(f"admin_review.{metric}", Decimal(value), "件", roles, years=frozenset({2021}), required=False)
    return replace(truth, **more)  # type: ignore[arg-type]


def _accepted(value: int, **more: object) -> Truth:
    return _count("cases_accepted", value, **more)


def _rate(metric: str, value: str, **more: object) -> Truth:
    truth = Truth(metric, Decimal(value), "%", years=frozenset({2021}), required=False)
    return replace(truth, **more)  # type: ignore[arg-type]


RECEIVED, ACCEPTED, CONCLUDED = _count("applications_received", 417), _accepted(386), _count("cases_concluded", 352)
USUAL = (RECEIVED, ACCEPTED, CONCLUDED)
CORRECTED = _rate("admin_review.correction_rate", "7.67")
RESPONDED = Truth("admin_litigation.cases_responded", Decimal(214), "件", years=frozenset({2021}), required=False)
LAST_YEAR: dict[str, object] = {"years": frozenset({2020})}

# By folder, then by file; "" is for all files of the folder.
KINDS: dict[str, dict[str, tuple[Truth, ...]]] = {
    "01-thousands-separators": {
        "": (_accepted(1234),),
        "dots": (_accepted(1234567),),
        "two-commas": (_accepted(1234567),),
    },
    "02-blanks-inside-a-number": {"": (ACCEPTED, CONCLUDED)},
    "03-small-raised-digits": {"": (*USUAL, RESPONDED)},
    "04-struck-out": {"": (*USUAL, RESPONDED)},
    "05-breaks-in-a-cell": {"": (ACCEPTED, CONCLUDED)},
    "07-han-numerals": {
        "mixed": (_accepted(101),),
        "several-hundred-wan": (_accepted(3_000_000, about=True),),
        "shang-qian": (_accepted(1000, about=True),),
        "short-form-wan": (_accepted(32_000),),
        "short-form": (_accepted(120),),
        "tens-of-wan": (_accepted(100_000, about=True),),
    },
    "08-range-with-one-magnitude": {
        "bai": (_accepted(200, about=True), _accepted(300, about=True)),
        "mixed": (_accepted(32_000),),
        "wan": (_accepted(20_000, about=True), _accepted(30_000, about=True)),
    },
    "09-per-mille": {
        "a": (ACCEPTED, CORRECTED),
        "b": (ACCEPTED, _rate("admin_review.mediation_closure_rate", "4.85")),
    },
    "10-ratio-without-percent": {
        "": (ACCEPTED, CORRECTED, _rate("admin_litigation.head_appearance_rate", "96.8")),
    },
    "11-places": {"": USUAL},
    "12-part-of-the-year": {
        "half": (_accepted(180, periods=PART),),
        "month": (_accepted(36, periods=PART),),
        "next-year": (ACCEPTED, _accepted(30, periods=PART, years=frozenset({2022}))),
        "quarter": (_accepted(102, periods=PART),),
        "three-quarters": (_accepted(280, periods=PART),),
        "to-november": (_accepted(350, periods=PART),),
    },
    "13-several-years-as-one": {"": (_accepted(1700, periods=SEVERAL),)},
    "15-prior-year-carries-on": {
        "": (
            ACCEPTED,
            CONCLUDED,
            _accepted(352, **LAST_YEAR),
            _count("cases_concluded", 340, **LAST_YEAR),
            _rate("admin_review.correction_rate", "8.2", roles=frozenset({"level", "prior"}), **LAST_YEAR),
        ),
    },
    "18-other-articles-on-the-page": {"": (ACCEPTED,)},
    "22-hidden-text": {"": USUAL},
    "23-docx-deleted-rows": {"": (ACCEPTED, CONCLUDED)},
    "26-hard-wrapped-text": {
        "comma": (_accepted(1386), CONCLUDED),
        "page-number": (ACCEPTED, CONCLUDED),
        "wan": (_accepted(7_912_000), _count("cases_concluded", 100_000, about=True)),
        "wrapped": USUAL,
    },
    "27-note-digit-in-text": {
        "after-unit": (ACCEPTED, CONCLUDED),
        "chinese-point": (_accepted(12_000),),
        "comma-for-point": (ACCEPTED, CORRECTED),
        "point-lost": (ACCEPTED,),
    },
    "28-radicals-for-characters": {"": (ACCEPTED, CONCLUDED, _rate("mediation.success_rate", "98.1"))},
    "30-since-the-beginning-of-the-year": {"": (_accepted(386, periods=YEAR | {"year_to_date"}),)},
    "31-xlsx-words-before-the-number": {"": (_accepted(386, about=True), CONCLUDED, RESPONDED)},
    "33-first-page-of-three": {"": (ACCEPTED,)},
    "35-error-page-after-the-report": {"first-answer": USUAL, "second-answer": ()},
}
PLACES = {"本溪县": "210521", "河南县": "632324", "都安县": "451228"}


def files() -> dict[str, Path]:
    """The inputs by their names in the folder of kinds, `01-…/dots.txt`; none where they are not at hand."""
    return {
        f"{path.parent.name}/{path.name}": path
        for path in sorted(FAULTS.glob("*/*"))
        if path.is_file() and path.name != "expected.txt"
    }


def truths(name: str) -> tuple[Truth, ...]:
    """What a file may become. Raises KeyError for one whose kind or file is not written down."""
    kind, _, file = name.partition("/")
    told = KINDS[kind]
    stem = file.rpartition(".")[0]
    return told[stem] if stem in told else told[""]


def wrong(name: str, became: Landed) -> list[str]:
    """The facts of a file that are none of its truths, and a place that is none of its own."""
    told = truths(name)
    found = [str(fact) for fact in became.facts if not any(fact.is_told(truth) for truth in told)]
    place = PLACES.get(name.partition("/")[2].removesuffix(".txt"))
    if place and became.code not in {None, place}:
        found.append(f"placed as {became.code}, which is not {place}")
    return found
