"""Weights of the calibrated score. Written by `python -m evals.calibrate --write`; do not edit."""

BIAS = -1.4354
THRESHOLD = 1.4149
WEIGHTS = {
    "best": -0.4249,
    "union": -0.2478,
    "missing": 0.3963,
    "vague": -0.1417,
    "named": 1.2600,
    "doing": -0.1901,
    "unknown": -0.9338,
    "apart": 0.8801,
    "wanted": 1.0778,
    "quoted": 1.9654,
    "elsewhere": 6.8215,
    "sounds": -0.2756,
    "kinds": -3.4052,
    "few": 2.0217,
}
