"""Annotated reports in, a gold folder out: plain texts with the figures and observations that they state.

    python -m tests.gold.annotated SRC_DIR OUT_DIR [--metrics seeds/metrics.csv] [--strict]

A file NAME.annotated.txt begins with `# key: value` lines (name, year, jurisdiction, level, kind), then a line `---`,
then the report with its figures marked, each mark on one line:

    全市办理⟦481万⟧{件 | service.cases_handled whole level 2019 -}件,占比⟦八成⟧{% | =80 | ~ge | cn}以上

Between the braces: the unit as the report writes it (may be empty), then in any order
  =NUMBER   the value, needed only where it does not follow from the number's text
  ~MODIFIER approx, ge or le
  cn        the number is written in Chinese numerals
  !TEXT     a note on the reading, kept with the observations
  metric_code scope role year as_of [=NUMBER [UNIT]]   an observation; as_of is YYYY-MM-DD or `-`;
            its own value and unit are given where they differ from the figure's (a decrease, a share as a ratio)

The gold folder holds manifest.csv and for each report NAME.txt, NAME.mentions.csv and NAME.observations.csv;
offsets count Unicode code points of NAME.txt from 0. With --strict, a digit outside the marks must belong to a date,
a number of order, a document number, a hotline, a licence or code of the page, or a name in quotation marks.
"""

import argparse
import csv
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parents[2] / "seeds" / "metrics.csv"
HEADER_KEYS = ("name", "year", "jurisdiction", "level", "kind")
LEVELS = ("province", "prefecture", "county", "zone")
KINDS = ("government", "department", "development_zone")
SCOPES = ("own", "whole", "part", "unstated")
ROLES = ("level", "prior", "change", "target")
MODIFIERS = ("approx", "ge", "le")

MARK = re.compile(r"⟦([^⟦⟧{}]+)⟧\{([^⟦⟧{}]*)\}")
HALF_WIDTH = str.maketrans({code + 0xFEE0: chr(code) for code in b"0123456789.,/"})
HAN_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MAGNITUDES = {"千": 10**3, "万": 10**4, "百万": 10**6, "千万": 10**7, "亿": 10**8, "万亿": 10**12}
ARABIC = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(万亿|千万|百万|[千万亿])?", re.ASCII)

# Digits that count nothing: what may stand outside the marks.
UNCOUNTED = re.compile(
    r"(?:19|20)\d\d\s?年?\s?(?:1[0-2]|0?[1-9])\s?月(?:\s?\d{1,2}\s?日)?"  # 2019年3月, 2019 12月31日, 20183月
    r"|(?:19|20)\d\d(?:\s?[-—–~至]\s?(?:19|20)?\d\d)?\s?年|(?:19|20)\d\d-\d\d-\d\d(?:\s\d\d:\d\d)?"
    r"|\d{1,2}(?:[-—–至、]\d{1,2})?月(?:\s?\d{1,2}\s?日|底|末|份)?"
    r"|〔\d{4}〕\d+号|第\d+(?:号|次|届|批|条|款|期)|12\d{3}(?!\d)|\d+[×xX]\d+|“[^”⟦]*”"
    # licences, codes and telephones of a page
    r"|ICP备\d+号(?:-\d+)?|公网安备\s?\d+号|(?:网站标识码|索引号)[:：]\s?[\w/-]+|0\d{2,3}-\d{7,8}"
    r"|^\d{1,2}(?:[.．、][^\d]|$)",  # a heading's number, a serial number alone in its line
    re.MULTILINE,
)


