"""What a walk tells at its end: a line for each step, and what was left out with the next step to take."""

from collections import Counter
from collections.abc import Iterator

from fazhi.conductor import Outcome, Walk
from fazhi.incremental.hindrance import FEWEST, MOST, Hindrance
from fazhi.language import either
from fazhi.printing import command, on_one_line
from fazhi.troubles import in_words, reason
from fazhi.widths import cut, padded
from ingest.landing import LoadSummary
from ingest.withdrawals import told as of_gone

MOST_DOUBTS = 20  # reports that the terminal names
MOST_GONE = 10  # the same of those that are not there any more
LONGEST_NAME = 300  # columns that the terminal gives to the place of a source
NAME = 11  # columns of the names of lines

_NAMES = {
    "reports": "收报告",
    "gone": "已不在",
    "figures": "数字",
    "verdicts": "判定",
    "open": "待定",
    "doubtful": "存疑",
    "settle": "确认",
    "warning": "提醒",
    "build": "构建",
    "in full": "全部重算",
    "lake": "数据湖",
    "collect": "收取",
    "exports": "表格",
    "page": "网页",
    "warehouse": "数据库",
    "next": "下一步",
    "done": "完成",
    "refused": "未采用",
    "incomplete": "不完整",
}
_COUNTS = {
    "seen": "见到",
    "landed": "入库",
    "unchanged": "未变",
    "refused": "未采用",
    "new versions": "新版本",
    "duplicates": "重复",
    "read again": "重读",
    "earlier contents landed": "补入旧内容",
    "withdrawn": "撤下",
}
# Why a build worked everything out, where one could ask: a first build and --force need no words.
_WHY_WHOLE: dict[str, tuple[str, str]] = {
    Hindrance.PROJECT: ("the models, rules or tools are others than at the last build",
                        "模型、规则或程序与上次构建时不同"),
    Hindrance.READING: ("reports were read anew, by another version", "程序版本变了，报告已重读"),
    Hindrance.FEW: (f"a part by itself is built where it spares at least {FEWEST} reports",
                    f"可省下 {FEWEST} 份以上报告时才只算有变化的部分"),
    Hindrance.MANY: (f"more than {MOST:.0%} of the reports have changed", f"有变化的报告超过 {MOST:.0%}"),
}  # fmt: skip


def lined(name: str, words: str) -> str:
    """A line of what is told, its name in the language of the moment."""
    return padded(either(name, _NAMES[name]), NAME) + words


def left_out(landed: LoadSummary) -> Iterator[str]:
    """The sources that were refused, and those read in part, a line each."""
    for name, found in (("refused", landed.refused), ("incomplete", landed.incomplete)):
        for uri, code, why in found:
            told = either(f"[{code}]", f"[{code} {reason(code)}]")
            yield lined(name, f"{cut(on_one_line(uri), LONGEST_NAME)} {told}: {in_words(on_one_line(why))}")


def verdicts_left_out(walk: Walk, outcome: Outcome) -> Iterator[str]:
    """The rows of verdicts that were refused, a line each."""
    faults = outcome.verdicts.faults if outcome.verdicts else []
    for fault in faults[:MOST_DOUBTS]:
        yield lined("refused", on_one_line(fault))
    if len(faults) > MOST_DOUBTS:
        yield lined("refused", either(f"and {len(faults) - MOST_DOUBTS} more rows of {walk.verdicts}",
                                      f"{walk.verdicts} 中另有 {len(faults) - MOST_DOUBTS} 行"))  # fmt: skip


