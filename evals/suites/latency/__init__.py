"""The suite latency: how long an answer takes, and how much memory; figures of this machine, in no baseline."""
