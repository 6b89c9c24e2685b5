"""Rebuilds seeds/zones.csv: development zones and new areas, which GB/T 2260 does not know, under their parents.

Sources:

    china-division 2.7.0   npm, MIT   the statistics bureau's codes: the zones that it counts beside the counties
    NEW_AREAS below        the new areas at state level (国家级新区) and when each was approved, as the press lists them

To run it:

    mkdir editions && npm pack --pack-destination editions china-division@2.7.0
    python seeds/rebuild/zones.py editions

The bureau's list is not complete: of the high-tech and the economic zones at state level it has those alone that are
counted by themselves. A zone that is not here becomes one by the report that it issues, under the division that the
report names (models/intermediate/int_jurisdictions.sql). 浦东新区 and 滨海新区 are districts of the code and no
zones.
"""

import argparse
import csv
import hashlib
import json
import re
import tarfile
from pathlib import Path

SEED = Path(__file__).parent.parent / "zones.csv"
COLUMNS = ("zone_code", "name_zh", "zone_kind", "parent_code", "since", "source")
PACKAGE, MEMBER = "china-division-2.7.0.tgz", "package/dist/areas.json"
SHA256 = "210ad17ed5de7355ff069eabec71671f7d43c39295effcb013214815ed3ecc85"

# name, parent, month of the approval; where an area lies in several prefectures, its parent is the province
NEW_AREAS = (
    ("两江新区", "500000", "2010-06"),
    ("舟山群岛新区", "330900", "2011-06"),
    ("兰州新区", "620100", "2012-08"),
    ("南沙新区", "440100", "2012-09"),
    ("西咸新区", "610000", "2014-01"),
    ("贵安新区", "520000", "2014-01"),
    ("西海岸新区", "370200", "2014-06"),
    ("金普新区", "210200", "2014-06"),
    ("天府新区", "510000", "2014-10"),
    ("湘江新区", "430100", "2015-04"),
    ("江北新区", "320100", "2015-06"),
    ("福州新区", "350100", "2015-09"),
    ("滇中新区", "530100", "2015-09"),
    ("哈尔滨新区", "230100", "2015-12"),
    ("长春新区", "220100", "2016-02"),
    ("赣江新区", "360000", "2016-06"),
    ("雄安新区", "130000", "2017-04"),
)
KINDS = (
    (re.compile(r"高新|火炬高技术"), "high_tech"),
    (re.compile(r"经济.{0,2}开发区|经济综合实验区"), "economic"),
    (re.compile(r"新区|新城"), "new_area"),
)


def read_areas(folder: Path) -> dict[str, str]:
    """Takes the folder with the package; gives the names of the zones by the bureau's codes (71 to 79)."""
    path = folder / PACKAGE
    if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
        raise SystemExit(f"{path}: not the file this script was written for; fetch china-division@2.7.0 again")
    with tarfile.open(path) as archive:
        file = archive.extractfile(MEMBER)
        if file is None:
            raise SystemExit(f"{path}: {MEMBER} is no file")
        areas = json.load(file)
    return {area["code"]: area["name"] for area in areas if area["code"][4] == "7"}


def main() -> None:
    """Takes the folder of packages from the command line; writes the seed."""
    parser = argparse.ArgumentParser(description="Rebuild seeds/zones.csv; see the head of this file.")
    parser.add_argument("editions", type=Path, help=f"folder with {PACKAGE}")
    rows = [
        ("", name, "state_new_area", parent, since, "approval as the press lists it")
        for name, parent, since in NEW_AREAS
    ]
    approved = {(name, parent) for name, parent, _ in NEW_AREAS}
    for code, name in sorted(read_areas(parser.parse_args().editions).items()):
        parent = code[:4] + "00"
        if (name, parent) not in approved:
            kind = next((kind for pattern, kind in KINDS if pattern.search(name)), "other")
            rows.append((code, name, kind, parent, "", "china-division 2.7.0"))
    with SEED.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
