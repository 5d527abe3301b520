"""Who is paused. Settings of athletes are sealed beside the other secrets, in `credentials`."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; nobody is paused yet."""
    op.create_table(
        "pauses",
        sa.Column("athlete", sa.Text, sa.ForeignKey("athletes.athlete"), primary_key=True),
        sa.Column("since", sa.String(32), nullable=False),
    )
