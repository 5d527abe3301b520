"""One digest over all events of a source, by which an unchanged cycle is known at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; a source without a digest is compared row by row once."""
    op.create_table(
        "digests",
        sa.Column("athlete", sa.Text, sa.ForeignKey("athletes.athlete"), primary_key=True),
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("digest", sa.Text, nullable=False),
    )
