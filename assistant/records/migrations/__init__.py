"""Alembic's scripts for the audit log; run by `assistant.records.schema` whenever a log is opened."""
