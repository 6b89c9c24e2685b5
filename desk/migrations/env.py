"""Called by Alembic: brings the store of the connection that desk/store.py hands over to today's form."""

from alembic import context

from desk.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=False)
context.run_migrations()
