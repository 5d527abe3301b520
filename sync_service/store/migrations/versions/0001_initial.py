"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "athletes",
        sa.Column("athlete", sa.Text, primary_key=True),
        sa.Column("cycles_begun", sa.Integer, nullable=False),
        sa.Column("plans_held", sa.Integer, nullable=False),
    )
    _of_an_athlete(
        "leases",
        sa.Column("token", sa.Integer, nullable=False),
        sa.Column("holder", sa.Text),
        sa.Column("until", sa.String(32), nullable=False),
    )
    _of_an_athlete(
        "credentials",
        sa.Column("provider", sa.Text, primary_key=True),
        sa.Column("secret", sa.LargeBinary, nullable=False),
    )
    _calendar_tables()
    _cycle_tables()


def _calendar_tables() -> None:
    _of_an_athlete("sources", sa.Column("source", sa.Text, primary_key=True), _body())
    _of_an_athlete(
        "events",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("is_workout", sa.Boolean, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        _body(),
        sa.Column("words", sa.Text),
        sa.CheckConstraint("is_workout OR words IS NULL", name="words_of_workouts_alone"),
    )
    _of_an_athlete("items", sa.Column("slot", sa.Text, primary_key=True), _body())
    _of_an_athlete(
        "decisions",
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("key_slot", sa.Text, nullable=False),
        sa.Column("decided_at", sa.String(32), nullable=False),
        sa.Column("day", sa.String(10)),
        _body(),
    )


def _cycle_tables() -> None:
    _of_an_athlete(
        "cycles", _number("id"), sa.Column("started_at", sa.String(32), nullable=False), _body()
    )
    _of_an_athlete(
        "entries",
        _number("cycle"),
        _number("position"),
        sa.Column("step", sa.String(16), nullable=False),
        _body(),
    )
    op.create_index("ix_entries_step", "entries", ["step"])
    _of_an_athlete(
        "held_plans",
        _number("id"),
        sa.Column("shape_slot", sa.Text, nullable=False),
        sa.Column("released_at", sa.String(32)),
        _body(),
    )


def _of_an_athlete(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("athlete", sa.Text, sa.ForeignKey("athletes.athlete"), primary_key=True),
        *columns,
    )


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _body() -> sa.Column[str]:
    return sa.Column("body", sa.Text, nullable=False)
