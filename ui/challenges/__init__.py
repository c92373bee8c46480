"""The parts of the page Challenges that no other page uses."""
