"""A card as the page shows it: the reading in plain words, each part with what it rests on and how sure it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from desk.readings import Figure, plain
from desk.verdict import Verdict
from desk.words import Voice
from fazhi.naming import Row, rows

if TYPE_CHECKING:
    import duckdb

ORDER = ("jurisdiction", "year", "scope", "metric", "value", "role")  # keys 1 to 6
_CONFIDENCE = {
    "jurisdiction": "confidence_place",
    "year": "confidence_year",
    "scope": "confidence_scope",
    "metric": "confidence_metric",
    "value": "confidence_number",
    "role": "confidence_year",
}
_JUDGEMENTS = {
    "scope": ("scope",),
    "role": ("role",),
    "year": ("period",),
    "metric": ("topic", "wording", "claim", "exclusion"),
}


class Names(NamedTuple):
    """Places by key: name, English name, what they are part of; metrics by code: name, English name."""

    places: Mapping[str, tuple[str, str | None, str | None]]
    metrics: Mapping[str, tuple[str, str | None]]


@dataclass(frozen=True)
class Part:
    """One part of a reading: the key that opens it, its words, and what speaks for it."""

    key: int
    code: str
    name: str
    words: str
    was: str
    grounds: list[str]
    confidence: str


def names(connection: "duckdb.DuckDBPyConnection") -> Names:
    """What the places and metrics of a warehouse are called."""
    places = rows(
        connection,
        "select own.jurisdiction_key, own.name_zh, own.name_en, above.name_zh as above"
        " from marts.dim_jurisdiction as own"
        " left join marts.dim_jurisdiction as above on own.parent_key = above.jurisdiction_key",
    )
    metrics = rows(connection, "select metric_code, name_zh, name_en from marts.dim_metric")
    return Names(
        {row["jurisdiction_key"]: (row["name_zh"], row["name_en"], row["above"]) for row in places},
        {row["metric_code"]: (row["name_zh"], row["name_en"]) for row in metrics},
    )


def parts(names: Names, figure: Figure, changes: Mapping[str, str], voice: Voice) -> list[Part]:
    """The parts of a figure's reading, with what the reader has changed of them."""
    told = []
    for key, code in enumerate(ORDER, 1):
        read = figure.value_of(code)
        now = changes.get(code, read)
        first = figure.readings[0] if figure.readings else None
        was = in_words(names, figure, code, read, voice) if now != read else ""
        confidence = f"{float(first[_CONFIDENCE[code]]):.2f}" if first and first[_CONFIDENCE[code]] is not None else ""
        words = in_words(names, figure, code, now, voice)
        told.append(Part(key, code, voice(f"part.{code}"), words, was, _grounds(figure, code, voice), confidence))
    return told


def report_parts(names: Names, report: Row, chosen: Mapping[str, str], voice: Voice) -> list[Part]:
    """Whose a report is and of which year, with what the reader has chosen instead."""
    told = []
    for key, code, column in ((1, "jurisdiction", "jurisdiction_key"), (2, "year", "report_year")):
        read = "" if report[column] is None else str(report[column])
        now = chosen.get(f"report_{code}") or read
        words = {one: _place(names, one, voice) if code == "jurisdiction" else one for one in (read, now)}
        confidence, clues = report[f"{code}_confidence"], report[f"{code}_clues"]
        told.append(
            Part(
                key,
                f"report_{code}",
                voice(f"part.{code}"),
                words[now] or voice("not_known"),
                (words[read] or voice("not_known")) if now != read else "",
                [voice.clues(clues)] if clues else [],
                "" if confidence is None else f"{float(confidence):.2f}",
            )
        )
    return told


def in_words(names: Names, figure: Figure, part: str, value: str, voice: Voice) -> str:
    """A part's value, as a verdict names it, in words."""
    if not value:
        return voice("not_known")
    if part in ("scope", "role"):
        return voice.code(part, value)
    if part == "jurisdiction":
        return _place(names, value, voice) or value
    if part == "metric":
        return "、".join(_metric(names, code, voice) for code in value.split())
    if part == "value":
        first = figure.readings[0] if figure.readings else figure.landed
        bound = voice.code("sign", first.get("modifier")) if first.get("modifier") else ""
        unit = {"%": "%", "ratio": "", None: ""}.get(first["unit"], f" {first['unit']}")
        return f"{bound}{_grouped(value)}{unit}"
    return value


def what_was_said(names: Names, figure: Figure, verdicts: list[Verdict], voice: Voice) -> list[str]:
    """Verdicts in words, a line each."""
    told = []
    for one in verdicts:
        part = voice(f"part.{one.part}") + " " if one.decision == "change" else ""
        value = in_words(names, figure, one.part, one.value_after, voice) if part else ""
        told.append(f"{one.reader}: {voice(f'said_{one.decision}')} {part}{value} {one.note}".rstrip())
    return told


def _grounds(figure: Figure, part: str, voice: Voice) -> list[str]:
    """What a part rests on, a line each: the cues that spoke with their words, or why none had to."""
    if not figure.readings:
        return [_cue(cue) for cue in figure.cues if cue["judgement"] in _JUDGEMENTS.get(part, ())]
    first = figure.readings[0]
    told = [_cue(cue) for cue in figure.cues if cue["judgement"] in _JUDGEMENTS.get(part, ())]
    bases = dict(reason.partition(":")[::2] for reason in str(first["confidence_reasons"] or "").split(";"))
    if part == "year" and figure.is_year_unsaid:
        return [voice("year_unsaid")]
    if part == "metric":
        topic = voice.code("topic", first["topic"])
        basis = voice.code("topic_basis", first.get("topic_basis"))
        told.insert(0, f"{first['rule_id']}; {basis} ({topic})")
    elif part == "value":
        told.append(f"“{first['number_text']}”, {voice.code('unit_basis', figure.landed['unit_basis'])}")
    elif part == "jurisdiction":
        told.append(voice.clues(figure.report["jurisdiction_clues"]))
    elif not told and part == "scope":
        told.append(voice.code("scope_basis", bases.get("scope", "none")))
    elif not told:
        told.append(voice.code("unsaid", part))
    return [line for line in told if line]


def _cue(cue: Row) -> str:
    return f"“{cue['words']}” {cue['cue_id']}" if cue["words"] else str(cue["cue_id"])


def _place(names: Names, key: str, voice: Voice) -> str:
    found = names.places.get(key)
    if not found:
        return key
    zh, en, above = found
    return f"{zh} {en}" if voice.language == "en" and en else zh + (f"（{above}）" if above else "")


def _metric(names: Names, code: str, voice: Voice) -> str:
    zh, en = names.metrics.get(code, (code, None))
    return en if voice.language == "en" and en else zh


def _grouped(value: str) -> str:
    whole, _, rest = plain(value).partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")
