"""Where the project's own files are: beside the code in a checkout, inside package `fazhi` where a wheel is installed.

Nothing is ever written there: an installation may be read-only.
"""

from importlib import resources
from pathlib import Path

CODE = Path(__file__).resolve().parents[1]  # the folder of the packages


def _root() -> Path:
    """The folder of dbt_project.yml."""
    if (CODE / "dbt_project.yml").is_file():
        return CODE
    return Path(str(resources.files("fazhi") / "project"))


ROOT = _root()
SEEDS = ROOT / "seeds"
ANALYSES = ROOT / "analyses"
