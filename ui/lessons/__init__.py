"""The parts of the page Step by step that no other page uses."""
