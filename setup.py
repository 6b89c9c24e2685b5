"""What pyproject.toml has no word for.

The dbt project and the samples go into the wheel as data of package `fazhi`. With FAZHI_COMPILE=1 the modules that read
a text are compiled by mypyc as well, and stand beside their sources; without it nothing is compiled.
"""

import os
import shutil
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_py import build_py

FOLDERS = ("models", "seeds", "macros", "analyses", "tests/data", "reports")
FILES = ("dbt_project.yml", "profiles.yml")
# What most of the time of reading a text is spent in; their objects are neither pickled nor patched.
COMPILED = """
    alignment columns disguises extraction figures furniture label labels lending lists longnumbers normal numerals
    places plainnumbers quantity screening spots strangers structure tablelines touching units unsure wordnumbers
    wrapping yearlists clues/bodies clues/divisions clues/finding clues/selves clues/years
"""


class WithProject(build_py):
    """Builds the packages and lays the project's other files beside them; a checkout in use keeps its own."""

    def run(self) -> None:
        """Builds."""
        super().run()
        if self.editable_mode:
            return
        project = Path(self.build_lib) / "fazhi" / "project"
        shutil.rmtree(project, ignore_errors=True)  # of an earlier build
        for name in FOLDERS:
            shutil.copytree(name, project / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
        for name in FILES:
            shutil.copy(name, project / name)


def compiled() -> list[Extension]:
    """The extensions that are asked for; their C goes into build/."""
    if os.environ.get("FAZHI_COMPILE") != "1":
        return []
    from mypyc.build import mypycify

    extensions: list[Extension] = mypycify(
        [f"ingest/{name}.py" for name in COMPILED.split()], opt_level="2", debug_level="0"
    )
    return extensions


setup(cmdclass={"build_py": WithProject}, ext_modules=compiled())
