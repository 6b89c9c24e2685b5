"""Ten questions of analysts on the sample reports: each answered by one query or command of the documents, or by two
clicks on the page, and held against what a person reads in the reports."""

import re
import shlex
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, expect

from fazhi.cli import main
from tests.conftest import ROOT

HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)

# The question, the document and the heading or the words above its query, and rows that the answer must hold.
BY_QUERY = {
    "Which cities accepted how many reviews?": (
        ("README.md", "Reviews accepted, and where each number stands:"),
        [{"jurisdiction_name": "南昌市", "accepted": 508}, {"jurisdiction_name": "赣州市", "accepted": 179}],
    ),
    "Which time limits of approval are stated, in what kind of days?": (
        ("README.md", "working and calendar days are kept apart:"),
        [{"jurisdiction_name": "南昌市", "procedure": "enterprise_investment", "day_kind": "working", "days": 60}],
    ),
    "How many reviews did each city conclude, and what share of them corrected the authority?": (
        ("docs/cookbook.md", "Cities side by side"),
        [
            {"jurisdiction_name": "赣州市", "concluded": 149, "correction_rate": 68.46},
            {"jurisdiction_name": "南昌市", "concluded": 427, "correction_rate": None},
        ],
    ),
    "How did the share of heads who appear in court change in Ganzhou?": (
        ("docs/cookbook.md", "A trend"),
        [{"year": 2018, "role": "prior", "rate": 20}, {"year": 2019, "role": "level", "rate": 90.1}],
    ),
    "Does the mediation rate that Nanchang states fit its own counts?": (
        ("docs/cookbook.md", "The rate as reported, and as its counts give it"),
        [{"jurisdiction_name": "南昌市", "accepted": 11922, "resolved": 11848, "reported": 99, "derived": 99.3793}],
    ),
    "Which report says nothing of lawsuits?": (
        ("docs/cookbook.md", "What is missing"),
        [
            {"jurisdiction_name": "南昌市", "metric": "行政应诉案件", "coverage": "not_reported"},
            {"jurisdiction_name": "赣州市", "metric": "行政应诉案件", "coverage": "reported"},
        ],
    ),
    "Why does Nanning’s number of concluded reviews not compare with the others?": (
        ("docs/cookbook.md", "Why two numbers cannot be compared"),
        [{"jurisdiction_name": "南宁市", "year": 2017, "value": 382, "group_size": 1}],
    ),
}

# The question, a command that a document prints, and what it must say.
BY_COMMAND = {
    "Who can be compared in reviews accepted in 2019?": (
        "fazhi ask 受理行政复议 --year 2019",
        (r"Comparable, 2: 2019, prefecture, own", r"1  南昌市 +508 件", r"2  赣州市 +179 件"),
    ),
    "Which sentence states Ganzhou’s correction rate?": (
        "fazhi show --metric admin_review.correction_rate --city 赣州",
        (r"办结案件中被纠错的102件，纠错率为⟦68\.46⟧%", r"ganzhou_2019_digest\.txt, at character 1489"),
    ),
}


def query_below(document: str, words: str) -> str:
    """The first query behind a heading, or behind words, of a document."""
    text = (ROOT / document).read_text(encoding="utf-8")
    heads = [found.end() for found in HEADING.finditer(text) if found[1] == words]
    start = heads[0] if heads else text.index(words)
    found = re.compile(r"```sql\n(.*?)```", re.DOTALL).search(text, start)
    assert found
    return found[1]


def rounded(value: Any) -> Any:
    return round(value, 4) if isinstance(value, float) else value


@pytest.mark.parametrize("question", BY_QUERY)
def test_a_query_of_the_documents_answers(question: str, sample_run: Path) -> None:
    (document, words), expected = BY_QUERY[question]
    with duckdb.connect(str(sample_run / "fazhi.duckdb"), read_only=True) as warehouse:
        result = warehouse.execute(query_below(document, words))
        names = [name for name, *_ in result.description or ()]
        answer = [dict(zip(names, map(rounded, row), strict=True)) for row in result.fetchall()]
    for row in expected:
        assert any(row.items() <= told.items() for told in answer), (row, answer)


@pytest.mark.parametrize("question", BY_COMMAND)
def test_a_command_of_the_documents_answers(question: str, sample_run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command, expected = BY_COMMAND[question]
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    monkeypatch.setenv("FAZHI_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")  # no sentence of these is cut
    done = CliRunner(catch_exceptions=False).invoke(
        main, [*shlex.split(command)[1:], "--db", str(sample_run / "fazhi.duckdb")]
    )
    assert done.exit_code == 0
    for words in expected:
        assert re.search(words, done.output), (words, done.output)


def test_two_clicks_set_two_cities_side_by_side(sample_run: Path, browser: Browser) -> None:
    """In which fields do Nanchang and Ganzhou compare? From Nanchang’s view: its name, and the other’s."""
    page = browser.new_page()
    page.goto(f"{(sample_run / 'site').as_uri()}/index.html#/places?lang=en")
    page.get_by_role("link", name="Nanchang 南昌市").click()
    page.get_by_label("Set beside another place").fill("Ganzhou")
    page.locator(".offered a").click()
    expect(page.locator(".verdict")).to_contain_text("of 7 they have values of the same year and scope")
    row = page.locator("tbody tr", has_text="Administrative review cases accepted")
    expect(row).to_contain_text("508 cases")
    expect(row).to_contain_text("179 cases")
    page.close()
