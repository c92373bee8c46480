"""What the page Start alone needs."""
