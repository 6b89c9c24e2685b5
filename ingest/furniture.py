"""Page furniture: what a web page prints around every article. Lines come in normal form."""

import re
from typing import Final

MAX_HEADING: Final = 60
_MAX_FURNITURE: Final = 300
_FURNITURE: Final = re.compile(
    r"当前位置|您的位置|发布时间|发布日期|信息来源|来源[::]|浏览(?:次数|量|:)|点击(?:数|率|:)|打印(?:此页|本页)?|关闭(?:窗口|本页)?|"
    r"扫一扫|扫码|分享(?:到|文章|$)|主办单位|承办单位|主办[::]|承办[::]|技术支持|ICP备|公网安备|网站标识码|版权所有|[Cc]opyright|"
    r"E-?mail|邮编|联系电话|电话[::]|地址[::]|字体[::]|字号[::]|相关(?:文章|链接|附件|阅读|稿件|新闻|报道|推荐)|上一篇|下一篇|责任编辑|网站地图|"
    r"索引号|主题分类|发文机关|发文字号|成文日期|文章来源|【字体|关注[ ·]|微博|微信|无障碍|返回顶部|设为首页|加入收藏|"
    r"首页\s?>|附件下载|政务新媒体"
)
_STRONG_FURNITURE: Final = re.compile(
    r"ICP备|公网安备|网站标识码|版权所有|当前位置|您的位置|主办单位|浏览(?:次数|量)|关闭窗口|首页\s?>|扫一扫|分享文章|【字体|相关文章"
)
_LEADING_AWAY: Final = re.compile(  # to other articles
    r"\s*(?:热[点门](?:新闻|推荐|文章|排行)?|头条|(?:相关|延伸|推荐|扩展)阅读|相关(?:新闻|报道|推荐)|推荐(?:新闻|文章)|[上下]一[篇条])\s*[::]"
)
# The heading of what a page shows of other articles: what follows is not of the report, up to its next section.
_NEIGHBOURS: Final = re.compile(
    r"[【\[]?(?:(?:相关|延伸|推荐|扩展|更多|猜你喜欢的?)(?:阅读|文章|新闻|报道|推荐|稿件|资讯)|(?:热[点门]|最新)(?:新闻|推荐|文章|排行|资讯|阅读)|"
    r"(?:点击|阅读|新闻|热[点门])排行(?:榜)?|为您推荐|猜你喜欢|大家都在看|编辑推荐|图片新闻)[】\]]?[::>»]*"
)
_CONTENTS: Final = re.compile(r"目 {0,8}[录次]")
_OF_CONTENTS: Final = re.compile(r"[^0-9,][.…·| -]{0,200}[0-9]{1,3}$")
_NEIGHBOURING: Final = frozenset("【[相延推扩更猜热最点阅新为大编图")  # what it begins with


def lists_contents(line: str, *, goes_on: bool) -> bool:
    """Whether a line is the heading of a table of contents, or one of its lines where it goes on: with its page."""
    if goes_on and line[-1].isdigit() and _OF_CONTENTS.search(line):
        return True
    return line[0] == "目" and _CONTENTS.fullmatch(line) is not None


def heads_neighbours(line: str) -> bool:
    """Whether a line is the heading of what a page shows of other articles."""
    return line[0] in _NEIGHBOURING and _NEIGHBOURS.fullmatch(line) is not None


def is_furniture(line: str) -> bool:
    """Whether a line is of the page, not of the report: what a web page prints around every article."""
    if len(line) > _MAX_FURNITURE or (len(line) > MAX_HEADING and line.count("。") > 1):
        return False
    if _STRONG_FURNITURE.search(line) or _LEADING_AWAY.match(line):
        return line.count("。") < 2
    if len(line) > MAX_HEADING or line.endswith("。"):
        return False
    return bool(_FURNITURE.search(line))
