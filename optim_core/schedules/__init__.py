"""What the learning rate does over time: one file for each schedule."""
