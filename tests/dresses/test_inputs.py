"""The ready-made inputs of faults, where they are at hand: what is expected or nothing, never another number."""

import pytest

from tests.dresses.inputs import files, wrong
from tests.dresses.verdicts import MODELS, Landed, landed
from tests.reference import FAULTS
from tests.warehouse import built_from_texts

FILES = files()
pytestmark = pytest.mark.skipif(not FAULTS.is_dir(), reason="the ready-made inputs are not at hand")


@pytest.fixture(scope="module")
def became(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Landed]:
    """What became of each input. Names of files are unique in the folder that is landed."""
    contents = {name.replace("/", "_"): path.read_bytes() for name, path in FILES.items()}
    found, refused = landed(built_from_texts(tmp_path_factory.mktemp("inputs"), contents, MODELS))
    nothing = {name: Landed("", None, [], []) for name in refused}
    return {name: {**nothing, **found}[name.replace("/", "_")] for name in FILES}


@pytest.mark.parametrize("name", FILES)
def test_an_input_gives_what_it_says_or_nothing(name: str, became: dict[str, Landed]) -> None:
    assert not wrong(name, became[name])
