"""The parts of the page Maps that no other page uses."""
