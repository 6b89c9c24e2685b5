"""On what terms tables are handed on, and how they are cited."""

import datetime
import json
import re
from dataclasses import dataclass

from ground.errors import ExportError
from publish import about
from publish.licences import KNOWN, OWN, near
from publish.tables import Table

_SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")


@dataclass(frozen=True)
class Terms:
    """Who publishes tables, when and under which licence (an SPDX identifier); None where that is not said.

    `texts`: whether the reports' texts go along. Raises ExportError where `licence` is no identifier.
    """

    date: datetime.date
    licence: str | None = None
    publisher: str | None = None
    texts: bool = True

    def __post_init__(self) -> None:
        if self.licence is not None and not _SPDX.fullmatch(self.licence):
            raise ExportError(
                f"licence: {self.licence!r} is no SPDX identifier; name one, such as CC-BY-4.0, or leave it out"
            )
        if self.licence is not None and self.licence not in KNOWN and not self.licence.startswith(OWN):
            meant = near(self.licence)
            raise ExportError(
                f"licence: {self.licence!r} is no SPDX identifier that is known here"
                + (f"; did you mean {' or '.join(meant)}?" if meant else "; name one, such as CC-BY-4.0.")
                + f" For one that is not, write {OWN}NAME, and its text into your own pages"
            )

    @property
    def name(self) -> str:
        """What the publication is called; its folder too."""
        return f"fazhi-{self.date:%Y-%m-%d}"

    @property
    def licence_url(self) -> str | None:
        """Where the licence's text stands."""
        is_listed = self.licence is not None and self.licence in KNOWN
        return f"https://spdx.org/licenses/{self.licence}.html" if is_listed else None

    def licence_text(self) -> str:
        """What a reader may know of the terms, in Chinese and English. Takes no legal position of its own."""
        zh = ["各表中的数字是政府公开报告所载的事实，每个数字都注明出处。"]
        en = ["The figures are facts that public reports of governments state; each is cited to its report."]
        if self.licence:
            zh.append("：".join(filter(None, (f"各表、名称和定义由发布者按 {self.licence} 提供", self.licence_url))))
            offered = f"The tables, names and definitions are offered by their publisher under {self.licence}"
            en.append(": ".join(filter(None, (offered, self.licence_url))))
        else:
            zh.append("各表、名称和定义的许可由其所有者确定；本次发布没有指定，使用前请向发布者询问。")
            en.append(
                "The tables, names and definitions are offered under the licence that their owner sets; none is set "
                "for this publication, so ask whoever publishes it."
            )
        if self.texts:
            zh.append("fazhi.duckdb 中的报告全文出自各发布机关，上述许可与之无关。")
            en.append(
                "The texts of the reports in fazhi.duckdb come from their issuers; no licence above is about them."
            )
        return "\n".join([*zh, "", *en]) + "\n"

    def cited_zh(self, table: Table) -> str:
        """How a table is cited, in Chinese."""
        who = f"{self.publisher}：" if self.publisher else ""
        return f"{who}《{table.title}》（{table.name}），{self.name}，{self.date:%Y-%m-%d}。{self._licence_zh()}"

    def cited_en(self, table: Table) -> str:
        """How a table is cited, in English."""
        who = f"{self.publisher}. " if self.publisher else ""
        return f"{who}{table.title_en} ({table.name}). {self.name}, {self.date:%Y-%m-%d}. {self._licence_en()}"

    def citation_file(self) -> str:
        """CITATION.cff, in the Citation File Format 1.2.0."""
        who = self.publisher or "fazhi"
        told = {
            "cff-version": "1.2.0",
            "message": "Cite the tables as below, and each figure by its citation in the table figures.",
            "type": "dataset",
            "title": " ".join(about.TITLE),
            "version": f"{self.date:%Y-%m-%d}",
            "date-released": f"{self.date:%Y-%m-%d}",
        }
        lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in told.items()]
        lines += ["authors:", f"  - name: {json.dumps(who, ensure_ascii=False)}"]
        if self.licence:
            lines.append(f"license: {self.licence}")
        return "\n".join(lines) + "\n"

    def _licence_zh(self) -> str:
        return f"许可：{self.licence}。" if self.licence else "未指定许可。"

    def _licence_en(self) -> str:
        return f"Licence: {self.licence}." if self.licence else "No licence is set."
