"""Weights of the calibrated score. Written by `python -m evals.calibrate --write`; do not edit."""

BIAS = -1.5288
THRESHOLD = 1.2912
WEIGHTS = {
    "best": -0.5735,
    "union": -0.1655,
    "missing": 0.4153,
    "vague": -0.0219,
    "named": 1.2098,
    "doing": -0.1625,
    "unknown": -0.9063,
    "apart": 0.8726,
    "wanted": 1.0045,
    "quoted": 2.0423,
    "elsewhere": 7.1715,
    "sounds": -0.4166,
    "kinds": -3.3393,
    "few": 2.2108,
}
