"""What of a page is part of the text: nothing hidden, struck out or raised, and no digit glued to another."""

import pytest

from ingest.documents import Content
from ingest.webpages import read

TITLE = "溪山市2020年法治政府建设年度报告"
OTHERS = "<p>一、总体情况</p><p>全市坚持依法行政,健全工作机制,各项任务如期完成,群众满意程度继续提高。</p>" * 2


def content(body: str, head: str = "") -> Content:
    page = f"<html><head><meta charset=utf-8><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>{OTHERS}{body}"
    return read(f"{page}{OTHERS}</body></html>".encode())


def sentence(number: str, head: str = "") -> str:
    """The line of a page in which this number stands."""
    lines = content(f"<p>全年办理行政复议案件{number}件,均已办结。</p>", head).text.split("\n")
    return next(line for line in lines if "全年办理" in line).removeprefix("全年办理行政复议案件").partition("件")[0]


@pytest.mark.parametrize(
    "number",
    [
        "312<sup>1</sup>",
        "312<sup>[1]</sup>",
        "312<sup>①</sup>",
        "312<sup>注2</sup>",
        "312<sub>1</sub>",
        "312<span style='vertical-align:super;font-size:9px'>1</span>",
        "312<span style='vertical-align: 6px'>1</span>",
        "<del>298</del>312",
        "<s>298</s>312",
        "<strike>298</strike>312",
        "<span style='text-decoration: line-through red'>298</span>312",
        "<span hidden>9</span>312",
        "<span style='display:none/**/'>9</span>312",
        "<span style='/* old */ display : none'>9</span>312",
        "<span style='display:inline-block;content-visibility:hidden'>9</span>312",
        "<span style='color:hsl(0, 0%, 100%)'>9</span>312",
        "<span style='color:hsl(0 0% 0% / 0)'>9</span>312",
        "<span style='filter:opacity(0)'>9</span>312",
        "<span style='display:inline-block;translate:-9999px 0'>9</span>312",
        "<span style='display:inline-block;translate:-100% 0'>9</span>312",
        "<span style='translate:-50% 0'>312</span>",
        "<span style='position:absolute;translate:-50% -50%'>312</span>",
        "<span style='display:inline-block;scale:0'>9</span>312",
        "<span style='position:absolute;inset-inline-start:-9999px'>9</span>312",
        "<span popover>9</span>312",
        "<span style='display:none'>9</span>312",
        "<span style='visibility:hidden'>9</span>312",
        "<span style='opacity:0'>9</span>312",
        "<span style='font-size:0'>9</span>312",
        "<span style='font-size:1px'>9</span>312",
        "<span style='font:0/0 a'>9</span>312",
        "<span style='color:#fff'>9</span>312",
        "<span style='color:rgba(0,0,0,0)'>9</span>312",
        "<font color='#FFFFFF'>9</font>312",
        "<span style='background:#eee;color:#eeeeee'>9</span>312",
        "<span style='position:absolute;left:-9999px'>9</span>312",
        "<span style='position:absolute;clip:rect(0 0 0 0)'>9</span>312",
        "<span style='clip-path:inset(50%)'>9</span>312",
        "<span style='display:inline-block;text-indent:-9999px'>9</span>312",
        "<span style='display:inline-block;width:0;overflow:hidden'>9</span>312",
        "<span style='display:inline-block;transform:scale(0)'>9</span>312",
        "<template>9</template>312",
        "<noscript>9</noscript>312",
        "<ruby>312<rp>(</rp><rt>9</rt><rp>)</rp></ruby>",
        "<span style='visibility:hidden'>9<b style='visibility:visible'>3</b></span>12",
        "<span style='font-size:0'><b style='font-size:16px'>3</b> </span>12",
        "<span aria-hidden='true'>3</span>12",
        "<span style='background:#036;color:#fff'>312</span>",
        "<span style='background:navy;color:#fff'>312</span>",
        "<span style='background:no-repeat oklch(30% 0.1 260);color:#fff'>312</span>",
        "<span bgcolor=336699 style='color:#fff'>312</span>",
        "<span bgcolor=ffffff style='color:#fff'>9</span>312",
        "<span style='color:rgba(0, 0, 0, 0.8980392156862745)'>312</span>",
        "<span bgcolor=teal style='color:#fff'>312</span>",
        "<span style='background:none no-repeat 1rem 0;color:#fff'>9</span>312",
        "<span style='background:inherit;color:#fff'>9</span>312",
        "<span style='color:rgb(255.0 255 254.6)'>9</span>312",
        "<span style='color:rgb(300,300,300)'>9</span>312",
        "<span style='color:rgb(0 0 0 / .0)'>9</span>312",
        "312<a href='#fn1'>1</a>",
        "312<a href='#_ftn2' class=note>[2]</a>",
        "<a href='list.html'>312</a>",
    ],
)
def test_what_a_person_sees_is_the_number(number: str) -> None:
    assert sentence(number) == "312"


