"""The codes of a figure, and the names of what is told of it, in the words of the moment's language."""

from collections.abc import Mapping
from decimal import Decimal

from fazhi.language import either, language
from fazhi.naming import Row
from vocabulary import clues as of_clues
from vocabulary import details
from vocabulary.codes import KINDS

_LANGUAGES = ("zh", "en")
# Which kind of code stands behind the words before the colon in what a confidence rests on.
_BASES = {"topic": "topic_basis", "scope": "scope_basis", "unit": "unit_basis"}


def said(kind: str, code: str) -> str:
    """What a code means; the code itself where it has no words."""
    known = KINDS[kind].get(code)
    return either(known.full[1], known.full[0]) if known else code


def name(english: str) -> str:
    """The name of what is told."""
    return said("told", english)


def coded(kind: str, code: str) -> str:
    """A code with what it means: own: the reporting body itself."""
    return either(f"{code}: {said(kind, code)}", f"{said(kind, code)}（{code}）")


def reason(told: str) -> str:
    """Why a figure is not in use."""
    known = KINDS["waiting"].get(told)
    head, colon, rest = told.partition(":")
    if known or not colon:
        return either(told, known.full[0] if known else told)
    before = KINDS["waiting_before"].get(head)
    return either(told, f"{before.full[0]}：{rest.strip()}" if before else told)


def clues(told: str | None) -> str:
    """What speaks for the answers to a question about a report."""
    return of_clues.clues(told, _LANGUAGES.index(language()))


def detail(told: str | None, metrics: Mapping[str, tuple[str, str | None]]) -> str:
    """What a check found; `metrics` are names by code."""
    return details.detail(told, _LANGUAGES.index(language()), metrics)


def number(value: Decimal) -> str:
    """A number for reading: 1,950,000 or 68.46, without trailing zeros."""
    exact = value.normalize()
    return format(exact if exact else Decimal(0), ",f")


def amount(row: Row) -> str:
    """A figure's value with its bound and unit: ≥1,950,000 件."""
    sign = KINDS["sign"][row["modifier"]].zh if row["modifier"] else ""
    unit = {"%": "%", "ratio": ""}.get(row["unit"], f" {row['unit']}")
    return f"{sign}{number(row['value'])}{unit}"


def period(row: Row) -> str:
    """The year that a figure is about and the cut-off date."""
    year = either("not known", "不明") if row["year"] is None else str(row["year"])
    comma = either(", ", "，")
    counted = "" if row["period_type"] == "year" else f"{comma}{said('period_type', row['period_type'])}"
    end = (
        f"{either('as of', '截至')} {row['as_of']}" if row["as_of"] else either("no cut-off date stated", "未写截止日")
    )
    return f"{year}{counted}{comma}{end}"


def brief_period(row: Row) -> str:
    """The same in a few letters: 2019, or 2019 to 10-31."""
    year = "?" if row["year"] is None else str(row["year"])
    return f"{year}{either(' to ', ' 至 ')}{str(row['as_of']).removeprefix(f'{year}-')}" if row["as_of"] else year


def brief_scope(row: Row) -> str:
    """The scope, and the role where it is not the value of the period: own, or own prior."""
    parts = [("scope", row["scope"])] + [("role", row["role"])] * (row["role"] != "level")
    return " ".join(either(str(code), _short(kind, str(code))) for kind, code in parts)


def _short(kind: str, code: str) -> str:
    return KINDS[kind][code].zh if code in KINDS[kind] else code


def reasons(coded: str, topic: str) -> str:
    """What a confidence rests on, from `topic:sentence;claim:wording;scope:none`; `topic` is which topic it is."""
    told = []
    for reason in coded.split(";"):
        kind, _, code = reason.partition(":")
        of = _BASES.get(kind, kind) if code else "plain"
        words_ = said(of, code or kind) if (code or kind) in KINDS.get(of, {}) else reason
        about = either(f"topic {topic} ", f"主题 {said('topic', topic)} ") if kind == "topic" else ""
        told.append(about + words_)
    return either("; ", "；").join(told)
