"""Tables that visitors paste or upload: read, and carried in links."""