@pytest.mark.parametrize(
    ("rule", "number"),
    [
        (".h{display:none}", "<span class='a h'>9</span>312"),
        (".h:not(.q){display:none}", "<span class=h>9</span>312"),
        (".h:not(.h){display:none}", "<span class=h>3</span>12"),
        (":is(.h,.k){display:none}", "<span class=h>9</span>312"),
        (":where(p, div) > .h{display:none}", "<span class=h>9</span>312"),
        ("p>b:nth-of-type(2){display:none}", "<b>3</b>1<b>9</b>2"),
        ("b:nth-child(even){display:none}", "<b>3</b>1<b>9</b>2"),
        ("b:last-child{display:none}", "<b>3</b>12<b>9</b>"),
        ("i+b{display:none}", "3<i>1</i>2<b>9</b><b></b>"),
        ("i~b{display:none}", "3<i>1</i>2<u></u><b>9</b>"),
        ("i>b{display:none}", "<i>3</i><b>1</b>2"),
        (":root{--shown:none}.h{display:var(--shown)}", "<span class=h>9</span>312"),
        (".h{display:var(--none-such, none)}", "<span class=h>9</span>312"),
        (":root{--a:none}.h{display:var(--a)}@media print{:root{--a:inline}}", "<span class=h>9</span>312"),
        (":root{--a:none}.x--a:hover{top:0}.k{--a: none }.h{display:var(--a)}", "<span class=h>9</span>312"),
        (":root{--a:var(--b);--b:none}.h{display:var(--a)}", "<span class=h>9</span>312"),
        (".h{display:none}:where(.h){display:inline}", "<span class=h>9</span>312"),
        (".h{display:none}:where(#h, p .h){display:inline}", "<span class=h id=h>9</span>312"),
        (".h:not(#a){display:none}.h.k{display:inline}", "<span class='h k'>9</span>312"),
        (".h:is(#a, .k){display:none}.h.k.h{display:inline}", "<span class='h k'>9</span>312"),
        (".h:not(b){display:none}.h.k{display:inline}", "<span class='h k'>3</span>12"),
        (".h:last-child{display:none}span.h{display:inline}", "<span class=h>9</span>312"),
        (":root{--w:#fff}.k{--w:#111}.h{background:var(--w);color:#fff}", "<span class=h>312</span>"),
        ("@media (min-width:9px) and (max-width:9000px){.h{display:none}}", "<span class=h>9</span>312"),
        ("@media (max-width:600px){.h{display:none}}", "<span class=h>3</span>12"),
        ("@media (width < 600px){.h{display:none}}", "<span class=h>3</span>12"),
        ("@media not print{.h{display:none}}", "<span class=h>9</span>312"),
        ("/* a */ p .h, .x { visibility : hidden }", "<span class=h>9</span>312"),
        ("p>span#h{opacity:0}", "<span id=h>9</span>312"),
        ("[data-old]{text-decoration:line-through}", "<span data-old=1>298</span>312"),
        (".n{vertical-align:super}", "312<span class=n>1</span>"),
        ("@media screen{.h{display:none}}", "<span class=h>9</span>312"),
        ("@media print{.h{display:none}}", "<span class=h>3</span>12"),
        ("span{display:none} span.h{display:inline}", "<span class=h>3</span>12"),
        (".h{display:none!important}", "<span class=h style='display:inline'>9</span>312"),
        (".h:hover{display:none}", "<span class=h>3</span>12"),
        ("div .h{display:none}", "<span class=h>3</span>12"),
        (".h::first-letter{font-size:2em;color:red}", "<span class=h>312</span>"),
        (".h::after{content:'\\e601'}", "<span class=h>312</span>"),
    ],
)
def test_style_sheets_of_the_page_are_regarded(rule: str, number: str) -> None:
    assert sentence(number, f"<style>{rule}</style>") == "312"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ('<link rel=stylesheet href="data:text/css,.h%7Bdisplay:none%7D">', "<b class=h>9</b>312"),
        ("<style media=print>.h{display:none}</style>", "<b class=h>3</b>12"),
        ("<style media=screen>.h{display:none}</style>", "<b class=h>9</b>312"),
    ],
)
def test_style_sheets_are_those_for_screens_wherever_they_stand(head: str, number: str) -> None:
    assert sentence(number, head) == "312"


