"""What the page Step by step alone needs."""
