"""Lessons about methods and landscapes: ladders between methods, invariance, programs for other libraries."""
