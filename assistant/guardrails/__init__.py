"""What is let in and what is let out. `input.check` stands before everything else that sees a question."""
