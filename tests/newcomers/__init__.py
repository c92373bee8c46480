"""Methods and a landscape that the catalogue lacks: `tests/test_open_catalogue.py` puts them into a copy of the tree."""