@pytest.mark.parametrize(
    ("number", "head"),
    [
        ("<bdo dir=rtl>213</bdo>", ""),
        ("<span style='direction:rtl;unicode-bidi:bidi-override'>213</span>", ""),
        ("<span class=g>12</span>", "<style>.g::before{content:'3'}</style>"),
        ("<span class=g>3</span>", '<style>.g:after{content:"12"}</style>'),
        ("31<br>2", ""),
        ("10<sup>4</sup>", ""),
        ("31<small>2</small>", ""),
        ("<span style='color:rgb(100%,100%,100%)'>312</span>", ""),
        ("<span style='color:hsl(0 0 100)'>312</span>", ""),
        ("<span style='color:hsl(0turn 0% 100%)'>312</span>", ""),
        ("<span style='color:rgba(0,0,0,.)'>9</span>312", ""),
        ("<span style='color:rgba(0,0,0,1.2.3)'>9</span>312", ""),
        ("<span style='color:hsl(.,0%,0%)'>9</span>312", ""),
        ("<span class=h>312</span>", "<style>:root{--a:#111}.k{--a:#fff}.h{color:var(--a, #fff)}</style>"),
        ("<span class=h>312</span>", "<style>:root{--a:var(--b);--b:var(--a)}.h{color:var(--a)}</style>"),
        ("<span style='color:white'>9</span>312", "<link rel=stylesheet href=a.css>"),
        ("<span style='background:linear-gradient(transparent 45%,red 45% 55%,transparent 55%)'>298</span>312", ""),
        ("<span class=g>298</span>312", "<style>.g::after{content:'';position:absolute;border-top:1px solid}</style>"),
        ("<span class=g>12</span>", "<style>.g{counter-increment:a 3}.g::before{content:counter(a)}</style>"),
        ("<span style='position:relative'>298<i style='position:absolute;left:0;background:#fff'>312</i></span>", ""),
        ("298<span style='margin-left:-3em;background:#fff'>312</span>", ""),
        ("<span style='filter:blur(8px)'>312</span>", ""),
        ("<b class=g>9</b>312", "<style>.g::first-letter{font-size:0}</style>"),
        ("<b class=g>312</b>", "<style>.g::first-line{color:#fff}</style>"),
        ("<span class=g>312</span>", "<style>.g::after{content:'万'}</style>"),
        ("<span class=g>312</span>", "<style>.g::after{content:'人次'}</style>"),
        ("312<i class=g></i>", "<style>.g::after{content:'人次'}</style>"),
        ("<span>312</span><button>9</button>", ""),
    ],
)
def test_what_is_not_sure_leaves_a_lost_character_beside_the_number(number: str, head: str) -> None:
    text = content(f"<p>全年办理行政复议案件{number}件,均已办结。</p>", head).text
    assert "\ufffd" in text
    assert "312件" not in text.replace("\ufffd312", "")