def ending(walk: Walk, outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What was done: the name of a step and what is told of it."""
    if landed := outcome.landed:
        yield from _landed(walk, outcome, landed)
    if said := outcome.verdicts:
        new, refused = len(said.new), len(said.faults)
        yield "verdicts", either(f"{said.read} read, {new} new, {refused} refused",
                                 f"读出 {said.read} 条，新 {new} 条，未采用 {refused} 条")  # fmt: skip
    if built := outcome.built:
        yield from (("warning", warning) for warning in built.warnings)
        of = (
            either(f"from {built.seeds} seeds", f"种子表 {built.seeds} 张")
            if built.reports is None
            else either(f"for {built.reports} reports, the rest kept", f"重算 {built.reports} 份报告，其余沿用")
        )
        yield "build", either(f"{built.models} models {of}, {built.tests} tests passed",
                              f"模型 {built.models} 个，{of}，通过检验 {built.tests} 项")  # fmt: skip
        if built.why_whole in _WHY_WHOLE:
            yield "in full", either(*_WHY_WHOLE[built.why_whole])
        for doubt in outcome.doubtful[:MOST_DOUBTS]:
            yield "doubtful", f"{cut(on_one_line(doubt.source), LONGEST_NAME)} {on_one_line(doubt.told)}"
        yield from _more(len(outcome.doubtful))
    elif walk.building:
        yield (
            "build",
            either("nothing has changed", "没有变化")
            if outcome.reports
            else either("nothing to build: no report has landed", "没有可构建的：还没有报告入库"),
        )
    yield from _written(walk, outcome)
    yield "warehouse", str(walk.db)
    if walk.source and not walk.building and outcome.landed and outcome.landed.load_id:
        yield "next", command("fazhi", "build", "--db", walk.db)
    if walk.building and (told := whole(outcome)):
        yield "done", told


def whole(outcome: Outcome) -> str:
    """One sentence on what a walk that succeeded has left out; empty where that is nothing."""
    refused = outcome.landed.refused if outcome.landed else []
    parts = []
    if refused:
        codes = Counter(code for _, code, _ in refused)
        why = either(", ", "，").join(f"{count} {reason(code)}" for code, count in codes.most_common())
        parts.append(either(
            f"{len(refused)} file{'s were' if len(refused) > 1 else ' was'} left out ({why}): the lines above say why "
            "and what to do; the ledger (aud_load_ledger) keeps them",
            f"有 {len(refused)} 个文件未采用（{why}）：理由和办法见上，并记在 aud_load_ledger"))  # fmt: skip
    if count := len(outcome.doubtful):
        parts.append(either(
            f"{count} report{'s' if count > 1 else ''} without a sure place or year: no figure of them is used until "
            "fazhi identify settles it",
            f"有 {count} 份报告的地区或年度不明：用 fazhi identify 确认之前，其数字不用"))  # fmt: skip
    return either("; ", "；").join(parts)


def _landed(walk: Walk, outcome: Outcome, landed: LoadSummary) -> Iterator[tuple[str, str]]:
    counts = {
        "seen": landed.files_seen,
        "landed": landed.landed,
        "unchanged": landed.unchanged,
        "refused": len(landed.refused),
    }
    extra = {
        "new versions": landed.new_versions,
        "duplicates": landed.duplicates,
        "read again": landed.reread,
        "earlier contents landed": landed.earlier,
        "withdrawn": landed.withdrawn,
    }
    shown = [*counts.items(), *((name, number) for name, number in extra.items() if number)]
    yield "reports", either(", ", "，").join(either(f"{n} {name}", f"{_COUNTS[name]} {n}") for name, n in shown)
    for uri in landed.gone[:MOST_GONE]:
        yield "gone", cut(on_one_line(uri), LONGEST_NAME)
    if landed.gone:
        more = f"and {len(landed.gone) - MOST_GONE} more; " if len(landed.gone) > MOST_GONE else ""
        yield "gone", more + of_gone(landed.gone, landed.known)
    yield "figures", either(f"{landed.figures} read, {outcome.figures} in all of {outcome.reports} reports",
                            f"读出 {landed.figures} 个，{outcome.reports} 份报告共 {outcome.figures} 个")  # fmt: skip
    if not walk.building:
        for uri, doubts in landed.doubtful[:MOST_DOUBTS]:
            yield "open", f"{cut(on_one_line(uri), LONGEST_NAME)}: {on_one_line(doubts)}"
        if count := len(landed.doubtful):
            more = either(f"and {count - MOST_DOUBTS} more; ", f"另有 {count - MOST_DOUBTS} 份；")
            yield "open", (more if count > MOST_DOUBTS else "") + either(
                "nothing to do yet: the build weighs all clues and names the reports that stay doubtful",
                "暂不需处理：构建时综合所有线索，之后仍存疑的会列出")  # fmt: skip


def _written(walk: Walk, outcome: Outcome) -> Iterator[tuple[str, str]]:
    if outcome.exported is not None:
        yield (
            "exports",
            either(f"{len(outcome.exported)} files in {walk.out}", f"{walk.out} 中 {len(outcome.exported)} 个文件"),
        )
    elif walk.out:
        yield "exports", _same(str(walk.out)) if outcome.reports else either("nothing to export", "没有可导出的")
    if outcome.page is not None:
        yield "page", either(f"{len(outcome.page)} files; open {walk.page}/index.html",
                             f"{len(outcome.page)} 个文件；打开 {walk.page}/index.html")  # fmt: skip
    elif walk.page:
        yield "page", _same(str(walk.page)) if outcome.reports else either("nothing to show", "没有可显示的")


def _same(place: str) -> str:
    return either(f"nothing has changed in {place}", f"{place} 没有变化")


def _more(doubts: int) -> Iterator[tuple[str, str]]:
    if doubts > MOST_DOUBTS:
        yield "doubtful", either(f"and {doubts - MOST_DOUBTS} more reports: those with an identity_obstacle",
                                 f"另有 {doubts - MOST_DOUBTS} 份：identity_obstacle 不为空的报告")  # fmt: skip
    if doubts:
        yield "settle", either("fazhi identify FILE --year YEAR --place PLACE, then run again",
                               "fazhi identify 文件 --year 年度 --place 地区，然后重新运行")  # fmt: skip
