"""Alembic's entry: runs the migrations on the connection that `assistant.records.schema` hands over."""

from alembic import context

from assistant.records.model import Base

context.configure(connection=context.config.attributes["connection"], target_metadata=Base.metadata)
context.run_migrations()
