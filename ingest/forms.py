"""Official forms whose columns are prescribed, so that a copy that lost its head still tells them."""

import re
from collections.abc import Sequence

# 政府信息公开工作年度报告 (格式): applicants by kind, the last column their sum.
_APPLICANTS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
_OF_REQUESTS = re.compile(r"^(?:一、)?本年新收政府信息公开申请")


def disclosure_heads(names: Sequence[Sequence[str]], counts: Sequence[int]) -> list[str]:
    """The heads of the columns of requests for disclosure by applicant; none where the rows are not of that form."""
    for name, count in zip(names, counts, strict=True):
        if name and _OF_REQUESTS.match(name[0]):
            return list(_APPLICANTS) if count == len(_APPLICANTS) else []
    return []


def is_of_disclosure(caption: str, headers: Sequence[str]) -> bool:
    """Whether a table counts the reviews and lawsuits over disclosure alone, which are some of all."""
    return "信息公开" in caption and any("复议" in head or "诉讼" in head for head in headers)
