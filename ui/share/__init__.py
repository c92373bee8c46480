"""Taking a picture elsewhere: its link, the code of the link, and its runs as files."""
