"""Alembic's entry: run the revisions on the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from sync_service.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=context.config.attributes["version_table"],
    transactional_ddl=True,
)
context.run_migrations()
