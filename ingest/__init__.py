"""Reports to figures: bytes to text, text to passages and figures, all of it into schema raw and nowhere else."""