class AnnotationError(ValueError):
    """A mark or header that cannot be read; the message names the file, the line and what is wrong."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(f"{path}:{line}: {what}")


@dataclass(frozen=True)
class Mention:
    """A figure of the text: where its first digit stands, what it says."""

    start: int
    number_text: str
    value: Decimal
    unit: str
    modifier: str
    in_han: bool


@dataclass(frozen=True)
class Observation:
    """A figure that measures a metric of the catalogue."""

    start: int
    metric_code: str
    value: Decimal
    unit: str
    scope: str
    role: str
    year: int
    as_of: str
    note: str


@dataclass
class Case:
    """A report read: its header, its plain text, its figures and observations in the order of the text."""

    header: dict[str, str]
    text: str = ""
    mentions: list[Mention] = field(default_factory=list)
    observations: list[Observation] = field(default_factory=list)


def han_value(text: str) -> Decimal | None:
    """Value of a number in Chinese numerals (十二, 三百零五, 四分之一, 八成 as 80), None if it is none."""
    if "分之" in text:
        below, above = (han_value(part) for part in text.split("分之", 1))
        return above / below if above is not None and below else None
    if text.endswith("成"):
        tenths = han_value(text[:-1])
        return tenths * 10 if tenths is not None else None
    total = section = digit = 0
    for character in text:
        if character in HAN_DIGITS:
            digit = HAN_DIGITS[character]
        elif character in TENS:
            section, digit = section + (digit or 1) * TENS[character], 0
        elif character == "万":
            total, section, digit = total + (section + digit or 1) * 10**4, 0, 0
        elif character == "亿":
            total, section, digit = (total + section + digit or 1) * 10**8, 0, 0
        else:
            return None
    return Decimal(total + section + digit) if text else None


def number_value(text: str) -> Decimal | None:
    """Value of a number as printed (481万, 1,236, 99 .5, 1/5, 四分之一), None where its text does not give it."""
    text = re.sub(r"\s", "", text.translate(HALF_WIDTH))
    if found := ARABIC.fullmatch(text):
        digits, decimals, magnitude = found.groups()
        return Decimal(digits.replace(",", "") + (decimals or "")) * MAGNITUDES.get(magnitude or "", 1)
    if found := re.fullmatch(r"(\d+)/(\d+)", text, re.ASCII):
        return Decimal(found[1]) / Decimal(found[2]) if int(found[2]) else None
    return han_value(text)


def stated_decimal(text: str) -> Decimal:
    """Number written after `=`; raises ValueError otherwise."""
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"={text} is not a number") from None


def read_observation(words: Sequence[str], mention: Mention, codes: Collection[str], note: str) -> Observation:
    """Observation out of the words of its field; raises ValueError that says which word is wrong."""
    if not 5 <= len(words) <= 7:
        raise ValueError(f"{' '.join(words)!r} is not `metric_code scope role year as_of [=value [unit]]`")
    code, scope, role, year, as_of = words[:5]
    if code not in codes:
        raise ValueError(f"unknown metric code {code!r}")
    for word, allowed, name in ((scope, SCOPES, "scope"), (role, ROLES, "role")):
        if word not in allowed:
            raise ValueError(f"{name} {word!r} is none of {', '.join(allowed)}")
    if not re.fullmatch(r"(19|20)\d\d", year):
        raise ValueError(f"year {year!r} is not a year")
    if as_of != "-":
        try:
            date.fromisoformat(as_of)
        except ValueError:
            raise ValueError(f"as_of {as_of!r} is neither a date YYYY-MM-DD nor -") from None
    value, unit = mention.value, mention.unit
    if len(words) > 5:
        if not words[5].startswith("="):
            raise ValueError(f"{words[5]!r} after as_of is not =value")
        value, unit = stated_decimal(words[5][1:]), words[6] if len(words) == 7 else unit
    return Observation(mention.start, code, value, unit, scope, role, int(year), "" if as_of == "-" else as_of, note)


def read_mark(number_text: str, body: str, start: int, codes: Collection[str]) -> tuple[Mention, list[Observation]]:
    """Figure and its observations out of one mark; raises ValueError that says what is wrong."""
    unit, *parts = (part.strip() for part in body.split("|"))
    value, modifier, note, in_han, readings = None, "", "", False, []
    for part in parts:
        if part.startswith("="):
            value = stated_decimal(part[1:])
        elif part.startswith("~"):
            modifier = part[1:]
            if modifier not in MODIFIERS:
                raise ValueError(f"modifier {modifier!r} is none of {', '.join(MODIFIERS)}")
        elif part.startswith("!"):
            note = part[1:].strip()
        elif part == "cn":
            in_han = True
        else:
            readings.append(part.split())
    if number_text != number_text.strip():
        raise ValueError(f"{number_text!r} begins or ends with a space")
    if value is None and (value := number_value(number_text)) is None:
        raise ValueError(f"the value of {number_text!r} does not follow from its text: state it as =value")
    if in_han == number_text[0].isdecimal():
        raise ValueError(f"{number_text!r}: `cn` is for numbers that begin with a Chinese numeral, and for no others")
    mention = Mention(start, number_text, value, unit, modifier, in_han)
    return mention, [read_observation(words, mention, codes, note) for words in readings]


def parse(path: Path, codes: Collection[str]) -> Case:
    """The case of an annotated file; raises AnnotationError at its first fault."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if "---" not in lines:
        raise AnnotationError(path, 1, "no line `---` between header and text")
    body = lines.index("---") + 1
    header = {}
    for number, line in enumerate(lines[: body - 1], 1):
        if not (found := re.fullmatch(r"#\s*(\w+):\s*(.+?)\s*", line)):
            raise AnnotationError(path, number, f"{line!r} is not `# key: value`")
        header[found[1]] = found[2]
    if missing := [key for key in HEADER_KEYS if key not in header]:
        raise AnnotationError(path, 1, f"the header lacks {', '.join(missing)}")
    for key, allowed in (("level", LEVELS), ("kind", KINDS)):
        if header[key] not in allowed:
            raise AnnotationError(path, 1, f"{key} {header[key]!r} is none of {', '.join(allowed)}")
    if f"{header['name']}.annotated.txt" != path.name:
        raise AnnotationError(path, 1, f"name {header['name']!r} is not the file's")

    case, seen, pieces, length = Case(header), set(), [], 0
    for number, line in enumerate(lines[body:], body + 1):
        end = 0
        for found in MARK.finditer(line):
            pieces += [line[end : found.start()], found[1]]
            start = length + len(pieces[-2])
            length, end = start + len(found[1]), found.end()
            try:
                mention, observations = read_mark(found[1], found[2], start, codes)
            except ValueError as fault:
                raise AnnotationError(path, number, f"{found[0]}: {fault}") from fault
            case.mentions.append(mention)
            for observation in observations:
                if (start, observation.metric_code) in seen:
                    raise AnnotationError(path, number, f"{found[0]}: {observation.metric_code} is stated twice")
                seen.add((start, observation.metric_code))
                case.observations.append(observation)
        pieces += [line[end:], "\n"]
        length += len(pieces[-2]) + 1
        if stray := re.search(r"[⟦⟧{}].{0,12}", MARK.sub("", line)):
            raise AnnotationError(path, number, f"malformed mark at {stray[0]!r}; the form is ⟦number⟧{{unit | …}}")
    case.text = "".join(pieces[:-1])
    return case


