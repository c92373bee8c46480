"""Finds the lowest points of a function, by search or from a guess."""
