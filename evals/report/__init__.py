"""What a run scored, for people and machines: one HTML file, JSON, JUnit XML, Markdown."""
