"""Clues to the body that issued a report, and to the kind of report: a government's or an office's."""

import re
from collections import Counter
from collections.abc import Iterator

from ingest.clues.clue import Clue
from ingest.clues.headline import Parts

# A body that has an office's name, or works on its own: a centre, an arbitration office, a notary, a law society.
_OFFICE_END = (
    r"(?:委员会|办公室|管理局|监督局|保障局|法院|检察院|仲裁院|局|厅|委"
    r"|(?:仲裁|编|信访|法制|审改|复议|普法|政务)办|中心|大厅|公证处|协会|消委会|消保委|[支大总]队)"
)
_NAMED = r"(?:[\u4e00-\u9fff]|123[0-9]{2})"  # a name may hold a hotline's number
# What begins like a body's name and names many, or what they do.
_MANY = re.compile(r"全[省市县区州旗盟]|.*(?:系统|[各两]级|县区法院$|[省市县区州旗](?:人民)?调解委员会$)")
_GOVERNING = re.compile(r".*(?:政府|管委会|管理委员会)")
# What names an office at the beginning of a title.
_OFFICE = re.compile(
    rf"{_NAMED}{{0,14}}?(?:人民政府)?{_NAMED}{{1,14}}?{_OFFICE_END}"
    r"(?=$|[0-9关一《(,、:法依推行的多组培]|年|工作|情况|概况|总结|通报|运行|述职|换届|[上下]半年|第)"
)
# What a title may say before the name: 关于, or the year; and what is no name behind it.
_BEFORE = re.compile(r"(?:关于|[(]?(?:(?:19|20)[0-9]{2}|[一二三四五六七八九零〇]{4})\s?年度?[)]?)+")
_DEED = re.compile(
    r"开展|做好|加强|印发|进一步|落实|贯彻|对|在|推[进动]|深化|公[布开]|召开|举办|[成设建]立|组建|转发|同意|完善|规范|调整"
)
_GOVERNMENT = re.compile(r"[\u4e00-\u9fff]{2,20}?人民政府(?![\u4e00-\u9fff]{2,12}(?:局|厅|办公室|委员会))")
_OUR_OFFICE = re.compile(r"我(局|厅|委|办|院|署|中心)(?![们国省市县区])|本(局|厅|委)(?=[的在党认严按])")
_OUR_PLACE = re.compile(r"我(省|市|县|区|州|旗|盟|镇|乡)")
_OFFICE_SELF = re.compile(
    r"((?:[省市县区州])[\u4e00-\u9fff]{1,12}?(?:局|厅|办公室|委员会|委|办))(?=(?:党组|党委|主任|局长|厅长|主要负责人|领导班子|机关))"
)
_SIGNED_OFFICE = re.compile(
    rf"{_NAMED}{{2,28}}(?:局|厅|委|办|办公室|委员会|中心|法院|[检仲][察裁]院|大厅|公证处|协会|消委会|消保委|[支大总]队)"
)
_BODY = re.compile(r"[\u4e00-\u9fff]{2,28}(?:政府|局|厅|委|办|办公室|委员会|管委会|中心|法院|检察院)")
_SPAM = re.compile(r"[A-Za-z]{3,}|网址|网站|登录|彩票")
INTRO = 400


def of_register(issuer: str) -> Iterator[Clue]:
    """The issuer that the register names, and whether it is an office."""
    yield Clue("issuer", "register", issuer, issuer)
    if not _GOVERNING.fullmatch(issuer):
        yield Clue("kind", "register_issuer", "department", issuer)


def of_words(kind: str, words: str, start: int | None) -> Iterator[Clue]:
    """The office or government that a title begins with."""
    said = re.sub(r"\s+|^[^:]{1,8}:", "", words)
    if (before := _BEFORE.match(said)) and _DEED.match(said, before.end()):
        return
    head = re.split(r"(?:19|20)[0-9]{2}|关于", said[before.end() if before else 0 :])[0]
    if government := _GOVERNMENT.match(head):
        yield Clue("issuer", kind, government.group(), words, start)
        return
    office = _OFFICE.match(head) if head else None
    if office and not _GOVERNING.fullmatch(office.group()) and not _MANY.match(office.group()):
        yield Clue("issuer", kind, office.group(), words, start)
        yield Clue("kind", kind, "department", words, start)


def of_signature(parts: Parts) -> Iterator[Clue]:
    """The body that signs last."""
    for span in reversed(parts.signed):
        if _SPAM.search(span.words) or not _BODY.fullmatch(span.words):
            continue
        yield Clue("issuer", "sign_off", span.words, span.words, span.start, span.end)
        return


def of_source(source: str, kind: str) -> Iterator[Clue]:
    """The body that the page names as its source."""
    if _BODY.fullmatch(source):
        yield Clue("issuer", kind, source, source)


def of_self(text: str, start: int, end: int) -> Iterator[Clue]:
    """An office that speaks of itself (我局), and the name that its officers bear (市商务局局长)."""
    intro_end = min(end, start + INTRO)
    first = _OUR_OFFICE.search(text, start, intro_end)
    if first is None:
        return
    times = len(_OUR_OFFICE.findall(text, start, end))
    if times < len(_OUR_PLACE.findall(text, start, intro_end)):
        return
    yield Clue("kind", "self_office", "department", first.group(), first.start(), first.end(), mentions=times)
    names = Counter(match.group(1) for match in _OFFICE_SELF.finditer(text, start, end))
    for name, count in names.most_common(1):
        yield Clue("issuer", "self_reference", name, name, mentions=count)


def is_office(name: str) -> bool:
    """Whether a body's name is that of an office, no government."""
    return not _GOVERNING.fullmatch(name) and _SIGNED_OFFICE.fullmatch(name) is not None
