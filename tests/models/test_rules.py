"""dbt-bouncer.yml: every rule of the tool is either in force or switched off with a reason."""

import fnmatch
import json
import re
import subprocess
import sys
from pathlib import Path

import yaml

from tests.conftest import ROOT

TEXT = (ROOT / "dbt-bouncer.yml").read_text(encoding="utf-8")


def test_every_rule_is_in_force_or_switched_off_with_a_reason():
    command = [str(Path(sys.executable).with_name("dbt-bouncer")), "list", "--output-format", "json"]
    listed = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    known = {re.sub(r"(?<!^)(?=[A-Z])", "_", check["name"]).lower() for check in listed["manifest_checks"]}
    in_force = {check["name"] for check in yaml.safe_load(TEXT)["manifest_checks"]}
    reasons = re.findall(r"^# ((?:check_[\w*]+,? ?)+?) {2,}(\S.*)$", TEXT, re.M)
    off = [pattern for names, _ in reasons for pattern in names.replace(",", " ").split()]
    assert in_force <= known
    for name in known - in_force:
        assert any(fnmatch.fnmatch(name, pattern) for pattern in off), f"{name}: switch it on, or off with a reason"
    for pattern in off:
        assert fnmatch.filter(known, pattern), f"{pattern}: no such rule"
