"""Whether a text is about what fazhi measures: it is let in, or refused as no report.

What the register lists, or a person insists on, is let in always. Else a text needs a title of a report on rule-of-law
government, a sheet of enforcement statistics, sentences that state figures of the subjects of seeds/topics.csv, or a
table of figures below a line that names one.
"""

import csv
import re
from functools import cache

from ground.errors import NotAReport
from ground.paths import SEEDS
from ingest.structure import Passage

SEED = SEEDS / "topics.csv"
MIN_MENTIONS = 3  # of the subjects, in all sentences; or one with a figure
_SHORT = 3000  # characters of a page that only a site would say
_SITE = re.compile(
    r"页面不存在|找不到(?:该|您|页面)|无法访问|访问出错|(?:请|用户|账号|统一)登录|验证码|正在跳转|"
    r"[Nn]ot [Ff]ound|[Ff]orbidden"
)
_LONG = 14  # characters from which a line is a sentence, and no link of a page
_CAPTION = 60  # characters; what stands above a table is not longer
_ROWS = 3  # of numbers, from which it is a table
_END = re.compile(r"[。;!?]")
_DIGIT = re.compile(r"[0-9]")
# Subjects that other texts name as well: a recipe has a 时限, a shop its 宣传.
_COMMON = frozenset({"training", "publicity", "supervision", "approval_time", "app_users", "judicial_advice"})


@cache
def _subjects() -> re.Pattern[str]:
    """What names a subject; of the common ones nothing."""
    with SEED.open(encoding="utf-8", newline="") as lines:
        # a line is an alternative
        patterns = [
            pattern
            for row in csv.DictReader(lines)
            if row["topic"] not in _COMMON
            for pattern in row["pattern"].splitlines()
        ]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns) + "|法治政府|依法行政|法治建设|普法")


def admit(text: str, body: list[Passage], *, is_titled: bool, admitted: str | None) -> None:
    """Raises NotAReport where the text (normal form) of these passages is not about what is measured.

    `admitted`: insisted, where a person insists on it, takes all; listed, where a register lists the file, all but what
    only a site would say (an error, a login); expected, where it lists an address, what has a sentence as well; None.
    """
    if is_titled or admitted == "insisted":
        return
    if _has_headed_table(text, body):
        return
    mentions = sentences = 0
    for passage in body:
        words = text[passage.start : passage.end]
        if passage.kind != "table_row" and (len(words) < _LONG or not _END.search(words)):
            continue
        sentences += 1
        found = len(_subjects().findall(words))
        mentions += found
        if mentions >= MIN_MENTIONS or (found and _DIGIT.search(words)):
            return
    told = admitted == "listed" or (admitted == "expected" and sentences)
    if told and not (mentions == 0 and len(text) <= _SHORT and _SITE.search(text)):
        return
    raise NotAReport.found(mentions=mentions, sentences=len(body))


def _has_headed_table(text: str, body: list[Passage]) -> bool:
    """Whether a table of numbers stands right below a line (or its title and one more) that names a subject."""
    above: list[str] = []
    counted = 0
    for passage in body:
        words = text[passage.start : passage.end]
        if passage.kind != "table_row":
            if counted:
                above, counted = [], 0
            above = [*above[-2:], words if len(words) <= _CAPTION else ""]
        elif _DIGIT.search(words):
            counted += 1
            if counted == _ROWS and any(map(_subjects().search, above)):
                return True
    return False
