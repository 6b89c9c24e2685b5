"""No silent wrong number: every dress in every format that needs no other program, the same numbers each time."""

import pytest

from tests.dresses.dress import ALL, DRESSES
from tests.dresses.reports import PROGRAMS, files, reports
from tests.dresses.told import examples, table
from tests.dresses.verdicts import FLAGGED, LOST, MODELS, RIGHT, WRONG, Verdict, judged
from tests.warehouse import built_from_texts

FORMS = [form for form in ALL if form not in PROGRAMS]
FIGURES, SEED = 1200, 7
VARIANTS = [
    pytest.param(dress.name, form, id=f"{dress.group}/{dress.name}/{form}")
    for dress in DRESSES.values()
    for form in dress.formats
    if form in FORMS
]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    made = reports(FIGURES, SEED, FORMS)
    database = built_from_texts(tmp_path_factory.mktemp("dresses"), files(made, SEED), MODELS)
    return judged(database, made)


@pytest.mark.parametrize(("dress", "form"), VARIANTS)
def test_no_number_is_wrong_in_a_dress(dress: str, form: str, found: list[Verdict]) -> None:
    of_it = [each for each in found if (each.dress, each.form) == (dress, form)]
    assert not [each for each in of_it if each.outcome == WRONG], examples(of_it, 3)


def test_hardly_any_number_is_lost_without_a_flag(found: list[Verdict]) -> None:
    stated = [each for each in found if each.outcome in {RIGHT, FLAGGED, LOST}]
    lost = [each for each in stated if each.outcome == LOST]
    assert len(lost) * 100 <= len(stated), table(found) + "\n" + examples(lost, 1)


def test_what_is_not_dressed_is_read_right(found: list[Verdict]) -> None:
    plain = [each for each in found if each.dress == "plain"]
    assert {each.outcome for each in plain} == {RIGHT}, examples(plain, 5)


def test_dresses_and_formats_are_many_and_matter(found: list[Verdict]) -> None:
    assert len(VARIANTS) >= 300
    assert {each.outcome for each in found} >= {RIGHT, FLAGGED}
    assert {each.form for each in found} == set(FORMS)
