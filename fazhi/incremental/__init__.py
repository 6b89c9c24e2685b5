"""What of a build is worked out: all of it, or only the part of it that has changed.

`begun` decides it by what is `planned`, and gives the partial build that fazhi/build.py then runs, or the Hindrance for
which all is built; `remember` notes what the next one may rest on. What runs where is in plan.py, the small warehouses
and what is put back out of them in part.py.
"""

from fazhi.incremental.hindrance import Hindrance
from fazhi.incremental.part import remember
from fazhi.incremental.partial import Partial, begun
from fazhi.incremental.plan import Plan, planned

__all__ = ["Hindrance", "Partial", "Plan", "begun", "planned", "remember"]
