"""The columns and codes of the exported tables, as the vocabulary has them."""

from vocabulary.codes import CODES as ALL
from vocabulary.codes import KINDS
from vocabulary.columns import COLUMNS

# The columns of the wide tables that are figures (where one has a value, the catalogue says what it is called), and
# every other column: the name and the heading.
FIGURES = {name: column.heading for name, column in COLUMNS.items() if column.is_figure}
LABELS = {name: column.heading for name, column in COLUMNS.items() if not column.is_figure}

# The codes that stand in cells and that a legend tells: column, code, Chinese and English.
_TOLD = (
    *("scope", "stated_in", "role", "range_part", "modifier", "level", "time_kind", "day_kind", "verdict"),
    *("check_outcome", "punctuality", "published_basis", "mediation_kind", "region", "population_class", "peer_kind"),
    "check_reason",
)
CODES = tuple((code.kind, code.code, *code.full) for code in ALL if code.kind in _TOLD)

# How a modifier stands before its number.
MODIFIERS = {sign.code: sign.zh for sign in KINDS["sign"].values()}
