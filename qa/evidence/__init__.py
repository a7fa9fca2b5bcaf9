"""What answers, and what may not."""
