"""What the page Compare alone needs."""
