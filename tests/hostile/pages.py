"""Web pages made to be slow, to reach for files, or to say other things to a reader than to a browser."""

from pathlib import Path

from tests.hostile.kinds import kind, outside, report, write

HEAD = "溪山市2018年法治政府建设情况报告"


def page(body: str, *, before: str = "", title: str = HEAD) -> str:
    """A page with the lines of a small report and `body` among them."""
    lines = "".join(body if line == "@@" else f"<p>{line}</p>" for line in report("@@").splitlines())
    return f"{before}<html><head><title>{title}</title></head><body><h1>{HEAD}</h1>{lines}</body></html>"


def said(number: int) -> str:
    return f"<p>全市受理行政复议案件{number}件，推进依法行政。</p>"


@kind("a page of a hundred thousand elements within each other", "unsupported_format")
def nested_elements(folder: Path, full: bool) -> None:
    write(folder, "a.html", page("<div>" * 100_000 + said(51)))


@kind("figures in scripts, styles, comments and hidden parts", "landed", values={"52": "52"})
def scripts(folder: Path, full: bool) -> None:
    hidden = "<script>document.write('受理案件998件')</script><style>p::after{content:'受理案件997件'}</style>"
    hidden += (
        "<!-- <p>受理案件996件。</p> --><div style='display:none'>受理案件995件</div><template>受理案件994件</template>"
    )
    hidden += (
        "<img src=x onerror=alert(1)><iframe src='file:///etc/passwd'></iframe><svg><text>受理案件993件</text></svg>"
    )
    write(folder, "a.html", page(hidden + said(52)))


@kind("megabytes of blanks in a page's paragraph and title", "landed", values={"53": "53"})
def blanks_in_page(folder: Path, full: bool) -> None:
    blanks = " " * (5_000_000 if full else 500_000)
    body = f"<p>甲{blanks}乙</p><p>{blanks}\n{blanks}x{blanks}</p>"
    write(folder, "a.html", page(body + said(53), title="甲" + blanks + "乙" + "-" * len(blanks) + "x"))


@kind("comments before a page, in their thousands", "landed", values={"54": "54"})
def comments_before_page(folder: Path, full: bool) -> None:
    write(folder, "a.html", page(said(54), before="<!-- a -->\n" * 5_000))


@kind("entities of entities of entities in a page", "landed")
def laughs_in_page(folder: Path, full: bool) -> None:
    entities = '<!ENTITY a "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    write(folder, "a.xhtml", page(said(55) + "<p>&i;</p>", before=f"<!DOCTYPE html [{entities}]>"))


@kind("entities of a page that reach for a file and an address", "landed")
def entities_in_page(folder: Path, full: bool) -> None:
    path = outside(folder).as_uri()
    doctype = f'<!DOCTYPE html [<!ENTITY f SYSTEM "{path}"><!ENTITY n SYSTEM "http://127.0.0.1:9/x">]>'
    write(folder, "a.xhtml", page("<p>&f;&n;</p>" + said(56), before=doctype))


@kind("a page that ends within a tag", "landed", values={"57": "57"})
def page_cut_off(folder: Path, full: bool) -> None:
    write(folder, "a.html", page(said(57)).replace("</body></html>", "<table><tr><td"))


@kind("a page in GB18030 that says it is UTF-8, and the other way round", "landed", values={"58": "58", "59": "59"})
def page_of_another_encoding(folder: Path, full: bool) -> None:
    write(folder, "a.html", page(said(58)).replace("<head>", '<head><meta charset="utf-8">').encode("gb18030"))
    write(folder, "b.html", page(said(59)).replace("<head>", '<head><meta charset="gb2312">'))


@kind("cells that span tens of thousands of rows and columns", "landed", values={"61": "61"})
def spanning_cells(folder: Path, full: bool) -> None:
    rows = "<tr><td colspan=99999 rowspan=99999>甲</td><td>乙</td></tr>" * 40
    write(folder, "a.html", page(f"<table>{rows}</table>{said(61)}"))


@kind("a page without text of its own", "empty")
def only_script(folder: Path, full: bool) -> None:
    write(folder, "a.html", "<html><body><script>load('受理案件5件')</script><img src=a.png></body></html>")


@kind("references to characters that there are not", "landed", values={"5\ufffd08": None, "5\ufffd8": None})
def references(folder: Path, full: bool) -> None:
    lost = ("5&#0;08", "5&#xD800;08", "5&#x1F;08", "5&#1114112;8")
    body = "".join(f"<p>全市受理行政复议案件{number}件，推进依法行政。</p>" for number in lost)
    write(folder, "a.html", page(body))


@kind("a page of millions of elements", "broken", full_only=True)
def millions_of_elements(folder: Path, full: bool) -> None:
    write(folder, "a.html", page("<p>甲<b>乙</b></p>" * 3_000_000))
