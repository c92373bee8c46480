"""The lowest points of a function: searched, or found from a guess."""
