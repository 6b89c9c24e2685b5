"""Several numbers of one thing over the years: which year each number is of, or that nobody can know.

2018年和2019年分别受理81件和92件 names a year for each number; 受理量依次为81件、92件 and 近三年受理81件、92件 name
none, so that their numbers belong to no year and stand in no fact. Text comes in normal form.
"""

import re

_YEAR = r"(?:19|20)[0-9]{2}\s?(?:年度|年)?"
_NAMED_YEARS = re.compile(
    rf"(?P<years>{_YEAR}(?:\s?(?:、|,|和|及|与|以及)\s?{_YEAR})+)(?:[两二三四五六七八九十]年)?(?:间|期间)?(?:相比|比较)?"
)
_ONE_YEAR = re.compile("(?:19|20)[0-9]{2}")
_RANGE_OF_YEARS = re.compile(r"(?:19|20)[0-9]{2}\s?年?度?\s?[-—–~至到]\s?(?:19|20)[0-9]{2}")
_SEPARATELY = re.compile(r"分别|依次")
_ITS_YEAR = re.compile("(?:19|20)[0-9]{2}年")
_LAST_YEARS = re.compile(r"(?:近|过去|最近|前|这)[两二三四五六七八九十几]年")
_LISTING = re.compile(r"[、,“\"]|和(?![解谐睦平])|及(?![时其格早])|与(?!会)")


def items_by_year(words: str, size: int) -> list[str]:
    """The labels of `size` numbers, a year in front of each, out of the words before them.

    Args:
        words: what stands between the figure (or sentence) before and the first number.
        size: how many numbers follow.

    Returns:
        2018年全市受理案件, 2019年全市受理案件 for 2018年和2019年,全市分别受理案件; nothing where the words do not
        name just as many years, or the years are those of something that stands before the last comma but one.
    """
    lists = list(_NAMED_YEARS.finditer(words))
    if not lists or words.count(",", lists[-1].end()) > 1:
        return []
    named = lists[-1]
    years = _ONE_YEAR.findall(named["years"])
    thing = words[: named.start()].rpartition("。")[2].rpartition(";")[2].rpartition(",")[2]
    rest = _SEPARATELY.sub("", words[named.end() :]).lstrip(", 的")
    return [f"{year}年{thing}{rest}" for year in years] if len(years) == size else []


def only_year(item: str) -> str:
    """The year of an item that begins with one (2018年 of 2018年全市受理案件); any other item as it is."""
    year = _ITS_YEAR.match(item)
    return year.group() if year else item


def is_of_unnamed_years(words: str, before: str) -> bool:
    """Whether numbers in a row are of one thing and of times that nobody names.

    Args:
        words: the sentence before the first number; a range of years in it (2018年至2022年) is told by the models.
        before: the label, the words of the number's own clause.
    """
    if _RANGE_OF_YEARS.search(words):
        return False
    separately = _SEPARATELY.search(before)
    if separately is None:
        return bool(_LAST_YEARS.search(before))
    thing = before[: separately.start()]
    return bool(thing.strip()) and not _LISTING.search(thing)
