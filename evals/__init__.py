"""Question sets, metrics, runner and thresholds that decide whether a change may land."""
