"""What Python tells the stage: the runs to compare, the picture of them, the inside of a step, and what the gesture of a visitor says."""
