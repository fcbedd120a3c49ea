"""Whether the documents answer a question at all."""
