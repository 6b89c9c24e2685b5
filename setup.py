"""What pyproject.toml has no word for: the dbt project and the samples go into the wheel as data of package `fazhi`."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

FOLDERS = ("models", "seeds", "macros", "analyses", "tests/data", "reports")
FILES = ("dbt_project.yml", "profiles.yml")


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


setup(cmdclass={"build_py": WithProject})
