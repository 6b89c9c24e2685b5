"""What a person is told of an error: in Chinese where they are spoken to in Chinese and the message is a known one."""

import re
from typing import NoReturn

from fazhi.language import either, language
from fazhi.printing import printable
from fazhi.streams import say
from ground.errors import FazhiError
from vocabulary.codes import KINDS

# The commonest messages; what is told of files, names and numbers goes on as it is.
_CHINESE = tuple(
    (re.compile(pattern, re.DOTALL), said)
    for pattern, said in (
        (r"(.+): there is no report in it; put .+", r"\1：里面没有报告；请放入文本、网页、PDF、DOCX 或 XLSX 文件"),
        (
            r"(.+): there is no warehouse(?: to \w+)?; .+?(fazhi .+|`make warehouse`\))",
            r"\1：还没有数据库；先运行：fazhi all",
        ),
        (r"(.+): there is no built warehouse to \w+; build it first: (.+)", r"\1：数据库还没有构建；先运行：\2"),
        (r"(.+): the marts are not built, or by an older version: (.+)", r"\1：数据库还没有构建，或是旧版本构建的：\2"),
        (r"(.+): no report has landed in this warehouse; land some first: (.+)", r"\1：数据库里还没有报告；先运行：\2"),
        (
            r"(.+): another run( \(process \d+\))? is working on this warehouse; wait until it has ended",
            r"\1：另一次运行\2正在使用这个数据库；请等它结束",
        ),
        (
            r"(.+): another program has the warehouse open for writing; .+",
            r"\1：另一个程序正以写入方式打开这个数据库；请先在那里关闭，或以只读方式打开",
        ),
        (r"(.+): (.+); name a warehouse where you may write: --db FILE", r"\1：\2；请换一个可写的位置：--db 文件"),
        (r"(.+): (.+); name a folder where you may write: (.+)", r"\1：\2；请换一个可写的文件夹：\3"),
        (
            r"(.+); the disk \(or this account's share of it\) is full and the warehouse is as it was: .+",
            r"\1；磁盘（或本账户的配额）已满，数据库保持原样：请腾出可再放两份数据库的空间后重新运行",
        ),
        (
            r"(.+): holds ('.+'), which no export wrote; .+",
            r"\1：里面有不是导出产生的文件 \2；导出会替换整个文件夹，请另选空文件夹",
        ),
        (r"there is no metric “(.+)”; did you mean (.+)\?", r"没有“\1”这个指标；是不是指：\2？"),
        (r"there is no metric “(.+)”; .+", r"没有“\1”这个指标；dim_metric 列出全部指标"),
        (r"no report that has landed is about “(.+)”; there are (.+)", r"已入库的报告没有关于“\1”的；现有：\2"),
        (r"no report that has landed states (.+) for (\d+); there is (.+)", r"\2年没有报告写明 \1；有数的年份：\3"),
        (r"no report that has landed states (.+?)(?: for \d+)?; .+", r"已入库的报告都没有写明 \1"),
        (r"no report is called “(.+)”; (?:did you mean|there are) (.+?)\??", r"没有叫“\1”的报告；现有：\2"),
        (r"“(.+)” may be (\d+) reports; name one by its id: (.+)", r"“\1”可指 \2 份报告；请用编号指明：\3"),
        (
            r"(\d+) of (\d+) steps failed, (\d+) were skipped for them:(.+)",
            r"\2 步中有 \1 步失败，另有 \3 步因此略过：\4",
        ),
    )
)


def in_words(message: str) -> str:
    """A message in the language of the moment, as far as it is known there."""
    if language() == "zh":
        for pattern, said in _CHINESE:
            if found := pattern.fullmatch(message):
                return re.sub(r"\\(\d)", lambda number: found[int(number[1])] or "", said)
    return message


def reason(code: str) -> str:
    """Why a file was left out, in a few words; the code where it has none."""
    known = KINDS["refused"].get(code)
    return either(code.replace("_", " "), known.zh if known else code)


def fail(error: FazhiError) -> NoReturn:
    """Tells the error and ends the command with 1."""
    say(printable(f"{either('Error', '错误')}: {in_words(str(error))}"), err=True)
    raise SystemExit(1) from None
