"""Formulas written as Python, so that programs can leave the lab: the TeX of a landscape is read, and its tree printed."""
