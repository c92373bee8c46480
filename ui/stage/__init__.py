"""What Python tells the stage: the runs to compare, the picture of them, the inside of a step, and the gesture of a visitor."""
