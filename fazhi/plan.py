"""What of a build runs where, when only some bodies have news: read from the dbt manifest.

What a report's figures mean is worked out body by body (a body: a division, or a report whose division is not known):
no row of such a model depends on another body's reports. Each of these models says so in its `meta`: `merged_by` is
what tells whose a row is. All other models (rankings, dimensions, histories of runs) see all bodies.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

MERGED_BY = "merged_by"
HISTORIES = ("runs", "run_rows", "fact_history")  # raw tables of what fazhi itself did


class Stage(NamedTuple):
    """What is made in the small warehouse at once: the names of models and of their tests.

    `merged`: the relations that it makes, each with the columns that tell whose a row is; `copied`: those that it reads
    and does not make.
    """

    nodes: list[str]
    merged: dict[str, list[str]]
    copied: list[str]


class Plan(NamedTuple):
    """The nodes of a build in the order in which they run: names of models and of their tests.

    `before`: what the bodies' models rest on, in the large warehouse. `bodies`: these models, in the small one.
    `after`: all others, in the large one. Then, once this run is noted, the history of runs (`runs`), in the large one,
    and that of the bodies' facts (`facts`), in the small one.
    """

    before: list[str]
    bodies: Stage
    after: list[str]
    runs: list[str]
    facts: Stage


def planned(manifest: "Manifest") -> Plan:
    """What runs where. Raises ValueError where a model of bodies rests on one that sees all bodies' rows of it."""
    nodes = {key: node for key, node in manifest.nodes.items() if str(node.resource_type) in ("model", "test")}
    models = {key: node for key, node in nodes.items() if str(node.resource_type) == "model"}
    parents = {key: set(node.depends_on_nodes) for key, node in nodes.items()}
    histories = {key for key, source in manifest.sources.items() if source.name in HISTORIES}
    histories = _descendants(histories, parents)
    merged = {key for key, node in models.items() if MERGED_BY in node.config.meta}
    bodies, facts = merged - histories, merged & histories
    before = _ancestors(bodies, parents) & models.keys() - bodies
    if crossing := sorted(before & _descendants(bodies, parents)):
        names = ", ".join(models[key].name for key in crossing)
        raise ValueError(
            f"{names}: sees all bodies, and models of one body rest on it; see docs/operating.md, What a night costs"
        )
    after = models.keys() - merged - before - histories
    run: dict[str, list[str]] = {"before": [], "bodies": [], "after": [], "runs": [], "facts": []}
    for key, node in nodes.items():
        on = {key} if key in models else parents[key] & models.keys()
        for name, some in (("facts", facts), ("runs", histories), ("after", after), ("bodies", bodies)):
            if on & some:
                run[name].append(node.name)
                break
        else:
            run["before" if on else "bodies"].append(node.name)

    def stage(name: str, made: set[str]) -> Stage:
        relations = {_relation(models[key]): models[key].config.meta[MERGED_BY] for key in made}
        told = {relation: [by] if isinstance(by, str) else by for relation, by in relations.items()}
        read = set().union(*(_read(key, parents, models) for key, node in nodes.items() if node.name in run[name]))
        copied = {key: node for key, node in {**manifest.nodes, **manifest.sources}.items() if key in read - merged}
        return Stage(run[name], told, [_relation(node) for node in copied.values()])

    return Plan(run["before"], stage("bodies", bodies), run["after"], run["runs"], stage("facts", facts))


def _relation(node: Any) -> str:  # noqa: ANN401 - a model, a seed or a source
    return f"{node.schema}.{node.name}"


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
