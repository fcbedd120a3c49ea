"""The suite comparison: questions over several documents, years or figures that differ."""
