"""What is let in and what is let out: one module for each kind of check; `principles` joins them into verdicts."""
