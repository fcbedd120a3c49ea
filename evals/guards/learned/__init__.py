"""What the learned verdict (`assistant.guardrails.learned`) is taught, how it is fitted, and what it is worth."""
