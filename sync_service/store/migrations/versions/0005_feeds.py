"""The feeds that are served, the digests of their tokens, and the channels of Google's messages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; the next cycle of each athlete fills the first."""
    op.create_table(
        "published",
        _athlete(),
        sa.Column("feed", sa.Text, primary_key=True),
        sa.Column("made_of", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("changed_at", sa.String(32), nullable=False),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "feed_addresses",
        _athlete(),
        sa.Column("feed", sa.Text, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False, unique=True),
    )
    op.create_table(
        "channels",
        _athlete(),
        sa.Column("calendar", sa.Text, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("channel_id", sa.Text),
        sa.Column("channel_digest", sa.String(64), unique=True),
        sa.Column("resource_id", sa.Text),
        sa.Column("token_digest", sa.String(64)),
        sa.Column("renew_at", sa.String(32), nullable=False),
    )


def _athlete() -> sa.Column[str]:
    return sa.Column("athlete", sa.Text, sa.ForeignKey("athletes.athlete"), primary_key=True)
