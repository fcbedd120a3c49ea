"""Errors of the ingest package; each message is one line that says what to do."""


class IngestError(Exception):
    """A source cannot be used. The message names the place and the mend."""


class SourceListError(IngestError):
    """`sources.toml` or a front matter is wrong."""


class UnreadableSourceError(IngestError):
    """A file is missing, empty, binary, of an unknown format or may not be read."""
