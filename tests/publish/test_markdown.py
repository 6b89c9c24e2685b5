import re

import pytest

from publish.markdown import escaped
from publish.tables import exported
from publish.warehouse import opened


@pytest.fixture
def page(exports):
    return lambda name: (exports / "markdown" / f"{name}.md").read_text(encoding="utf-8")


def test_a_number_stands_with_its_bound_and_its_footnote(page):
    text = page("cmp_cases_handled")
    number = re.search(r"≥1,790\[\^(\d+)\]", text)[1]
    footnote = re.search(rf"^\[\^{number}\]: (.*)$", text, re.M)[1]
    assert footnote == r"=1+1\|乙市\*报告\*，-yi\_2019.txt @ 10：“1790” @超过1790件\|受理。"


def test_every_row_of_a_table_has_as_many_cells_as_its_heading(warehouse, page):
    with opened(warehouse) as connection:
        asked = [table for table in exported(connection) if table.explains is None]
    assert asked
    for table in asked:
        lines = [line for line in page(table.name).splitlines() if line.startswith("| ")]
        assert len(lines) == len(table.rows) + 2
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1


def test_footnotes_and_references_fit_each_other(exports):
    paths = sorted((exports / "markdown").iterdir())
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        used = re.findall(r"\[\^(\d+)\](?!:)", text)
        told = re.findall(r"^\[\^(\d+)\]:", text, re.M)
        assert set(used) == set(told)
        assert told == [str(number) for number in range(1, len(told) + 1)]


def test_metrics_are_defined_and_codes_explained(page):
    text = page("cmp_cases_handled")
    assert "- **复议纠错率** `admin_review.correction_rate` (%)" in text
    assert "- scope `own`" in text
    assert "- scope `whole`" not in text


def test_a_derived_number_has_the_footnotes_of_its_terms(page):
    assert re.search(r"95(\[\^\d+\]){2} ", page("cmp_mediation_rates"))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a|b", r"a\|b"),
        ("两\n行\t一", "两 行 一"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ("*重* _要_ [1] `码` 3~5 $x$", r"\*重\* \_要\_ \[1\] \`码\` 3\~5 \$x\$"),
        ("\\", r"\\"),
    ],
)
def test_text_shows_as_it_is(text, shown):
    assert escaped(text) == shown