def uncounted_digits(case: Case) -> list[tuple[int, str]]:
    """Digits outside the marks that are no date, number of order, document number or quoted name: line and context."""
    blank = list(case.text)
    for mention in case.mentions:
        blank[mention.start : mention.start + len(mention.number_text)] = "□" * len(mention.number_text)
    rest = UNCOUNTED.sub(lambda found: "□" * len(found[0]), "".join(blank))
    places = (found.start() for found in re.finditer(r"\d+", rest))
    return [(case.text.count("\n", 0, at) + 1, case.text[max(0, at - 8) : at + 12]) for at in places]


def plain(value: Decimal) -> str:
    """Number without exponent and idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def write_rows(path: Path, names: str, rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file with the column names given in one string."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(names.split(","))
        writer.writerows(rows)


def write_gold(cases: Sequence[Case], folder: Path) -> None:
    """Write the cases as a gold folder, over what it held of the same names."""
    folder.mkdir(parents=True, exist_ok=True)
    manifest = []
    for case in cases:
        name, year, jurisdiction, level, kind = (case.header[key] for key in HEADER_KEYS)
        manifest.append((name, f"{name}.txt", year, jurisdiction, level, kind))
        (folder / f"{name}.txt").write_text(case.text, encoding="utf-8", newline="")
        write_rows(
            folder / f"{name}.mentions.csv",
            "start,number_text,value,unit,modifier,cn",
            [(m.start, m.number_text, plain(m.value), m.unit, m.modifier, int(m.in_han)) for m in case.mentions],
        )
        write_rows(
            folder / f"{name}.observations.csv",
            "start,metric_code,value,unit,scope,role,year,as_of,note",
            [
                (o.start, o.metric_code, plain(o.value), o.unit, o.scope, o.role, o.year, o.as_of, o.note)
                for o in case.observations
            ],
        )
    write_rows(folder / "manifest.csv", "name,source_name,year,jurisdiction,level,kind", manifest)


def metric_codes(catalogue: Path = CATALOGUE) -> set[str]:
    """Codes of the metric catalogue."""
    with catalogue.open(encoding="utf-8-sig", newline="") as lines:
        return {row["metric_code"] for row in csv.DictReader(lines)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the gold folder of a folder of annotated files; 1 and a message for each file at fault, 0 otherwise."""
    parser = argparse.ArgumentParser(prog="tests.gold.annotated", description="Gold out of annotated reports.")
    parser.add_argument("source", type=Path, help="folder of NAME.annotated.txt")
    parser.add_argument("gold", type=Path, help="folder to write")
    parser.add_argument("--metrics", type=Path, default=CATALOGUE, help="metric catalogue (CSV with metric_code)")
    parser.add_argument("--strict", action="store_true", help="refuse digits outside the marks that may be figures")
    args = parser.parse_args(arguments)
    codes, cases, faults = metric_codes(args.metrics), [], []
    paths = sorted(args.source.glob("*.annotated.txt"))
    if not paths:
        faults.append(f"{args.source}: no *.annotated.txt in it")
    for path in paths:
        try:
            cases.append(parse(path, codes))
        except AnnotationError as fault:
            faults.append(str(fault))
            continue
        if args.strict:
            faults += [
                f"{path}: line {line} of the text: unmarked digits in {where!r}"
                for line, where in uncounted_digits(cases[-1])
            ]
    if faults:
        print(*faults, sep="\n", file=sys.stderr)
        return 1
    write_gold(cases, args.gold)
    print(
        f"{len(cases)} reports, {sum(len(case.mentions) for case in cases)} figures, "
        f"{sum(len(case.observations) for case in cases)} observations in {args.gold}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
