"""What a reader of the exported tables must know, said once for the workbook and for the index."""

from publish.tables import Table

TITLE = ("法治政府建设报告 数据对比", "Rule-of-law government reports: figures side by side")
WHAT = (
    "各地法治政府建设年度情况报告中的数字，逐条识别、归入统一指标后的对比表。",
    "Figures that the yearly reports of Chinese authorities on building law-based government state, "
    "matched to one catalogue of metrics and set side by side.",
)
EMPTY = (
    "空格表示没有找到这个数字，不表示零；一份报告有几个不同的数时也留空，见“可比性”一栏。",
    "An empty cell is not zero: no such figure was found, or several values were stated, see comparability.",
)
BOUNDS = (
    "≥、≤、约 是原文的限定：以上、以内、左右。",
    "≥, ≤ and 约 stand for at least, at most and about, as printed.",
)
CITING = (
    "引用时写明：报告题名、发布机关、年度；来源文件 @ 字符位置（从 0 计）；原文数字。",
    "To cite a cell: the report's title, issuer and year; the file @ the offset of the number's first digit "
    "(in characters from 0); the number as printed.",
)
COMPARING = (
    "口径（scope）、年份、截至日期不同的行不可直接比较。",
    "Rows that differ in scope, year or as_of are not comparable as they stand.",
)

VERIFIED = (
    "是否经人核实：见 is_verified，宽表见 verified_columns；只要经人核实的：fazhi export --verified-only。",
    "Whether a person has verified a figure: is_verified, of wide tables verified_columns; "
    "fazhi export --verified-only gives these alone.",
)
VERIFIED_ONLY = (
    "只含经人核实的数字；排名和可比组仍按全部读出的数字计算。",
    "Only figures that a person has verified; ranks and comparable sets are those among all figures that were read.",
)
AUDITS_WHOLE = (
    "fct_ 与 cmp_ 各表只含经人核实的数字；dim_ 与 aud_ 各表保持完整，其中也有未经核实的。",
    "The tables fct_ and cmp_ hold verified figures alone; dim_ and aud_ are whole, and tell of figures that nobody "
    "has verified, too.",
)


def too_long(table: Table) -> str:
    """Said in place of the rows of a table that is too long for a page or a sheet."""
    count = len(table.rows)
    return (
        f"共 {count:,} 行，过长，不在此列出：全表见 CSV 和 Parquet 格式的 {table.name}，或在数据库中查询 marts。"
        f"{count:,} rows are too many to read here: the whole table is {table.name} in CSV and Parquet "
        "(fazhi export --format csv --format parquet); or query the marts."
    )
