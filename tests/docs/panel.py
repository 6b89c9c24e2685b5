"""The columns of the panel, one for each metric: models/…/cmp_panel.yml and macros/panel_columns.sql, out of the seeds.

python -m tests.docs.panel
"""

import csv
import textwrap

from tests.conftest import ROOT

YML = ROOT / "models" / "marts" / "comparisons" / "cmp_panel.yml"
MACRO = ROOT / "macros" / "panel_columns.sql"
_WRITTEN = "Written by `python -m tests.docs.panel` out of seeds/metrics.csv; a test holds that it is current."
_HEAD = f"""# {_WRITTEN}
models:
  - name: cmp_panel
    config: {{meta: {{merged_by: jurisdiction_key}}}}
    description: >
      One row per jurisdiction and year, without a gap from its first year to its last, with a column for each metric.
      A cell is the number that docs/panel.md chooses; cmp_panel_long tells its source, and why a cell is empty that
      reports state. Answers: how does one metric go with another over places and years?
    constraints:
      - type: primary_key
        columns: [panel_key]
    columns:
      - name: panel_key
        data_type: string
        description: The jurisdiction and the year, joined by `|`.
      - name: jurisdiction_key
        data_type: string
        description: The jurisdiction.
        constraints:
          - type: not_null
      - name: jurisdiction_name
        data_type: string
        description: Its name; null where it is not known.
      - name: level
        data_type: string
        description: province, prefecture, county or zone.
      - name: year
        data_type: int
        description: The year that the values are about.
        constraints:
          - type: not_null
      - name: report_count
        data_type: int
        description: How many reports of its government on the year have landed.
        constraints:
          - type: not_null
      - name: metric_count
        data_type: int
        description: How many metrics have a value in the row.
        constraints:
          - type: not_null
"""
_COLUMN = """      - name: {short_code}
        data_type: decimal(28,10)
        description: "{name_zh}（{unit}）: {metric_code}."
"""
_TAIL = """      - name: also_stated
        data_type: string
        description: >-
          The short codes, parted by blanks, of the metrics for which other values were stated too; null where there is
          none. cmp_panel_long says which.
      - name: set_aside
        data_type: string
        description: >-
          The short codes, parted by blanks, of the metrics that are stated and have no value here; null where there is
          none. cmp_panel_long says why.
      - name: verified_columns
        data_type: string
        description: >-
          The short codes, parted by blanks, of the metrics whose number somebody has verified; null where there is
          none.
"""


def panel_yml() -> str:
    """What dbt must know of the panel."""
    return _HEAD + "".join(_COLUMN.format_map(metric) for metric in metrics()) + _TAIL


def panel_macro() -> str:
    """The panel's columns as `pivoted` takes them."""
    codes = textwrap.wrap(" ".join(metric["short_code"] for metric in metrics()), 110)
    return "\n".join(
        [
            "{#- The panel's columns, each a list of its name alone, as `pivoted` takes them.",
            f"    {_WRITTEN} -#}}",
            "{%- macro panel_columns() -%}",
            "    {%- set codes = '",
            *(f"        {line}" for line in codes),
            "    ' -%}",
            "    {{- return(codes.split() | batch(1) | list) -}}",
            "{%- endmacro -%}",
            "",
        ]
    )


def metrics() -> list[dict[str, str]]:
    """The catalogue."""
    with (ROOT / "seeds" / "metrics.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


if __name__ == "__main__":
    YML.write_text(panel_yml(), encoding="utf-8")
    MACRO.write_text(panel_macro(), encoding="utf-8")
