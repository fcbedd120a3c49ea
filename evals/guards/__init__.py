"""How well the guards tell personal data from everything else. `python -m evals.guards` prints it."""
