"""The parts of the page Compare that no other page uses."""
