"""The lab without a server: how its static site is built (`make site`), and what the site has besides the lab."""
