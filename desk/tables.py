"""The tables of the store, as today's code writes them; migrations bring an older store to them."""

import sqlalchemy as sa

metadata = sa.MetaData()

verdicts = sa.Table(
    "verdicts",
    metadata,
    sa.Column("verdict_id", sa.Text, primary_key=True),
    sa.Column("follows", sa.Text, nullable=False),
    sa.Column("report_sha256", sa.Text, nullable=False),
    sa.Column("char_start", sa.Integer),
    sa.Column("number_text", sa.Text, nullable=False),
    sa.Column("sentence_sha256", sa.Text, nullable=False),
    sa.Column("part", sa.Text, nullable=False),
    sa.Column("decision", sa.Text, nullable=False),
    sa.Column("value_before", sa.Text, nullable=False),
    sa.Column("value_after", sa.Text, nullable=False),
    sa.Column("reader", sa.Text, nullable=False),
    sa.Column("decided_at", sa.Text, nullable=False),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("rule_ids", sa.Text, nullable=False),
    sa.Column("queue", sa.Text, nullable=False),
    sa.Column("sample_id", sa.Text, nullable=False),
    sa.Column("is_blind", sa.Text, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
)
# A verdict is followed by one alone, and a thread begins once: whoever comes second is told so.
sa.Index(
    "verdicts_follow_once",
    verdicts.c.reader,
    verdicts.c.report_sha256,
    sa.func.coalesce(verdicts.c.char_start, -1),
    verdicts.c.number_text,
    verdicts.c.part,
    verdicts.c.follows,
    unique=True,
)
sa.Index("verdicts_by_place", verdicts.c.report_sha256, verdicts.c.char_start)
sa.Index("verdicts_by_follows", verdicts.c.follows)

samples = sa.Table(
    "samples",
    metadata,
    sa.Column("sample_id", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("seed", sa.Integer, nullable=False),
    sa.Column("per_stratum", sa.Integer, nullable=False),
    sa.Column("drawn_at", sa.Text, nullable=False),
    sa.Column("drawn_by", sa.Text, nullable=False),
)

sample_items = sa.Table(
    "sample_items",
    metadata,
    sa.Column("sample_id", sa.Text, sa.ForeignKey("samples.sample_id"), primary_key=True),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("report_sha256", sa.Text, nullable=False),
    sa.Column("char_start", sa.Integer, nullable=False),
    sa.Column("number_text", sa.Text, nullable=False),
    sa.Column("metric_code", sa.Text, nullable=False),
    sa.Column("family", sa.Text, nullable=False),
    sa.Column("band", sa.Text, nullable=False),
    sa.Column("stratum_size", sa.Integer, nullable=False),
)

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("password_hash", sa.Text, nullable=False),
    sa.Column("session_key", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False),
)

# The hash of a token, never the token; times as verdicts have them.
sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_sha256", sa.Text, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("began_at", sa.Text, nullable=False),
    sa.Column("seen_at", sa.Text, nullable=False),
)
sa.Index("sessions_by_name", sessions.c.name)

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)
