"""What is taught with the methods and the landscapes: the ladder, invariance, programs for other libraries."""
