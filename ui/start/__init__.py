"""The parts of the page Start that no other page uses."""
