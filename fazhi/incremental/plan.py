"""What of a build runs where, when only some bodies have news: read from the dbt manifest.

What a report's figures mean is worked out body by body (here: a jurisdiction, or a report whose own is not known):
no row of such a model depends on another body's reports. Each of these models says so in its `meta`: `merged_by` is
what tells whose a row is. Rankings are worked out by `comparison_group`, which holds numbers of many bodies. All other
models (dimensions, sums, histories of runs) see all bodies.
"""

from collections.abc import Set
from typing import TYPE_CHECKING, Any, NamedTuple

from fazhi.incremental.ties import VERSIONS

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

MERGED_BY = "merged_by"
GROUP = "comparison_group"
OPERATIONS = "operations"  # the source of what fazhi itself did
# In a model's `meta`: who reads it in the published warehouse, though it is no mart; and the only columns of it that
# they or later builds read there.
READ_BY = "read_by"
KEPT = "kept"
MARTS = "marts"


class Stage(NamedTuple):
    """What is made in the small warehouse at once: the names of models and of their tests.

    `merged`: the relations that it makes, each with the columns that tell whose a row is; `copied`: those that it reads
    and does not make; `keys`: of those that it makes, the columns that no two rows have alike.
    """

    nodes: list[str]
    merged: dict[str, list[str]]
    copied: list[str]
    keys: dict[str, list[str]]


class Plan(NamedTuple):
    """The nodes of a build in the order in which they run: names of models and of their tests.

    `before`: what the others rest on, in the large warehouse. `bodies`: the bodies' models, in a small one. `groups`:
    those of groups of comparison, in another small one. `after`: what sees all bodies, in the large one. Then, once
    this run is noted, the history of runs (`runs`), in the large one, and that of the bodies' facts (`facts`).
    `needed`: the relations of the last build that such a build reads in the large one, marts aside; `passing`: those
    that neither it nor anybody else reads there; `kept`: of others the columns that are read, where not all are.
    """

    before: list[str]
    bodies: Stage
    groups: Stage
    after: list[str]
    runs: list[str]
    facts: Stage
    needed: tuple[str, ...]
    passing: tuple[str, ...]
    kept: dict[str, list[str]]


def planned(manifest: "Manifest") -> Plan:
    """What runs where. Raises ValueError where a model rests on one that is made later, because it sees more bodies."""
    nodes = {key: node for key, node in manifest.nodes.items() if str(node.resource_type) in ("model", "test")}
    models = {key: node for key, node in nodes.items() if str(node.resource_type) == "model"}
    parents = {key: set(node.depends_on_nodes) for key, node in nodes.items()}
    histories = {key for key, source in manifest.sources.items() if source.schema == OPERATIONS}
    histories = _descendants(histories, parents)
    merged = {key for key, node in models.items() if MERGED_BY in node.config.meta}
    groups = {key for key in merged if models[key].config.meta[MERGED_BY] == GROUP}
    bodies, facts = merged - histories - groups, merged & histories
    before = _ancestors(bodies | groups, parents) & models.keys() - merged
    crossing = before & _descendants(bodies | groups, parents) | bodies & _descendants(groups, parents)
    if crossing:
        names = ", ".join(sorted(models[key].name for key in crossing))
        raise ValueError(
            f"{names}: sees more bodies than a model that rests on it; the {MERGED_BY} of one of them is wrong"
        )
    after = models.keys() - merged - before - histories
    run: dict[str, list[str]] = {"before": [], "bodies": [], "groups": [], "after": [], "runs": [], "facts": []}
    for key, node in nodes.items():
        on = {key} if key in models else parents[key] & models.keys()
        is_ranking = key in groups
        last_first = {"facts": facts, "runs": histories, "after": after | groups, "bodies": bodies}
        for name, some in last_first.items():
            if on & some:
                run["groups" if is_ranking else name].append(node.name)
                break
        else:
            run["before" if on else "bodies"].append(node.name)

    def stage(name: str, made: set[str], there: Set[str] = frozenset()) -> Stage:
        relations = {_relation(models[key]): models[key].config.meta[MERGED_BY] for key in made}
        told = {relation: [by] if isinstance(by, str) else by for relation, by in relations.items()}
        read = set().union(*(_read(key, parents, models) for key, node in nodes.items() if node.name in run[name]))
        given = {**manifest.nodes, **manifest.sources}
        copied = [_relation(node) for key, node in given.items() if key in read - made - there]
        return Stage(run[name], told, copied, {_relation(models[key]): _primary_key(models[key]) for key in made})

    small = stage("bodies", bodies), stage("groups", groups), stage("facts", facts, bodies)
    inner = {_relation(model): key for key, model in models.items() if model.schema != MARTS and _is_table(model)}
    in_large = {node for name in ("before", "after", "runs") for node in run[name]}
    read = set().union(*(_read(key, parents, models) for key, node in nodes.items() if node.name in in_large))
    read |= {inner[relation] for step in small for relation in step.copied if relation in inner}
    needed = {relation for relation, key in inner.items() if key in read & merged or relation == VERSIONS}
    metas = {name: models[key].config.meta for name, key in inner.items()}
    passing = {name for name, meta in metas.items() if name not in needed and READ_BY not in meta}
    return Plan(
        run["before"],
        *small[:2],
        run["after"],
        run["runs"],
        small[2],
        tuple(sorted(needed)),
        tuple(sorted(passing)),
        {name: list(meta[KEPT]) for name, meta in metas.items() if name not in passing and KEPT in meta},
    )


def _relation(node: Any) -> str:  # noqa: ANN401 - a model, a seed or a source
    return f"{node.schema}.{node.name}"


def _is_table(model: Any) -> bool:  # noqa: ANN401 - a model
    return bool(model.config.materialized != "ephemeral")


def _primary_key(model: Any) -> list[str]:  # noqa: ANN401 - a model
    """The columns of the primary key in a model's contract; none where it has no contract."""
    for constraint in model.constraints:
        if constraint.type == "primary_key":
            return list(constraint.columns)
    return []


def _read(key: str, parents: dict[str, set[str]], models: dict[str, Any]) -> set[str]:
    """The relations that a node reads: what an ephemeral model reads is read by those that rest on it."""
    found = set()
    for parent in parents.get(key, ()):
        is_ephemeral = parent in models and models[parent].config.materialized == "ephemeral"
        found |= _read(parent, parents, models) if is_ephemeral else {parent}
    return found


def _ancestors(of: set[str], parents: dict[str, set[str]]) -> set[str]:
    found, waiting = set[str](), set(of)
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting |= new
    return found


def _descendants(of: set[str], parents: dict[str, set[str]]) -> set[str]:
    """All that rests on `of`, and `of`."""
    found = set(of)
    while new := {key for key, on in parents.items() if on & found} - found:
        found |= new
    return found
