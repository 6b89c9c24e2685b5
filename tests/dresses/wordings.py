"""Dresses of words: stretches of time, years before and after, ranges, bounds, characters of other tables."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from tests.dresses.dress import ALL, IN_FONT, Dress, Dressed, Telling, enter, sentence
from tests.dresses.numerals import in_words, plain
from tests.dresses.pieces import Paragraph, Piece, of, paragraph, seen
from tests.dresses.statements import COUNT, PART, RATE, SEVERAL, YEAR, Figure, Statement, Truth

LEAD = "{year}年，"


def _flows(statement: Statement) -> bool:
    """Whether it begins with the year and counts what happened in it."""
    counted = all(figure.kind in {COUNT, RATE} for figure in statement.figures)
    return statement.sentence.startswith(LEAD) and counted and statement.name not in {"items", "documents"}


def _led(name: str, group: str, lead: str, periods: frozenset[str]) -> None:
    """Enters a dress that begins its sentence with `lead`: {0} is the year, {1} and {4} years before it."""

    def _make(telling: Telling) -> Dressed:
        years = [telling.year - back for back in range(6)]
        said = seen(telling.plainly()).removeprefix(f"{telling.year}年，")
        truths = [
            replace(fact, periods=periods, printed=plain(value), required=periods == YEAR)
            for fact, value in zip(telling.truths(), telling.values, strict=True)
        ]
        return Dressed((paragraph(lead.format(*years) + said),), tuple(truths))

    enter(Dress(name, group, ALL, _make, only=_flows))


for _lead in (
    "{0}年上半年，",
    "今年上半年，",
    "{0}年第四季度，",
    "{0}年前三季度，",
    "{0}年12月，",
    "{0}年12月份，",
    "{0}年1—11月，",
    "{0}年1至9月，",
    "截至{0}年9月底，",
    "截至{0}年10月15日，",
    "{0}年7月以来，",
    "{0}年3月至8月，",
):
    _led(f"part of the year: {_lead}", "part of the year", _lead, PART)
for _lead in (
    "近五年，",
    "五年来，",
    "过去三年，",
    "“十三五”期间，",
    "“七五”普法期间，",
    "{4}-{0}年，",
    "{4}—{0}年，",
    "{4}年至{0}年，",
    "{4}年至{0}年间，",
    "{2}年以来，",
    "{1}、{0}两年，",
    "本届政府成立以来，",
):
    _led(f"several years: {_lead}", "several years", _lead, SEVERAL)
for _lead in ("今年以来，", "{0}年以来，", "年初以来，", "一年来，", "全年，", "本年度，", "{0}年度，", "{0}年全年，"):
    _led(f"the year: {_lead}", "since the beginning of the year", _lead, YEAR | {"year_to_date"})


def _less(telling: Telling) -> list[Decimal]:
    shares = [Decimal(telling.random.randint(60, 95)) / 100 for _ in telling.values]
    return [(value * share).quantize(value) + 1 for value, share in zip(telling.values, shares, strict=True)]


def _of_last_year(telling: Telling, values: Sequence[Decimal]) -> list[Truth]:
    return [
        replace(
            fact,
            value=value,
            roles=frozenset({"prior", "level"}),
            years=frozenset({telling.year - 1}),
            printed=plain(value),
        ).optional()
        for fact, value in zip(telling.truths(), values, strict=True)
    ]


def _beside_last_year(name: str, word: str, *, first: bool = False) -> None:
    def _make(telling: Telling) -> Dressed:
        before = _less(telling)
        now = seen(telling.plainly())
        then = word.format(telling.year - 1) + seen(
            telling.sentence(
                [
                    of(plain(value) + figure.unit)
                    for figure, value in zip(telling.statement.figures, before, strict=True)
                ]
            )
        ).removeprefix(f"{telling.year}年，")
        own = [
            replace(fact, printed=plain(value)) for fact, value in zip(telling.truths(), telling.values, strict=True)
        ]
        told = then + now if first else now + then
        return Dressed((paragraph(told),), (*own, *_of_last_year(telling, before)))

    enter(Dress(name, "last year beside", ALL, _make, only=_flows))


for _word in ("上年，", "去年，", "去年同期，", "上年同期，", "{0}年，", "而{0}年同期，"):
    _beside_last_year(f"last year behind: {_word}", _word)
    _beside_last_year(f"last year first: {_word}", _word, first=True)


def _shortly(name: str, told: str) -> None:
    """Enters sentences on reviews whose later clauses do not say again what they count: {a} {b} now, {c} {d} then."""

    def _make(telling: Telling) -> Dressed:
        accepted, concluded = telling.values[1:]
        old = [value - value // 5 - 1 for value in telling.values[1:]]
        now = telling.truths()[1:]
        then = [
            replace(fact, value=value, roles=frozenset({"prior", "level"}), years=frozenset({telling.year - 1}))
            for fact, value in zip(now, old, strict=True)
        ]
        numbers = dict(zip("abcd", map(plain, (accepted, concluded, *old)), strict=True))
        truths = [
            replace(fact, scopes=None, printed=plain(fact.value))
            for fact in (*now, *[each.optional() for each in then])
        ]
        return Dressed((paragraph(told.format(**numbers, y=telling.year, z=telling.year - 1)),), tuple(truths))

    enter(Dress(name, "last year beside", ALL, _make, least=100, only=lambda statement: statement.name == "reviews"))


_shortly("short: last year behind", "{y}年，受理行政复议案件{a}件，审结{b}件。上年受理{c}件，审结{d}件。")
_shortly("short: the same time", "{y}年，市政府受理行政复议案件{a}件，审结{b}件。去年同期受理{c}件，审结{d}件。")
_shortly("short: last year first", "上年受理行政复议案件{c}件，审结{d}件；今年受理{a}件，审结{b}件。")
_shortly("short: its year first", "{z}年受理行政复议案件{c}件、审结{d}件，{y}年受理{a}件、审结{b}件。")
_shortly("short: in brackets", "{y}年，受理行政复议案件{a}件（上年{c}件），审结{b}件（上年{d}件）。")


def _next_year(telling: Telling) -> Dressed:
    accepted, year = telling.values[1], telling.year
    told = f"{year}年，市政府受理行政复议案件{plain(accepted)}件，{year + 1}年1月受理{plain(accepted // 9)}件。"
    own = telling.truths()[1]
    later = replace(own, value=accepted // 9, years=frozenset({telling.year + 1}), periods=PART).optional()
    return Dressed((paragraph(told),), (replace(own, printed=plain(accepted)), later))


enter(
    Dress(
        "a month of the next year", "part of the year", ALL, _next_year, 100, only=lambda each: each.name == "reviews"
    )
)


def _bounded(
    name: str, write: Callable[[int], str], values: Callable[[int], list[int]], *, least: int, step: int
) -> None:
    """Enters a dress of inexact counts: how the count is printed, and the numbers that its bounds may be."""

    def _make(telling: Telling) -> Dressed:
        numbers, truths = [], []
        for (figure, value), fact in zip(telling.figures, telling.truths(), strict=True):
            if figure.kind != COUNT:
                numbers.append(of(plain(value) + figure.unit))
                truths.append(replace(fact, printed=plain(value)))
                continue
            numbers.append(of(write(int(value)) + figure.unit))
            truths += [replace(fact, value=Decimal(each), about=True).optional() for each in values(int(value))]
        return Dressed((Paragraph(telling.sentence(numbers)),), tuple(truths))

    enter(Dress(name, "ranges and bounds", ALL, _make, least, step, kinds=frozenset({COUNT})))


def _to(size: int, between: str, sign: str) -> None:
    _bounded(
        f"range: 2{between}3{sign}",
        lambda value: f"{value // size}{between}{value // size + 1}{sign}",
        lambda value: [value, value + size],
        least=2 * size,
        step=size,
    )


for _between in ("-", "至", "—", "~", "到"):
    for _size, _sign in ((100, "百"), (1000, "千"), (10**4, "万")):
        _to(_size, _between, _sign)


def _same(name: str, write: Callable[[int], str], *, least: int, step: int) -> None:
    _bounded(name, write, lambda value: [value], least=least, step=step)


_same("余", lambda value: f"{value}余", least=100, step=10)
_same("多", lambda value: f"{value}多", least=1000, step=100)
_same("余万", lambda value: f"{value // 10**4}余万", least=10**5, step=10**4)
_same("万余", lambda value: f"{plain(Decimal(value) / 10**4)}万余", least=10**4, step=1000)
_same("numerals and 余万", lambda value: f"{in_words(value // 10**4)}余万", least=10**5, step=10**5)
_same("numerals and 多万", lambda value: f"{in_words(value // 10**4)}多万", least=10**6, step=10**6)
_same("近", lambda value: f"近{value}", least=100, step=100)
_same("约", lambda value: f"约{value}", least=100, step=10)
_same("超", lambda value: f"超{plain(Decimal(value) / 10**4)}万", least=10**4, step=1000)
_same("不少于", lambda value: f"不少于{value}", least=100, step=10)
_same("以上", lambda value: f"{value}以上", least=100, step=100)
_bounded("上千", lambda _: "上千", lambda _: [1000], least=1000, step=1)
_bounded("数百", lambda _: "数百", lambda _: [], least=100, step=1)
_bounded("几十", lambda _: "几十", lambda _: [], least=20, step=1)
_bounded("上百万", lambda _: "上百万", lambda _: [10**6], least=10**6, step=1)
_bounded("数十万", lambda _: "数十万", lambda _: [], least=10**5, step=1)

RADICALS = str.maketrans("行人工力大文立用日年口生民", "⾏⼈⼯⼒⼤⽂⽴⽤⽇年⼝⽣⺠")


def _radical(telling: Telling) -> list[Paragraph]:
    return [Paragraph((Piece(seen(telling.plainly()).translate(RADICALS)),))]


sentence("radicals for characters", "radicals", _radical, IN_FONT)


def _short_numeral(figure: Figure, value: int) -> str:
    hundreds, tens = value // 100, value // 10 % 10
    return f"{in_words(hundreds)}百{in_words(tens)}{figure.unit}"


def _shortened(telling: Telling) -> Dressed:
    """一百二 is 120; nobody may read 102."""
    numbers, truths = [], []
    for (figure, value), fact in zip(telling.figures, telling.truths(), strict=True):
        if figure.kind != COUNT:
            numbers.append(of(plain(value) + figure.unit))
            truths.append(replace(fact, printed=plain(value)))
            continue
        rounded = Decimal(int(value) % 800 // 10 * 10 + 110)
        rounded += 10 * (rounded // 10 % 10 == 0)
        printed = _short_numeral(figure, int(rounded))
        numbers.append(of(printed))
        truths.append(replace(fact, value=rounded, printed=printed).optional())
    return Dressed((Paragraph(telling.sentence(numbers)),), tuple(truths))


enter(Dress("shortened numerals", "words", ALL, _shortened, least=1000, kinds=frozenset({COUNT})))
