"""Ways to run things side by side."""
