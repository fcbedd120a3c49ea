"""The suite robustness: the same question typed otherwise gets an answer of the same substance."""
