"""Texts that no report is: each repeats what makes a careless reader go over the same characters again and again.

Each shape is a function from a length to a text of about so many characters, behind the head of a report.
"""

from collections.abc import Callable

HEAD = "2019年法治政府建设情况报告\n推进依法行政，规范行政执法，建设法治政府。\n"
Shape = Callable[[int], str]


def _repeated(words: str, before: str = "", behind: str = "") -> Shape:
    return lambda length: HEAD + before + words * (length // len(words)) + behind + "\n"


def _respectively(length: int) -> str:
    count = length // 9
    return HEAD + "、".join(f"甲{number}类" for number in range(count)) + "分别为" + "3件、" * count + "\n"


def _cells(length: int) -> str:
    """A table copied with one cell a line."""
    rows = length // 9
    return HEAD + "项目\n数量\n" + "".join(f"案件\n{number}\n" for number in range(rows))


def _words_and_numbers(length: int) -> str:
    """A table half of whose rows hold no number, so that they could all be its header."""
    rows = length // 14
    return HEAD + "|甲乙|丙丁|\n" * rows + "|甲|1件|\n" * rows


SHAPES: dict[str, Shape] = {
    "一一一一": _repeated("一"),
    "十万百万": _repeated("十万百万"),
    "1111": _repeated("1"),
    "1,1,1,": _repeated("1,"),
    "1，111，": _repeated("111，", "1，"),
    "1,111,": _repeated("111,", "1,"),
    "1,234件": _repeated("1,234件、"),
    "1.1.1.": _repeated("1."),
    "1.1.1.A": _repeated("1.", behind="A"),
    "1-1-1-": _repeated("1-"),
    "1/1/1/": _repeated("1/"),
    "1:1:1:": _repeated("1:"),
    "1×1×1×": _repeated("1×"),
    "第1第1": _repeated("第1"),
    "((((": _repeated("("),
    "(1(1(1": _repeated("(1"),
    "〔2017〔": _repeated("〔2017"),
    "、1、1、1": _repeated("、1"),
    "2017、2018": _repeated("2017、2018、"),
    "1日、1日": _repeated("1日、", "1月"),
    "1 1 1": _repeated("1 \u200b"),
    "blanks": _repeated(" \u3000", behind="1件"),
    "empty lines": _repeated("\n", behind="甲"),
    "blank lines": _repeated("\n \u3000", behind="甲"),
    "一是一是": _repeated("一是"),
    "一是,一是": _repeated("一是甲1件。"),
    "《《《《": _repeated("《"),
    "“甲“甲": _repeated("“甲"),
    "均为均为": _repeated("均为"),
    "率均为1%": _repeated("甲率、乙率均为1%，"),
    "市市市市": _repeated("市"),
    "百分之一": _repeated("百分之一"),
    "1件两项": _repeated("1件两项、"),
    "。。。。": _repeated("。"),
    "分别为1件": _repeated("办件分别为3件和5件，", "甲3件、乙5件，"),
    "甲、乙分别为": _respectively,
    "甲和甲和": _repeated("甲和", behind="甲1件和1件"),
    "cells": _cells,
    "cells of words": _repeated("甲乙\n", "5\n"),
    "rows": _repeated("|甲|1件|2|\n"),
    "rows with heads": _repeated("|7|1件|2|\n", "|名称|数量|比例|\n"),
    "rows of words": _words_and_numbers,
    "a long row": _repeated("|1", behind="\n|1|2|"),
    "a long row of words": _repeated("|甲|1", behind="\n|1|2|"),
    "short lines": _repeated("（一）甲。\n"),
    "titles": _repeated("法治政府建设报告\n"),
}
