"""Alembic's entrance: runs on the connection that `storage.migrations.upgrade` hands over."""

from typing import Any

from alembic import context

from storage.tables import metadata

connection: Any = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
