"""When each athlete is looked after next, and how it went the last time."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; an athlete who is not in it has no appointment yet."""
    op.create_table(
        "schedule",
        sa.Column("athlete", sa.Text, sa.ForeignKey("athletes.athlete"), primary_key=True),
        sa.Column("next_sync_at", sa.String(32), nullable=False),
        sa.Column("not_before", sa.String(32)),
        sa.Column("asked_at", sa.String(32)),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("trouble", sa.String(32), nullable=False),
    )
    op.create_index("ix_schedule_next_sync_at", "schedule", ["next_sync_at"])
