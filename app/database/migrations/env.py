"""What Alembic runs for every command: the connection comes from the caller, the target from the models.

In: `connection` among the attributes of the configuration. There is no mode without a database, and no ini file.
"""

from __future__ import annotations

from alembic import context
from sqlmodel import SQLModel

import app.database.models  # noqa: F401  registers the tables
from app.database.migrations.comparison import comparable

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    include_object=comparable,
    compare_type=True,
    compare_server_default=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
