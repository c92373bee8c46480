"""What the page Maps alone needs."""
