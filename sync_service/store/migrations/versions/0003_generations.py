"""How often the id of an item had to be made anew, which outlives the item."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table; what is not in it begins at the first generation."""
    op.create_table(
        "generations",
        sa.Column("athlete", sa.Text, sa.ForeignKey("athletes.athlete"), primary_key=True),
        sa.Column("slot", sa.Text, primary_key=True),
        sa.Column("body", sa.Text, nullable=False),
    )
