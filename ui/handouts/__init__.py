"""What a teacher prints: a guide, and for each lesson a worksheet and its key."""
