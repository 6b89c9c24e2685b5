"""Scripts that open the panel, beside its files: a do-file for Stata and one for R."""

from pathlib import Path

DO, R = "open_panel.do", "open_panel.R"

_DO = """* The panel in Stata 15 or newer: run it in the folder of the files.
version 15
clear all
use "fazhi_panel.dta", clear
describe, short

* a panel wants a number for each place
egen place = group(jurisdiction_key)
xtset place year

* why cells are empty: .a no report landed, .b not stated, .c not for the whole year, .d several values,
* .e another unit or scope, .f verified by nobody yet (codebook.md)
capture noisily tabulate ar_cases_accepted if missing(ar_cases_accepted), missing
capture noisily summarize ar_cases_accepted ar_cases_concluded

* the sentence behind each number
* use "fazhi_panel_long.dta", clear
"""

_R = """# The panel in R: run it in the folder of the files.
# haven keeps labels and reasons (haven::na_tag); without it the CSV file says the same numbers.
if (requireNamespace("haven", quietly = TRUE)) {
  panel <- haven::read_dta("fazhi_panel.dta")
  # a column of which nothing is missing has no reasons
  reasons <- unlist(lapply(Filter(is.numeric, panel), haven::na_tag))
  print(table(reasons))
} else {
  panel <- read.csv(
    "fazhi_panel.csv",
    fileEncoding = "UTF-8-BOM",
    colClasses = c(jurisdiction_key = "character")
  )
}
stopifnot(!anyDuplicated(panel[c("jurisdiction_key", "year")]))
cat(nrow(panel), "rows,", ncol(panel), "columns\\n")

balance <- read.csv("fazhi_panel_balance.csv", fileEncoding = "UTF-8-BOM")
cat(sum(tolower(balance$is_complete) == "true"), "of", nrow(balance), "series are complete\\n")
"""


def write_scripts(folder: Path) -> list[Path]:
    """Writes them into `folder`; the files."""
    (folder / DO).write_text(_DO, encoding="utf-8", newline="\n")
    (folder / R).write_text(_R, encoding="utf-8", newline="\n")
    return [folder / DO, folder / R]