def test_square_metres_stay_and_long_raised_words_lose_the_value_of_their_numbers() -> None:
    assert "厅堂300m2" in content("<p>全年新建服务厅堂300m<sup>2</sup>,增设窗口。</p>").text
    assert (
        "(其中\ufffd12\ufffd件为上年结转)" in content("<p>全年办理案件312件<sup>(其中12件为上年结转)</sup>。</p>").text
    )


@pytest.mark.parametrize("parting", ["312<br>298", "<p>312</p><p>298</p>", "<ul><li>312</li><li>298</li></ul>"])
def test_breaks_within_a_cell_part_its_numbers(parting: str) -> None:
    table = f"<table><tr><td>类型</td><td>数量</td></tr><tr><td>受理<br>审结</td><td>{parting}</td></tr></table>"
    assert "| 受理审结 | 312 298 |" in content(table).text


def test_a_number_that_breaks_behind_a_comma_in_a_cell_is_in_doubt() -> None:
    table = "<table><tr><td>类型</td><td>数量</td></tr><tr><td>受理</td><td>1,<br>298</td></tr></table>"
    assert "| 受理 | 1,\ufffd298 |" in content(table).text


def test_a_part_that_holds_most_of_the_page_is_not_hidden() -> None:
    long = "<div style='display:none'>" + "<p>全年办理行政复议案件312件,均已办结。</p>" * 30 + "</div>"
    assert content(long).text.count("312件") == 30


@pytest.mark.parametrize(
    "number",
    [
        "3<img src='1.png'>2",
        "<img src='3.png'>12",
        "<img src='3.png'><b>12</b>",
        "31<img src='2.png'>",
        "3<svg width=9 height=9><text>1</text></svg>2",
        "3<input value=1>2",
        "31<select><option>2<option>3</select>",
        "3<object data='1.png'></object>2",
        "<math><mfrac><mn>31</mn><mn>2</mn></mfrac></math>",
        "<math><msup><mn>31</mn><mn>2</mn></msup></math>",
        "<math><mn>31</mn><msub><mi></mi><mn>2</mn></msub></math>",
        "312<font size=1>1</font>",
        "312<font size='-2'>1</font>",
        "<span style='mask:linear-gradient(transparent,transparent)'>9</span>312",
        "<span style='color:oklch(1 0 0)'>9</span>312",
    ],
)
def test_what_is_painted_beside_a_number_leaves_it_without_a_value(number: str) -> None:
    assert "\ufffd" in sentence(number)


@pytest.mark.parametrize(
    "number",
    [
        "3<svg style='display:none'><text>1</text></svg>12",
        "31<input type=hidden value=9>2",
        "<math><mn>312</mn></math>",
        "<math><semantics><mrow><mn>312</mn></mrow><annotation>312</annotation></semantics></math>",
        "<span class='katex-mathml'><math><mn>312</mn></math></span><span aria-hidden=true>312</span>",
        "<font size=2>312</font>",
    ],
)
def test_a_formula_and_what_is_not_seen_leave_a_number_alone(number: str) -> None:
    assert sentence(number) == "312"


def test_a_picture_at_the_beginning_of_a_line_is_its_bullet() -> None:
    assert "312件" in content("<p><img src='dot.gif'>312件案件均已办结。</p>").text


def test_a_selector_of_many_parts_does_not_slow_down_a_page_that_nests_deeply() -> None:
    page = f"<style>.none {'div ' * 7}{{display:none}}</style>{'<div>' * 150}受理312件{'</div>' * 150}"
    assert "受理312件" in content(page).text


@pytest.mark.parametrize(
    "style",
    [
        *("content-visibility:hidden", "translate:-9999px 0", "scale:0", "transform:scale(0)", "text-indent:-9999px"),
        *("overflow:hidden;width:0", "margin-top:-9999px", "clip:rect(0,0,0,0)"),
    ],
)
def test_what_hides_boxes_alone_does_not_hide_words_in_a_line(style: str) -> None:
    """Browsers show them; whoever wrote them meant to hide them: the number has no value."""
    assert "\ufffd" in sentence(f"312<span style='{style}'>9</span>")
    assert sentence(f"312<span style='display:inline-block;position:absolute;{style}'>9</span>") == "312"
