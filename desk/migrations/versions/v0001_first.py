"""The first form: verdicts, samples, accounts, settings."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TEXTS = "follows report_sha256 number_text sentence_sha256 part decision value_before value_after reader decided_at"
_MORE = "note rule_ids queue sample_id is_blind source"


def _texts(names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names.split()]


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "verdicts",
        sa.Column("verdict_id", sa.Text, primary_key=True),
        *_texts(f"{_TEXTS} {_MORE}"),
        sa.Column("char_start", sa.Integer),
    )
    thread: list[str | sa.TextClause | sa.ColumnElement[object]] = [
        "reader",
        "report_sha256",
        sa.text("coalesce(char_start, -1)"),
        "number_text",
        "part",
        "follows",
    ]
    op.create_index("verdicts_follow_once", "verdicts", thread, unique=True)
    op.create_index("verdicts_by_place", "verdicts", ["report_sha256", "char_start"])
    op.create_index("verdicts_by_follows", "verdicts", ["follows"])
    op.create_table(
        "samples",
        sa.Column("sample_id", sa.Text, primary_key=True),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("per_stratum", sa.Integer, nullable=False),
        *_texts("name drawn_at drawn_by"),
    )
    op.create_table(
        "sample_items",
        sa.Column("sample_id", sa.Text, sa.ForeignKey("samples.sample_id"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("char_start", sa.Integer, nullable=False),
        sa.Column("stratum_size", sa.Integer, nullable=False),
        *_texts("report_sha256 number_text metric_code family band"),
    )
    op.create_table(
        "accounts", sa.Column("name", sa.Text, primary_key=True), *_texts("role password_hash session_key made_at")
    )
    op.create_table("settings", sa.Column("name", sa.Text, primary_key=True), *_texts("value"))
