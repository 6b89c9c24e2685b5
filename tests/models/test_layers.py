"""Claims about the project as dbt parses it: layers, descriptions, contracts and keys."""

import json
import re

import pytest

from fazhi import build
from fazhi.incremental.plan import KEPT, READ_BY, planned
from tests.warehouse import NAME, ROOT

LAYERS = {"staging": ("stg_",), "intermediate": ("int_",), "marts": ("dim_", "fct_", "cmp_", "aud_")}
INNER = re.compile(r"\b(?:from|join) ((?:staging|intermediate)\.\w+)")
FOLDERS = {"dimensions": "dim_", "facts": "fct_", "comparisons": "cmp_", "audits": "aud_"}
WRITTEN_BY_SCRIPT = ("cmp_panel.yml",)  # a column for each metric: tests/docs/panel.py
SQL_OF_THE_HOUSE_ONLY = (
    "regexp_",
    "string_agg",
    "list_",
    "arg_m",
    "strftime",
    "strptime",
    "date_diff",
    "unnest(",
    "exclude (",
)


@pytest.fixture(scope="module")
def parsed(tmp_path_factory):
    """The manifest of dbt, as dbt has it and as JSON."""
    from dbt.cli.main import dbtRunner

    folder = tmp_path_factory.mktemp("parsed")
    built = folder / "target"
    options = ["--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--target-path", str(built)]
    with build.environment(FAZHI_DB=NAME, DBT_SEND_ANONYMOUS_USAGE_STATS="false"):
        build._parsed(folder / NAME)  # what dbt has read for another test, it need not read again
        result = dbtRunner().invoke(["--quiet", "parse", *options, "--log-path", str(built)])
    assert result.success, result.exception
    return result.result, json.loads((built / "manifest.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def manifest(parsed):
    return parsed[1]


@pytest.fixture(scope="module")
def models(manifest):
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "model"}


def layer_of(node):
    return node["fqn"][1]


def marts(models):
    return {name: node for name, node in models.items() if layer_of(node) == "marts"}


def test_folder_prefix_and_schema_name_the_layer(models):
    for name, node in models.items():
        layer = layer_of(node)
        assert name.startswith(LAYERS[layer]), f"{name} stands in models/{layer}"
        assert node["schema"] == layer, f"{name} is built in schema {node['schema']}"
        if layer == "marts":
            assert name.startswith(FOLDERS[node["fqn"][2]]), f"{name} stands in marts/{node['fqn'][2]}"


def test_what_the_published_file_keeps_is_read_there(parsed, models):
    plan = planned(parsed[0])
    desk = {name for path in (ROOT / "desk").glob("*.py") for name in INNER.findall(path.read_text(encoding="utf-8"))}
    of_desk = set()
    for name, node in models.items():
        meta, relation = node["config"]["meta"], f"{node['schema']}.{name}"
        if KEPT in meta:
            assert relation in plan.kept, f"{name} is left out of the published file: its `kept` keeps nothing"
            assert set(meta[KEPT]) <= node["columns"].keys(), f"{name} keeps columns that it does not have"
        if READ_BY in meta:
            assert meta[READ_BY] == "desk", name
            of_desk.add(relation)
    assert of_desk == desk


def test_only_staging_reads_sources(models):
    readers = {
        name
        for name, node in models.items()
        if any(parent.startswith("source.") for parent in node["depends_on"]["nodes"])
    }
    assert readers == {name for name, node in models.items() if layer_of(node) == "staging"}


def test_nothing_runs_backwards(models):
    order = ["staging", "intermediate", "marts"]
    for name, node in models.items():
        for parent in node["depends_on"]["nodes"]:
            kind, _, parent_name = parent.split(".")[:3]
            if kind == "model":
                above, below = order.index(layer_of(node)), order.index(layer_of(models[parent_name]))
                assert below <= above, (
                    f"{name} ({layer_of(node)}) reads {parent_name} ({layer_of(models[parent_name])})"
                )


def test_marts_never_read_staging(models):
    for name, node in marts(models).items():
        staging = [parent for parent in node["depends_on"]["nodes"] if parent.split(".")[2].startswith("stg_")]
        assert not staging, f"{name} reads {', '.join(staging)}: go through an intermediate model"


def test_every_model_says_its_grain(models):
    silent = [name for name, node in models.items() if "One row per " not in node["description"]]
    assert not silent, f"no sentence 'One row per …' in the description of {', '.join(sorted(silent))}"


def test_every_mart_begins_with_its_grain_and_says_what_it_answers(models):
    for name, node in marts(models).items():
        assert node["description"].startswith("One row per "), f"{name}: its description begins with its grain"
        answers = node["description"].partition(" Answers: ")[2].strip()
        assert answers.endswith("?"), f"{name}: its description ends with 'Answers: …?', the question that it is for"


def test_the_warehouse_keeps_what_marts_and_seeds_say_of_themselves(manifest):
    for node in manifest["nodes"].values():
        if node["resource_type"] == "seed" or node["path"].startswith("marts"):
            assert node["config"]["persist_docs"] == {"relation": True, "columns": True}, node["name"]


def test_every_mart_has_an_enforced_contract_and_a_key(models):
    for name, node in marts(models).items():
        assert node["contract"]["enforced"], f"{name} has no enforced contract"
        keys = [constraint for constraint in node["constraints"] if constraint["type"] == "primary_key"]
        assert len(keys) == 1, f"{name} has no primary key"
        assert keys[0]["columns"], f"the primary key of {name} names no column"


def test_every_column_of_a_mart_is_described_and_typed(models):
    for name, node in marts(models).items():
        for column in node["columns"].values():
            assert column["data_type"], f"{name}.{column['name']} has no type"
            assert column["description"], f"{name}.{column['name']} is not described"
            assert column["data_type"] not in ("double", "float", "real"), f"{name}.{column['name']} is not exact"


def test_every_seed_declares_its_columns(manifest):
    for node in manifest["nodes"].values():
        if node["resource_type"] == "seed":
            header = (ROOT / node["original_file_path"]).read_text(encoding="utf-8").splitlines()[0].split(",")
            assert set(node["config"]["column_types"]) == set(header), node["name"]
            assert set(node["columns"]) == set(header), node["name"]
            assert node["description"], node["name"]


def test_every_unit_test_says_what_it_claims(manifest):
    for test in manifest["unit_tests"].values():
        assert test["description"], test["name"]


def test_marts_use_no_word_that_one_engine_alone_knows(models):
    for name, node in marts(models).items():
        found = [word for word in SQL_OF_THE_HOUSE_ONLY if word in node["raw_code"].lower()]
        assert not found, f"{name} uses {', '.join(found)}: such words stand in macros/"


def test_every_reader_of_the_marts_is_an_exposure(manifest, models):
    told = {}
    for exposure in manifest["exposures"].values():
        stated = {parent.split(".")[2] for parent in exposure["depends_on"]["nodes"]}
        for path in (path for pattern in exposure["config"]["meta"]["code"] for path in ROOT.glob(pattern)):
            told.setdefault(path, set()).update(stated)
    for folder in ("publish", "fazhi", "analyses"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            if path.suffix in (".py", ".sql"):
                named = set(re.findall(r"marts\.(\w+)", path.read_text(encoding="utf-8"))) & models.keys()
                missing = ", ".join(sorted(named - told.get(path, set())))
                assert not missing, f"{path.relative_to(ROOT)} reads {missing}: say so in models/exposures.yml"


def test_no_description_file_grows_beyond_reading():
    long = [
        path
        for path in (ROOT / "models").rglob("*.yml")
        if len(path.read_text(encoding="utf-8").splitlines()) > 250 and path.name not in WRITTEN_BY_SCRIPT
    ]
    assert not long
