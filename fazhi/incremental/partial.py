"""A partial build, from the question whether there may be one to the last history."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from fazhi.built import Built
from fazhi.incremental import part
from fazhi.incremental.hindrance import Hindrance, hindrance
from fazhi.incremental.part import Part
from fazhi.incremental.plan import Plan, Stage
from ground.errors import BuildError

Run = Callable[[Path, list[str]], Built]  # builds just the nodes that are named, in a warehouse


class Partial(NamedTuple):
    """A build of the part of the warehouse at `db` that has changed, after what all else rests on (`before`)."""

    db: Path
    run: Run
    plan: Plan
    small: Part
    before: Built

    def build(self) -> Built:
        """Builds all but the histories. Raises BuildError."""
        bodies = self._taken_over(self.small.db, self.plan.bodies)
        groups = self._taken_over(part.split_groups(self.db, self.plan.groups), self.plan.groups)
        after = self.run(self.db, self.plan.after)
        return self.before.and_then(bodies, groups, after)._replace(reports=self.small.reports)

    def histories(self) -> Built:
        """Builds them, once this run is noted, and removes the small warehouses. Raises BuildError."""
        runs = self.run(self.db, self.plan.runs)
        part.give(self.db, self.small.db, self.plan.facts)
        facts = self._taken_over(self.small.db, self.plan.facts)
        part.end(self.db, self.small.db)
        return runs.and_then(facts)

    def _taken_over(self, small: Path, stage: Stage) -> Built:
        """Builds a stage in the small warehouse and takes it over into the large one."""
        try:
            built = self.run(small, stage.nodes)
        except BuildError as error:
            error.args = (f"{error}\nIt was the part of the warehouse with the changed reports, in {small}",)
            raise
        part.merge(self.db, small, stage)
        return built


def begun(db: Path, plan: Plan, project: str, run: Run, *, whole: bool = False) -> Partial | Hindrance:
    """The partial build of the warehouse at `db`, begun; or why all is to be built.

    It is where the `whole` is asked for, where what is there was not all made by the `project` (a hash), and where a
    part would be no shorter. Raises BuildError.
    """
    if found := Hindrance.ASKED if whole else hindrance(db, plan, project):
        return found
    part.set_apart(db)
    before = run(db, plan.before)
    small = part.split_off(db, plan)
    return small if isinstance(small, Hindrance) else Partial(db, run, plan, small, before)
