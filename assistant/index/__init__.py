"""Index versions on disk; `assistant.indexing` is the way in."""
