"""Numbers that go over the edge of an element: where its look is not understood, they have no value."""

import pytest

from tests.ingest.test_appearance import sentence

UNSURE_STYLES = [
    *("color:rgb(100%,100%,100%)", "color:ivory", "color:var(--page)", "color:oklch(1 0 0)"),
    *("-webkit-text-fill-color:ivory", "clip-path:polygon(0 0,0 0,0 0)", "zoom:0", "mso-hide:all"),
    *("mask:linear-gradient(transparent,transparent)", "letter-spacing:-1em", "letter-spacing:-99px", "line-height:0"),
    *("font-variant-position:super", "position:relative;top:-.4em", "position:absolute;bottom:9999px"),
    "baseline-shift:super",
]
HIDING_STYLES = [
    *("color:hsl(0,0%,100%)", "color:hsla(0,0%,0%,0)", "filter:opacity(0)"),
    *("float:left;content-visibility:hidden", "display:inline-block;scale:0"),
]
UNSURE_CLASSES = ["sr-only", "visually-hidden", "hide", "hidden", "d-none", "layui-hide", "none", "fn", "footnote-ref"]
UNSURE_RULES = [".\\6e{display:none}", "p{& .n{display:none}}"]
HIDING_RULES = [
    *("span:last-child{display:none}", "span:nth-child(1){display:none}", "p :not(b){display:none}"),
    *(":is(span){visibility:hidden}", ".n:nth-of-type(1){font-size:0}", "p *:first-child{opacity:0}"),
]


def is_lost(said: str) -> bool:
    return "\ufffd" in said and "3129" not in said


@pytest.mark.parametrize("style", UNSURE_STYLES)
def test_styles_that_are_not_understood(style: str) -> None:
    assert is_lost(sentence(f"312<span style='{style}'>9</span>"))
    assert is_lost(sentence(f"<span style='{style}'>9</span>312").replace("9\ufffd312", "\ufffd"))


@pytest.mark.parametrize("style", HIDING_STYLES)
def test_styles_that_hide_leave_what_is_shown(style: str) -> None:
    assert sentence(f"312<span style='{style}'>9</span>") == "312"
    assert sentence(f"<span style='{style}'>9</span>312") == "312"


@pytest.mark.parametrize("name", UNSURE_CLASSES)
def test_classes_that_hide_as_a_rule_and_of_which_the_page_says_nothing(name: str) -> None:
    assert is_lost(sentence(f"312<span class='{name}'>9</span>"))
    assert sentence(f"312<span class='{name}'>9</span>", f"<style>.{name}{{color:#333}}</style>") == "3129"


@pytest.mark.parametrize("rule", UNSURE_RULES)
def test_selectors_that_are_not_read(rule: str) -> None:
    assert is_lost(sentence("312<span class='n'>9</span>", f"<style>{rule}</style>"))


@pytest.mark.parametrize("rule", HIDING_RULES)
def test_selectors_that_are_read_hide_what_they_find_and_nothing_else(rule: str) -> None:
    assert sentence("312<span class='n'>9</span>", f"<style>{rule}</style>") == "312"
    assert sentence("312<span class='n'>9</span>", "<style>b+span{display:none}</style>") == "3129"


@pytest.mark.parametrize(
    "number",
    [
        "<span style='font-family:宋体;font-size:16px'>31</span><span style='font-family:仿宋;color:#333'>29</span>",
        "<b>312</b>9",
        "312<span class='content_text'>9</span>",
        "312<font color='red' face='宋体'>9</font>",
        "312<span style='letter-spacing:0.5px;line-height:2'>9</span>",
        "312<span style='text-decoration:underline;mso-bidi-font-weight:normal'>9</span>",
        "3<span></span>129",
    ],
)
def test_harmless_styles_leave_the_number_whole(number: str) -> None:
    head = "<style>.a:hover{display:none} .b + i{display:none} h2:first-child{color:#fff}</style>"
    assert sentence(number, head) == "3129"


def test_a_rule_that_is_not_read_and_hides_nothing_leaves_no_doubt() -> None:
    assert sentence("312<span class='n'>9</span>", "<style>span:last-child{margin:0 auto}</style>") == "3129"
